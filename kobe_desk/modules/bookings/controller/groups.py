"""The groups of the centre, done at the desk."""

from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import GroupRequest
from kobe_desk.modules.bookings.view.groups import GroupsPage
from kobe_desk.ui.desk import Desk


class GroupsController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: GroupsPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._words = ""
        page.searched.connect(self._search)
        page.group_shown.connect(self._show)
        page.saved.connect(self._save)
        page.spelling_added.connect(
            lambda key, words: desk.do(usecases.add_spelling, key, words, refused=page.show_refusal)
        )
        page.joined.connect(lambda keep, other: desk.do(usecases.merge_groups, keep, (other,)))
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.groups, self._words, then=self._page.show_groups)
        self._desk.ask(usecases.alike_groups, then=self._page.show_alike)

    def _search(self, words: str) -> None:
        self._words = words
        self.refresh()

    def _show(self, key: UUID | None) -> None:
        if key is not None:
            self._desk.ask(usecases.group, key, then=self._page.show_group)

    def _save(self, key: UUID | None, request: GroupRequest) -> None:
        refused = self._page.show_refusal
        if key is None:
            self._desk.do(usecases.add_group, request, then=self._show, refused=refused)
        else:
            self._desk.do(usecases.change_group, key, request, refused=refused)

    def _on_changed(self, change: Change) -> None:
        if any("group" in table for table in change.tables):
            self.refresh()
