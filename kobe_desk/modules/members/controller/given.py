"""The record of what was handed out, done at the desk."""

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.view.given import GivenPage
from kobe_desk.ui.desk import Desk


class GivenController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: GivenPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        refused = page.show_refusal
        page.open_only_chosen.connect(self._ask)
        page.close_requested.connect(lambda *said: desk.do(usecases.close_provision, *said, refused=refused))
        desk.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(usecases.provisions, self._page.only.value(), then=self._page.show_given)

    def _on_changed(self, change: Change) -> None:
        if "provision" in change.tables:
            self._ask()
