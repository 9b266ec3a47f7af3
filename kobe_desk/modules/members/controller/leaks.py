"""The record of leaks at the desk."""

from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import LeakRequest
from kobe_desk.modules.members.view.leaks import LeaksPage
from kobe_desk.ui.desk import Desk


class LeaksController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: LeaksPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        page.save_requested.connect(self._save)
        desk.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(usecases.leaks_recorded, then=self._page.show_leaks)

    def _on_changed(self, change: Change) -> None:
        if "leak" in change.tables:
            self._ask()

    def _save(self, key: UUID | None, request: LeakRequest) -> None:
        page, do = self._page, self._desk.do
        if key is None:
            do(usecases.add_leak, request, then=page.close_form, refused=page.show_refusal)
        else:
            do(usecases.edit_leak, key, request, then=page.close_form, refused=page.show_refusal)
