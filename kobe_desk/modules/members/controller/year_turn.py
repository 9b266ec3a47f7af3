"""The turn of the year at the desk."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.japanese.fiscal_year import fiscal_year
from kobe_desk.modules.association.usecases import OfficeRow, Profile, offices, profile
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import PeopleFilter, PeoplePage, TermRequest, YearTurn
from kobe_desk.modules.members.view.year_turn import YearTurnPage
from kobe_desk.modules.members.view.year_turn.open import DRAWER, GIVEN, UNPLACED
from kobe_desk.modules.members.view.year_turn.page import turn_to_show
from kobe_desk.ui.desk import Desk

EARLY = timedelta(days=90)
"""So long after the new year began, it is still the old one that is being closed."""
HITS = 8
TABLES = {
    "dues_closing", "dues_payment", "dues_charge", "dues_round", "dues_rate", "office_term", "office", "area",
    "household", "person", "rota_place", "rota_rule", "provision", "sealed_list", "association",
}  # fmt: skip


class YearTurnController(QObject):
    """A child of its page. `place_wanted` is the wish to go to another page of the roster."""

    place_wanted = Signal(str)

    def __init__(self, desk: Desk, page: YearTurnPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._year = 0
        officers, rates = page.officers, page.rates
        page.year_requested.connect(self._go)
        page.closing.close_requested.connect(lambda: desk.do(usecases.close_dues, self._year))
        page.closing.reopen_requested.connect(lambda: desk.do(usecases.reopen_dues, self._year))
        page.closing.dues_wanted.connect(lambda: self.place_wanted.emit("dues"))
        officers.renew_requested.connect(self._renew)
        officers.end_requested.connect(self._end)
        officers.assign_requested.connect(self._assign)
        officers.searched.connect(self._search)
        page.leaders.accept_requested.connect(self._name_leaders)
        rates.rate_requested.connect(self._set_rate)
        rates.remove_requested.connect(lambda key: desk.do(usecases.remove_rate, key, refused=rates.show_refusal))
        rates.copy_requested.connect(lambda: desk.do(usecases.copy_rates, self._year + 1, refused=rates.show_refusal))
        page.open.wanted.connect(self._open)
        desk.changed.connect(self._on_changed)
        desk.ask(offices, then=self._show_offices)
        desk.ask(profile, then=self._begin)

    def _begin(self, found: Profile | None) -> None:
        year = fiscal_year(clock.today(), found.year_starts if found else 4)
        self._go(turn_to_show(year, early=clock.today() - year.first < EARLY))

    def _go(self, year: int) -> None:
        self._year = year
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(usecases.turn_of_year, self._year, then=self._show)

    def _show(self, turn: YearTurn) -> None:
        if turn.year == self._year:
            self._page.show_turn(turn)

    def _show_offices(self, rows: Sequence[OfficeRow]) -> None:
        self._page.officers.show_offices([(row.id, row.name) for row in rows])

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._ask()

    def _renew(self, keys: tuple[UUID, ...]) -> None:
        self._desk.do(usecases.renew_terms, keys, refused=self._page.officers.show_refusal)

    def _end(self, keys: tuple[UUID, ...], last: date) -> None:
        self._desk.do(usecases.end_terms, keys, last, refused=self._page.officers.show_refusal)

    def _assign(self, request: TermRequest) -> None:
        part = self._page.officers
        self._desk.do(usecases.assign_office, request, then=part.clear, refused=part.show_refusal)

    def _search(self, words: str) -> None:
        which = PeopleFilter(words=words, state=usecases.PRESENT)
        self._desk.ask(usecases.people, which, 0, HITS, then=self._found)

    def _found(self, found: PeoplePage) -> None:
        self._page.officers.show_people(found.rows if self._page.officers.search.text() else ())

    def _name_leaders(self, areas: tuple[UUID, ...]) -> None:
        self._desk.do(usecases.appoint_in_turn, self._year + 1, areas)

    def _set_rate(self, kind: str, amount: int, months: int) -> None:
        rates = self._page.rates
        self._desk.do(usecases.set_rate, self._year + 1, kind, amount, months, refused=rates.show_refusal)

    def _open(self, place: int) -> None:
        elsewhere = {GIVEN: "given", DRAWER: "drawer", UNPLACED: "roster"}
        if place in elsewhere:
            self.place_wanted.emit(elsewhere[place])
        else:
            self._page.show_step(place)
