"""The page 班, done at the desk."""

from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import AreaRequest, AreaRow
from kobe_desk.modules.members.view.areas import AreasPage
from kobe_desk.ui.desk import Desk


class AreasController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: AreasPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        page.add_requested.connect(self._add)
        page.change_requested.connect(self._change)
        page.remove_requested.connect(self._remove)
        page.order_requested.connect(lambda keys: desk.do(usecases.order_areas, keys))
        desk.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(usecases.areas, then=self._page.show_areas)

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"area", "household"}:
            self._ask()

    def _add(self, name: str, parent: UUID | None) -> None:
        page = self._page
        self._desk.do(usecases.add_area, AreaRequest(name, parent), then=page.clear, refused=page.show_refusal)

    def _change(self, row: AreaRow, name: str, parent: UUID | None) -> None:
        page = self._page
        request = AreaRequest(name, parent)
        self._desk.do(usecases.edit_area, row.id, request, then=page.clear, refused=page.show_refusal)

    def _remove(self, key: UUID) -> None:
        self._desk.do(usecases.remove_area, key, refused=self._page.show_refusal)
