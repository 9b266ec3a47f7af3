"""異動, looked at and then written down at the desk."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.view.moving import ADDRESS, DEATH, HEAD, OUT, SPLIT, MovingPage
from kobe_desk.ui.desk import Desk

ACTS: dict[str, tuple[Any, Any]] = {
    OUT: (usecases.preview_move_out, usecases.move_out),
    DEATH: (usecases.preview_death, usecases.record_death),
    SPLIT: (usecases.preview_split, usecases.split_household),
    HEAD: (usecases.preview_head, usecases.change_head),
    ADDRESS: (usecases.preview_address, usecases.change_address),
}


class MovingController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: MovingPage, household: UUID) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        page.looked.connect(self._look)
        page.requested.connect(self._write)
        desk.ask(usecases.household_card, household, then=page.show_card)

    def _look(self, kind: str, request: object) -> None:
        page = self._page
        self._desk.ask(ACTS[kind][0], request, then=page.show_touched, refused=page.show_refusal)

    def _write(self, kind: str, request: object) -> None:
        page = self._page
        self._desk.do(ACTS[kind][1], request, then=self._written, refused=page.show_refusal)

    def _written(self, _result: object) -> None:
        self._page.back_requested.emit()
