"""The card of open tasks on 今日, kept up to date."""

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.modules.meetings.usecases import actions
from kobe_desk.modules.meetings.view.home import TasksHomeCard
from kobe_desk.ui.desk import Desk


class TasksHome(QObject):
    """A child of its card."""

    def __init__(self, desk: Desk, card: TasksHomeCard) -> None:
        super().__init__(card)
        self._desk, self._card = desk, card
        desk.changed.connect(self._on_changed)
        self._ask()

    def _on_changed(self, change: Change) -> None:
        if "action_item" in change.tables:
            self._ask()

    def _ask(self) -> None:
        self._desk.ask(actions, then=self._card.show_tasks)
