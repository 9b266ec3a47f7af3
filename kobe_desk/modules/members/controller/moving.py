"""異動, looked at and then written down at the desk."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import PeopleFilter
from kobe_desk.modules.members.view.moving import MovingPage
from kobe_desk.modules.members.view.moving.acts import ADDRESS, DEATH, HEAD, IN, MERGE, OUT, SPLIT
from kobe_desk.ui.desk import Desk

ACTS: dict[str, tuple[Any, Any]] = {
    IN: (usecases.preview_move_in, usecases.move_in),
    OUT: (usecases.preview_move_out, usecases.move_out),
    DEATH: (usecases.preview_death, usecases.record_death),
    SPLIT: (usecases.preview_split, usecases.split_household),
    MERGE: (usecases.preview_merge, usecases.merge_households),
    HEAD: (usecases.preview_head, usecases.change_head),
    ADDRESS: (usecases.preview_address, usecases.change_address),
}

SHOWN = 20


class MovingController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: MovingPage, household: UUID) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        page.looked.connect(self._look)
        page.requested.connect(self._write)
        page.searched.connect(self._look_for)
        desk.ask(usecases.areas, then=page.show_areas)
        desk.ask(usecases.household_card, household, then=page.show_card)

    def _look_for(self, words: str) -> None:
        show = self._page.show_homes
        if words.strip():
            self._desk.ask(usecases.people, PeopleFilter(words=words), 0, SHOWN, then=lambda found: show(found.rows))
        else:
            show(())

    def _look(self, kind: str, request: object) -> None:
        page = self._page
        self._desk.ask(ACTS[kind][0], request, then=page.show_touched, refused=page.show_refusal)

    def _write(self, kind: str, request: object) -> None:
        page = self._page
        self._desk.do(ACTS[kind][1], request, then=self._written, refused=page.show_refusal)

    def _written(self, _result: object) -> None:
        self._page.back_requested.emit()
