"""The page of entries written twice, done at the desk."""

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.view.duplicates import DuplicatesPage
from kobe_desk.ui.desk import Desk


class DuplicatesController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: DuplicatesPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        refused = page.show_refusal
        page.looked.connect(
            lambda wish: desk.ask(usecases.preview_people_merge, wish, then=page.show_view, refused=refused)
        )
        page.merge_requested.connect(lambda wish: desk.do(usecases.merge_people, wish, refused=refused))
        page.apart_requested.connect(lambda one, other: desk.do(usecases.keep_apart, one, other, refused=refused))
        desk.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(usecases.duplicates, then=self._page.show_pairs)

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"person", "household", "not_duplicate"}:
            self._ask()
