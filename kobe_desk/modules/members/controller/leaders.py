"""The leaders of the blocks at the desk."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import LeaderLine, Rota
from kobe_desk.modules.members.view.leaders import LeadersPage
from kobe_desk.ui.desk import Desk

TABLES = {"office_term", "rota_place", "rota_rule", "area", "household", "person"}


def make_leaders(
    lines: Sequence[LeaderLine], rotas: Sequence[Rota], day: date, association: tuple[str, bool], report: Report
) -> tuple[bytes, bytes]:
    """班長名簿 and 輪番表: a job of the child process."""
    from kobe_desk.modules.members.papers import leaders_pdf, rota_pdf

    report(0, 1)
    name, sample = association
    return leaders_pdf(lines, name, day, sample), rota_pdf(rotas, name, sample)


class LeadersController(QObject):
    """A child of its page."""

    made = Signal(object)
    """Papers by name."""

    def __init__(self, desk: Desk, page: LeadersPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        turn, refused = page.turn, page.turn.show_refusal
        page.year_chosen.connect(lambda _year: self._ask())
        page.area_chosen.connect(lambda _area: self._ask_turn())
        page.all.accept_requested.connect(self._accept)
        turn.order_requested.connect(lambda keys: desk.do(usecases.order_turns, keys))
        turn.skip_requested.connect(lambda home: desk.do(usecases.skip_turn, home, page.year.value()))
        turn.back_requested.connect(lambda home: desk.do(usecases.back_into_turns, home))
        turn.exempt_requested.connect(lambda *said: desk.do(usecases.exempt_from_turns, *said, refused=refused))
        turn.name_requested.connect(lambda *said: desk.do(usecases.appoint_leader, page.area, *said, refused=refused))
        turn.remove_requested.connect(lambda term: desk.do(usecases.remove_leader, term))
        turn.age_requested.connect(self._set_age)
        desk.changed.connect(self._on_changed)
        page.print_requested.connect(self._print)
        self._areas: tuple[UUID, ...] = ()
        self._rotas: tuple[Rota, ...] = ()
        self._association = ("", False)
        desk.ask(profile, then=self._know)
        self._ask()

    def _know(self, found: Any) -> None:
        if found is not None:
            self._association = (found.name, found.sample)

    def _ask(self) -> None:
        self._desk.ask(usecases.all_turns, self._page.year.value(), then=self._show)

    def _show(self, rows: tuple[Rota, ...]) -> None:
        self._areas, self._rotas = tuple(row.area_id for row in rows), rows
        self._page.show_rotas(rows)
        self._ask_turn()

    def _ask_turn(self) -> None:
        if self._page.area is not None:
            year = self._page.year.value()
            self._desk.ask(usecases.turns_of, self._page.area, year, then=self._page.turn.show_rota)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._ask()

    def _print(self, day: date) -> None:
        self._desk.ask(usecases.leader_list, day, then=partial(self._make, day))

    def _make(self, day: date, lines: tuple[LeaderLine, ...]) -> None:
        self._desk.run(
            *(make_leaders, lines, self._rotas, day, self._association),
            then=self._show_papers,
            refused=self._desk.refused.emit,
            text=_("Making the papers"),
        )

    def _show_papers(self, made: tuple[bytes, bytes]) -> None:
        self.made.emit([(_("List of the leaders"), made[0]), (_("Turns of the leaders"), made[1])])

    def _accept(self, areas: tuple[UUID, ...]) -> None:
        self._desk.do(usecases.appoint_in_turn, self._page.year.value(), areas)

    def _set_age(self, age: int | None, everywhere: bool) -> None:
        areas = self._areas if everywhere else (self._page.area,)
        self._desk.do(usecases.set_turn_age, areas, age, refused=self._page.turn.show_refusal)
