"""The page of tasks at the desk."""

from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.usecases import ActionRequest
from kobe_desk.modules.meetings.view.open_tasks import TasksPage
from kobe_desk.ui.desk import Desk


class TasksController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: TasksPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._all = False
        page.all_wanted.connect(self._show_all)
        page.change_requested.connect(self._change)
        page.close_requested.connect(self._close)
        page.reopen_requested.connect(lambda task: desk.do(usecases.reopen_action, task))
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.actions, "", not self._all, then=self._page.show_tasks)

    def _show_all(self, every: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._all = every
        self.refresh()

    def _change(self, task: UUID, request: ActionRequest) -> None:
        self._desk.do(usecases.change_action, task, request, refused=self._refused)

    def _close(self, task: UUID, result: str) -> None:
        self._desk.do(usecases.close_action, task, clock.today(), None, result, refused=self._refused)

    def _refused(self, error: UserError) -> None:
        if not self._page.show_refusal(error):
            self._desk.refused.emit(error)

    def _on_changed(self, change: Change) -> None:
        if "action_item" in change.tables:
            self.refresh()
