"""The strip (お知らせの帯): the place for what just happened, 元に戻す, progress with 中止, refusals without a field.

It keeps its message until the next one; nothing fades and nothing jumps.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor
from PySide6.QtWidgets import QApplication, QProgressBar

from kobe_desk.core import clock
from kobe_desk.core.text import _
from kobe_desk.ui.button import Button
from kobe_desk.ui.layout import Panel, Row
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme, tokens

Act = Callable[[], object]


class Running(Protocol):
    """A job on its way, as the desk hands it out."""

    @property
    def stepped(self) -> SignalInstance: ...
    @property
    def finished(self) -> SignalInstance: ...
    def cancel(self) -> None: ...


_Look = tuple[str, str, str, str]
"""Text, ground, icon and its colour."""


class Strip(Panel):
    """Always there, one message at a time: the newest wins."""

    def __init__(self) -> None:
        self._picture = Picture("circle-check", "muted", 20)
        self._text = Paragraph(narrow=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._bar = QProgressBar(textVisible=False)
        self._button = Button("")
        row = Row(self._picture, gap=10, around=(24, 3, 16, 3))
        row.addWidget(self._text, 1)
        row.add(self._bar, self._button)
        row.setAlignment(self._picture, Qt.AlignmentFlag.AlignVCenter)
        super().__init__(row, ground="surface", edge="top")
        self._act: Act = lambda: None
        self._button.clicked.connect(lambda: self._act())
        self._bar.setAccessibleName(_("Progress"))
        self._bar.hide()
        self._button.hide()
        self._job: _Watch | None = None
        self._look: _Look = ("", "surface", "circle-check", "muted")
        self._offered: tuple[str, str, Act] | None = None
        follow(self, self._measure)

    @property
    def text(self) -> str:
        return self._text.plain()

    @property
    def button(self) -> Button:
        return self._button

    @property
    def bar(self) -> QProgressBar:
        return self._bar

    def report(self, text: str, *, timed: bool = True) -> None:
        """Something was done, and there is nothing to decide: 「保存しました　10時32分」."""
        self._show(_with_time(text) if timed else text, "surface", "circle-check", "muted")

    def tell(self, text: str) -> None:
        """Something to know about what was just typed or chosen."""
        self._show(text, "info", "info", "info")

    def offer(self, text: str, undo: Act, words: str = "", icon: str = "undo-2") -> None:
        """Something was done, and here is the way back: 元に戻す, until the next message."""
        self._show(_with_time(text), "info", "circle-check", "info")
        self._offer_button(words or _("Undo"), icon, undo)

    def warn(self, text: str, act: Act | None = None, words: str = "", icon: str = "refresh-cw") -> None:
        """Something is wrong that belongs to no field; the sentence says the remedy."""
        self._show(text, "warn", "triangle-alert", "warn")
        if act is not None:
            self._offer_button(words or _("Try again"), icon, act)

    def follow(self, job: Running, text: str) -> None:
        """Show a running job: wait cursor after 0.3 s, bar after 1 s, 中止 after 3 s."""
        if self._job is not None:
            self._job.end()
        self._job = _Watch(self, job, text)

    def _show(self, text: str, ground: str, icon: str, ink: str) -> None:
        self._look, self._offered = (text, ground, icon, ink), None
        self._bar.hide()
        self._button.hide()
        self.turn(ground=ground)
        self._picture.show_icon(icon, ink)
        self._text.set_ink("muted" if ground == "surface" else "ink")
        self._text.say(text)
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _offer_button(self, words: str, icon: str, act: Act) -> None:
        self._button.say(words, icon)
        self._button.setAccessibleName(f"{words} {self.text}")
        self._act = act
        self._offered = (words, icon, act)
        self._button.show()

    def _measure(self) -> None:
        self.setMinimumHeight(theme.px("strip"))
        self._bar.setFixedWidth(theme.width(110))


class _Watch(QObject):
    """Tells the strip about one job at the right moments."""

    def __init__(self, strip: Strip, job: Running, text: str) -> None:
        super().__init__(strip)
        self._strip, self._job, self._text = strip, job, text
        self._steps = (0, 0)
        self._before = (strip._look, strip._offered)
        self._waiting = self._shown = False
        after = tokens()
        plan = ((after.busy_after, self._wait), (after.bar_after, self._show), (after.cancel_after, self._allow_stop))
        self._timers = [QTimer(self, singleShot=True, interval=delay) for delay, _act in plan]
        for timer, (_delay, act) in zip(self._timers, plan, strict=True):
            timer.timeout.connect(act)
            timer.start()
        job.stepped.connect(self._step)
        job.finished.connect(self.end)

    def end(self) -> None:
        """The job is over: give the cursor back and clear the bar; whoever started it says what came of it."""
        for timer in self._timers:
            timer.stop()
        if self._waiting:
            self._waiting = False
            QApplication.restoreOverrideCursor()
        if self._shown:
            self._shown = False
            self._bring_back()

    def _bring_back(self) -> None:
        """What stood in the strip before, until somebody says what came of the job."""
        look, offered = self._before
        self._strip._show(*look)
        if offered is not None:
            self._strip._offer_button(*offered)

    def _wait(self) -> None:
        self._waiting = True
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.BusyCursor))

    def _show(self) -> None:
        self._shown = True
        self._before = (self._strip._look, self._strip._offered)
        self._strip._show(self._words(), "info", "hourglass", "info")
        self._strip._bar.show()
        self._move_bar()

    def _allow_stop(self) -> None:
        self._strip._offer_button(_("Stop"), "x", self._job.cancel)

    def _step(self, done: int, total: int) -> None:
        self._steps = (done, total)
        if self._shown:
            self._strip._text.say(self._words())
            self._move_bar()

    def _move_bar(self) -> None:
        done, total = self._steps
        self._strip._bar.setRange(0, total)  # without a total the bar runs, which says as much
        self._strip._bar.setValue(done)

    def _words(self) -> str:
        done, total = self._steps
        return _("{text}  {done} of {total}").format(text=self._text, done=done, total=total) if total else self._text


def _with_time(text: str) -> str:
    moment = clock.wall()
    return _("{text}  {hour}:{minute:02}").format(text=text, hour=moment.hour, minute=moment.minute)
