"""年度替わり: what is still open of a fiscal year, and what the next one needs, asked as one."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association, Office, OfficeKind
from kobe_desk.modules.members.model import Household, Provision, SealedList
from kobe_desk.modules.members.usecases.dues.closing import ClosingRow, dues_of_year
from kobe_desk.modules.members.usecases.dues.rates import RateRow, rates
from kobe_desk.modules.members.usecases.offices import TermRow, end_term, endless_terms, terms_ending, vacant_offices
from kobe_desk.modules.members.usecases.renewing import renew_term
from kobe_desk.modules.members.usecases.rota import Rota, all_turns

ENDING = 60
"""Terms that end within so many days before the year's end are of this turn."""


@dataclass(frozen=True, slots=True)
class YearTurn:
    """A year that ends and the one that follows, with what is open of each."""

    year: int
    label: str
    next_label: str
    last: date
    first: date
    dues: ClosingRow
    terms: tuple[TermRow, ...]
    """Terms that end with the year, without one after them."""
    endless: tuple[TermRow, ...]
    """Terms without a last day that began before this year: nobody asks whether they still hold."""
    vacant: tuple[str, ...]
    """Offices nobody holds on the first day of the next year."""
    turns: tuple[Rota, ...]
    """The blocks with their leader of the next year, or whose turn it is."""
    rates: tuple[RateRow, ...]
    """The rates of the next year."""
    rosters_out: int
    """Copies that were to come back by the end of the year and have not."""
    sealed_out: int
    """Lists under seal to be given back by then."""
    unplaced: int
    """Households in no block."""

    @property
    def leaderless(self) -> tuple[Rota, ...]:
        return tuple(each for each in self.turns if each.leader.term_id is None)

    @property
    def open(self) -> int:
        """How many matters are left."""
        people = len(self.terms) + len(self.vacant) + len(self.leaderless)
        return people + (self.dues.day is None) + (not self.rates) + self.rosters_out + self.sealed_out


@query(needs="members.read")
def turn_of_year(session: Session, year: int) -> YearTurn:
    """All of the turn from a fiscal year to the next."""
    span = FiscalYear(year, session.scalar(sa.select(Association.year_starts)) or 4)
    out = sa.select(sa.func.count()).where(Provision.closed.is_(None), Provision.return_by <= span.last)
    sealed = sa.select(sa.func.count()).where(SealedList.closed.is_(None), SealedList.return_by <= span.last)
    unplaced = sa.select(sa.func.count()).where(Household.area_id.is_(None), Household.belongs(span.next.first))
    offices = session.execute(sa.select(Office.id, Office.name).where(Office.kind == OfficeKind.BLOCK_LEADER))
    leaders = {key: name for key, name in offices}  # whose terms go by the turns
    ending = terms_ending(session, span.last - timedelta(days=ENDING), ENDING + 1)
    vacant = vacant_offices(session, span.next.first)
    return YearTurn(
        year=year,
        label=span.label,
        next_label=span.next.label,
        last=span.last,
        first=span.next.first,
        dues=dues_of_year(session, year),
        terms=tuple(each for each in ending if each.office_id not in leaders),
        endless=tuple(each for each in endless_terms(session, span.first) if each.office_id not in leaders),
        vacant=tuple(each for each in vacant if each not in leaders.values()),
        turns=all_turns(session, span.next.year),
        rates=rates(session, span.next.year),
        rosters_out=session.scalar(out) or 0,
        sealed_out=session.scalar(sealed) or 0,
        unplaced=session.scalar(unplaced) or 0,
    )


@usecase(label=N_("Renew terms of office"), needs="members.edit")
def renew_terms(session: Session, keys: tuple[UUID, ...]) -> int:
    """Give several offices to the same people again (再任). Returns how many. Raises RunsOn, AlreadyHeld."""
    for key in keys:
        renew_term(session, key)
    return len(keys)


@usecase(label=N_("End terms of office"), needs="members.edit")
def end_terms(session: Session, keys: tuple[UUID, ...], last: date) -> int:
    """Give terms without a last day the same one. Returns how many. Raises EndsBeforeStart."""
    for key in keys:
        end_term(session, key, last)
    return len(keys)
