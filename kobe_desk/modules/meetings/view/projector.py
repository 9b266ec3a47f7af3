"""画面を映す: what the hall sees on the second screen: the point, the quorum, the result, in large type."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.text import _
from kobe_desk.modules.meetings.table import result
from kobe_desk.modules.meetings.usecases import MeetingRow
from kobe_desk.modules.meetings.view.quorum import QuorumPanel, Standing
from kobe_desk.ui.button import secondary
from kobe_desk.ui.layout import STRETCH, Column, Panel, Row
from kobe_desk.ui.text import Label, Paragraph


class Projector(QWidget):
    """A window of its own; Esc closes it. The names of people are never shown."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._clock = Label("", "title", elide=True), Label("", "title")
        self._point, self._proposal = Paragraph("", "figure", bold=True), Paragraph("", "lead")
        self._result = Label("", "figure")
        self.quorum = QuorumPanel()
        self.leave = secondary(_("Close this screen"), "x")
        self.leave.clicked.connect(self.close)
        column = Column(Row(self._title, STRETCH, self._clock), self.quorum, gap="group", around=(40, 30, 40, 24))
        column.add(self._point, self._proposal, self._result, STRETCH, Row(STRETCH, self.leave))
        ground = Panel(column, ground="page")
        self.setLayout(Column(ground, gap=0))
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._tell_time)

    def show_meeting(self, row: MeetingRow, standing: Standing) -> None:
        """The first motion that waits for its vote, or the last result."""
        self.setWindowTitle(row.title)
        self._title.setText(row.title)
        self.quorum.show_standing(standing)
        waiting = [each for each in row.motions if each.carried is None and not each.postponed]
        shown = waiting[0] if waiting else row.motions[-1] if row.motions else None
        self._point.say(_("No. {position} {title}").format(position=shown.position, title=shown.title) if shown else "")
        self._proposal.say(shown.proposal[:160] if shown else "")
        before = [each for each in row.motions if each.carried is not None]
        told = _("No. {position}: {result}")
        self._result.setText(told.format(position=before[-1].position, result=result(before[-1])) if before else "")
        self._result.set_ink("ok" if before and before[-1].carried else "error")

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

    # Qt asks:

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tick.stop()
        self.closed.emit()
        super().closeEvent(event)
