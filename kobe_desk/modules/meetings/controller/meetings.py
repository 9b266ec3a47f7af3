"""The list of meetings at the desk, and the pages opened from it, imported then."""

from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.usecases import BodyRow
from kobe_desk.modules.meetings.view.meetings import MeetingsPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

TABLES = {"meeting", "agenda_item", "adopted_minutes", "minutes_signature", "meeting_body"}


class MeetingsController(QObject):
    """The list, and the pages one level down."""

    def __init__(self, desk: Desk, page: MeetingsPage, stack: PageStack) -> None:
        super().__init__(stack)
        self._desk, self._page, self._stack = desk, page, stack
        self._body = ""
        page.meeting_opened.connect(self.open_meeting)
        page.meeting_wanted.connect(lambda: self.open_meeting(None))
        page.body_chosen.connect(self._choose)
        page.register_wanted.connect(self.open_register)
        page.tasks_wanted.connect(self.open_tasks)
        page.rules_wanted.connect(self.open_rules)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.bodies, then=self._know_bodies)
        self._desk.ask(usecases.meetings, self._body, then=self._page.show_meetings)

    def _know_bodies(self, rows: tuple[BodyRow, ...]) -> None:
        self._page.know_bodies(rows)

    def _choose(self, body: str) -> None:
        self._body = body
        self.refresh()

    def open_meeting(self, key: UUID | None, part: int = 0) -> None:
        """Go to a meeting, or to the form of a new one."""
        from kobe_desk.modules.meetings.controller.meeting import MeetingController
        from kobe_desk.modules.meetings.view.meeting import MeetingPage

        page = MeetingPage()
        MeetingController(self._desk, page, key, self._stack)
        self._stack.open(page)
        if part:
            page.show_part(part)

    def open_register(self) -> None:
        """いつ決めたか: all minutes and all resolutions."""
        from kobe_desk.modules.meetings.controller.register import RegisterController
        from kobe_desk.modules.meetings.view.register import RegisterPage

        page = RegisterPage()
        RegisterController(self._desk, page, self._stack)
        page.meeting_opened.connect(self.open_meeting)
        self._stack.open(page)

    def open_tasks(self) -> None:
        from kobe_desk.modules.meetings.controller.tasks import TasksController
        from kobe_desk.modules.meetings.view.open_tasks import TasksPage

        page = TasksPage()
        TasksController(self._desk, page)
        page.meeting_opened.connect(self.open_meeting)
        self._stack.open(page)

    def open_rules(self) -> None:
        from kobe_desk.modules.meetings.controller.rules import RulesController
        from kobe_desk.modules.meetings.view.rules import RulesPage

        page = RulesPage(_("To the meetings"))
        RulesController(self._desk, page, "general")
        self._stack.open(page)

    def open_record(self, record: str) -> None:
        """From 今日: the tasks, or a meeting by its key."""
        if record == "tasks":
            self.open_tasks()
        else:
            self.open_meeting(UUID(record))

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self.refresh()
