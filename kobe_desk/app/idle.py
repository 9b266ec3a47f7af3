"""Notices that nobody is at the desk: no key, no click, no composing for a while, a locked screen, or sleep."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kobe_desk.core import clock

if TYPE_CHECKING:
    from kobe_desk.app.absence import Absence

LOOK_EVERY = 5_000
"""Milliseconds. The clock on the wall is compared, not counted: a computer that slept locks when it wakes."""
_SIGNS = (
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class Idle(QObject):
    """Watches the windows, whatever has the keyboard, and what the system says. `minutes` 0 never locks."""

    reached = Signal()

    def __init__(self, minutes: int) -> None:
        super().__init__()
        self.minutes = minutes
        self._last = clock.now()
        self._absence: Absence | None = None
        self._watched: dict[str, QObject | None] = {"window": None, "object": None}
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(lambda window: self._watch("window", window))
            app.focusObjectChanged.connect(lambda focused: self._watch("object", focused))
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self, window: QWidget) -> None:
        """Watch over the window of a desk."""
        from kobe_desk.app.absence import Absence  # not before the first paint

        if self._absence is None:
            self._absence = Absence(self)
            self._absence.begun.connect(self._gone)
        self._absence.watch(int(window.winId()))
        self.stir()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def leave(self) -> None:
        """The program ends."""
        self.stop()
        if self._absence is not None:
            self._absence.leave()

    def stir(self) -> None:
        """Somebody is there."""
        self._last = clock.now()

    def look(self) -> None:
        """Lock when it is time."""
        if clock.now() - self._last >= timedelta(minutes=self.minutes):
            self._gone()

    def _gone(self) -> None:
        if self.minutes:
            self.stop()
            self.reached.emit()

    def _watch(self, place: str, thing: QObject | None) -> None:
        if thing is not None:
            thing.installEventFilter(self)
        self._watched[place] = thing

    # Qt asks:

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self.stir()
        return False


def finish_typing() -> None:
    """Dialogs are left, what an input method composes is taken, and the field with the keyboard keeps its draft."""
    QGuiApplication.inputMethod().commit()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    focused: QWidget | None = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
