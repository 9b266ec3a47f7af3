"""画面を映す: what the hall sees on the second screen: agenda, point, quorum, result and time, in large type."""

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.table import result
from kobe_desk.modules.meetings.usecases import MeetingRow, MotionRow
from kobe_desk.modules.meetings.view.quorum import QuorumPanel, Standing
from kobe_desk.ui.button import secondary
from kobe_desk.ui.focus_ring import FocusRing
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row
from kobe_desk.ui.text import Label, Paragraph, strong
from kobe_desk.ui.theme import theme

_LINES, _BEFORE = 8, 2
"""So many points of the agenda are in sight, so many of them before the one at hand."""


class Projector(QWidget):
    """A window of its own; Esc closes it, the space bar sets its timer back. The names of people are never shown."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._clock = Label("", "title", elide=True), Label("", "title")
        self._point, self._proposal = Paragraph("", "figure", bold=True), Paragraph("", "lead")
        self._result = Label("", "figure")
        self.quorum = QuorumPanel()
        self._agenda = Paragraph("", "lead", narrow=True)
        self.timer = Label("", "lead")
        self._shown: UUID | None = None
        self._planned, self._began = 0, clock.now()
        self.leave = secondary(_("Close this screen"), "x")
        self.leave.clicked.connect(self.close)
        self._points = Panel(Column(self._agenda, STRETCH, around=(16, 8, 16, 8)), box="card")
        point = Column(self._point, self._proposal, self._result, STRETCH, self.timer)
        middle = Row(gap="group")
        middle.addWidget(self._points, 2)
        middle.addLayout(point, 3)
        column = Column(Row(self._title, STRETCH, self._clock), self.quorum, gap="item", around=(36, 12, 36, 10))
        column.addLayout(middle, 1)
        column.add(Row(STRETCH, self.leave))
        ground = Panel(column, ground="page")
        self.setLayout(Column(ground, gap=0))
        self.ring = FocusRing(self)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._tell_time)

    def show_meeting(self, row: MeetingRow, standing: Standing) -> None:
        """The first motion that waits for its vote, or the last result."""
        self.setWindowTitle(row.title)
        self._title.setText(row.title)
        self.quorum.show_standing(standing)
        waiting = [each for each in row.motions if each.carried is None and not each.postponed]
        shown = waiting[0] if waiting else row.motions[-1] if row.motions else None
        self._show_agenda(row, shown)
        self._point.say(_("No. {position} {title}").format(position=shown.position, title=shown.title) if shown else "")
        self._proposal.say(shown.proposal[:160] if shown else "")
        decided = [each for each in row.motions if each.carried is not None]
        self._show_result(decided[-1] if decided else None, stands=standing.reached)

    def _show_result(self, motion: MotionRow | None, *, stands: bool) -> None:
        """What the last vote came to; nothing is decided while too few are there."""
        said = result(motion) if motion and stands else _("not decided, the quorum is missing")
        told = _("No. {position}: {result}")
        self._result.setText(told.format(position=motion.position, result=said) if motion else "")
        self._result.set_ink("ok" if motion and motion.carried and stands else "error")

    def _show_agenda(self, row: MeetingRow, shown: MotionRow | None) -> None:
        """The points around the one at hand, which stands out; those that are decided have their mark."""
        at = next((place for place, each in enumerate(row.items) if shown and each.id == shown.id), 0)
        shown_lines = 3 if theme.large else _LINES
        first = max(0, min(at - _BEFORE, len(row.items) - shown_lines))
        lines = []
        for each in row.items[first : first + shown_lines]:
            words = _("✓ {point}").format(point=each.heading) if each.carried is not None else each.heading
            lines.append(strong(words) if shown and each.id == shown.id else words)
        self._agenda.say("\n".join(lines))
        self._points.setVisible(bool(lines))
        if (shown.id if shown else None) != self._shown:
            self._shown = shown.id if shown else None
            self._planned = next((each.planned for each in row.items if each.id == self._shown), 0)
            self.restart()

    def restart(self) -> None:
        """The time of this point begins now."""
        self._began = clock.now()
        self._tell_time()

    def open(self) -> None:
        """On the second screen if there is one."""
        self._tell_time()
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            self.setGeometry(screens[-1].geometry())
            self.showFullScreen()
        else:
            self.resize(1200, 640)
            self.show()
        self._tick.start()

    def _tell_time(self) -> None:
        self._clock.setText(f"{clock.wall():%H:%M}")
        gone = max(clock.now() - self._began, timedelta())
        minutes, seconds = divmod(int(gone.total_seconds()), 60)
        words = (
            _("On this point: {minutes}:{seconds:02} of {planned} minutes")
            if self._planned
            else _("On this point: {minutes}:{seconds:02}")
        )
        self.timer.setText(words.format(minutes=minutes, seconds=seconds, planned=self._planned))
        self.timer.set_ink("error" if self._planned and minutes >= self._planned else "muted")
        self.timer.setVisible(self._shown is not None)

    # Qt asks:

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Space:
            self.restart()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tick.stop()
        self.closed.emit()
        super().closeEvent(event)
