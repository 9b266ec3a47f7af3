"""The page 会議: every meeting, newest first, and the ways to minutes, tasks and rules."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.meetings.table import MEETING_COLUMNS
from kobe_desk.modules.meetings.usecases import BodyRow, MeetingLine
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import EmptyState
from kobe_desk.ui.field import Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Label


class MeetingsPage(Page):
    """The list; Enter or the button opens a meeting."""

    help_page = "meetings"
    meeting_opened = Signal(object)
    meeting_wanted = Signal()
    body_chosen = Signal(str)
    register_wanted = Signal()
    tasks_wanted = Signal()
    rules_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Meetings"), scrolls=False)
        self.add_meeting = primary(_("Add a meeting"), "plus")
        self.add_meeting.clicked.connect(self.meeting_wanted)
        self.header.add(self.add_meeting)
        self.register = secondary(_("When was it decided?"), "search")
        self.tasks = secondary(_("Open tasks"), "clipboard-check")
        self.rules = secondary(_("Bodies and their rules"), "scale")
        self.register.clicked.connect(self.register_wanted)
        self.tasks.clicked.connect(self.tasks_wanted)
        self.rules.clicked.connect(self.rules_wanted)
        self.bodies = Select([("", _("All meetings"))])
        caption = Label(_("Show"), bold=True)
        caption.setBuddy(self.bodies)
        self.bodies.setAccessibleName(caption.text())
        self.bodies.edited.connect(lambda: self.body_chosen.emit(self.bodies.value()))
        which = QWidget()
        which.setLayout(Row(caption, self.bodies, gap=14))
        self._tools = QWidget()
        self._tools.setLayout(Flow(which, self.register, self.tasks, self.rules))
        self._model: TableModel[MeetingLine] = TableModel(MEETING_COLUMNS)
        self.table = Table(self._model, _("List of meetings"))
        self.table.row_opened.connect(self._open)
        self.open = secondary(_("Open this meeting"), "arrow-right")
        self.open.clicked.connect(lambda: self._open(self.table.row))
        self._empty = EmptyState(
            _("No meeting is written down yet."),
            _("Here you count who came, write down the votes and make the minutes."),
        )
        self.body.add(self._tools, self._empty)
        self.body.addWidget(self.table, 1)
        self.body.add(Row(self.open, STRETCH))

    def know_bodies(self, rows: tuple[BodyRow, ...]) -> None:
        self.bodies.offer([("", _("All meetings")), *((each.key, each.said) for each in rows)])

    def show_meetings(self, rows: tuple[MeetingLine, ...]) -> None:
        self._model.show(rows)
        if not rows and self.table.hasFocus():
            self.add_meeting.setFocus()  # else the keyboard would be left somewhere in the rail
        self.table.setVisible(bool(rows))
        self.open.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _open(self, row: MeetingLine | None) -> None:
        if row is not None:
            self.meeting_opened.emit(row.id)

    # Qt asks:

    def focus_first(self) -> None:
        (self.table if self.table.isVisible() else self.add_meeting).setFocus()
