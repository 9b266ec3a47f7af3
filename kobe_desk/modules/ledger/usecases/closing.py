"""Closing a month (月の締め): the money is counted against the book, and nothing more is written into those days."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import Counter, NoUndo, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.model import BookClosing, CashCount, Entry, Purse, YearEnd
from kobe_desk.modules.ledger.usecases.balances import balances_on, fiscal, year_of
from kobe_desk.modules.ledger.usecases.errors import (
    CountMissing,
    DifferenceUnexplained,
    MonthClosedAlready,
    MonthNotOver,
    NoMonthClosed,
    ReasonMissing,
    YearClosed,
)
from kobe_desk.modules.ledger.usecases.locking import last_day, open_from
from kobe_desk.modules.ledger.usecases.reading import cash_book

REOPENED = NoUndo(N_("The month is open again. To lock it, close it once more."))


@dataclass(frozen=True, slots=True)
class PurseCount:
    """A purse at the end of a month: what the book says."""

    purse: UUID
    name: str
    kind: str
    book: int


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What is looked at before a month is closed."""

    month: date
    purses: tuple[PurseCount, ...]
    income: int
    expense: int
    lines: int
    without_paper: int
    """Lines of expense for which no receipt is filed."""
    over: bool
    """Whether the month has ended."""


@dataclass(frozen=True, slots=True)
class CountRequest:
    """What was counted in a purse, and why it differs from the book if it does."""

    purse: UUID
    counted: int | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class CountRow:
    """What was counted in a purse when a month was closed."""

    purse: str
    book: int
    counted: int
    why: str


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """A closed month, or one that was opened again."""

    id: UUID
    month: date
    day: date
    person: str
    counts: tuple[CountRow, ...]
    reopened: date | None
    reason: str


@query(needs="ledger.read")
def month_to_close(session: Session) -> date | None:
    """The first day of the month whose turn it is; None while the book is empty."""
    if (first := open_from(session)) is not None:
        return first
    earliest = session.scalar(sa.select(sa.func.min(Entry.day)))
    return None if earliest is None else earliest.replace(day=1)


@query(needs="ledger.read")
def month_facts(session: Session, month: date) -> MonthFacts:
    """What the book says at the end of a month, and what moved in it."""
    end = last_day(month)
    held = balances_on(session, end)
    shown = sa.select(Purse).order_by(Purse.position)
    purses = tuple(
        PurseCount(each.id, each.name, each.kind, held.get(each.id, 0))
        for each in session.scalars(shown)
        if each.retired is None or held.get(each.id, 0)
    )
    rows = [row for row in cash_book(session, year_of(session, month)) if month <= row.day <= end]
    bare = [row for row in rows if row.expense > 0 and not (row.paper or row.scans or row.reversed)]
    income, expense = sum(row.income for row in rows), sum(row.expense for row in rows)
    return MonthFacts(month, purses, income, expense, len(rows), len(bare), end < clock.today())


@query(needs="ledger.read")
def closings(session: Session) -> tuple[ClosingRow, ...]:
    """The closings, the latest first, those opened again among them."""
    counts: dict[UUID, list[CountRow]] = {}
    of_purses = sa.select(CashCount, Purse.name).join(Purse).order_by(Purse.position)
    for count, name in session.execute(of_purses):
        counts.setdefault(count.closing_id, []).append(CountRow(name, count.book, count.counted, count.why))
    found = session.scalars(sa.select(BookClosing).order_by(BookClosing.month.desc(), BookClosing.id.desc()))
    return tuple(
        ClosingRow(
            each.id, each.month, each.day, each.person, tuple(counts.get(each.id, ())), each.reopened, each.reason
        )
        for each in found
    )


@usecase(label=N_("Open a month again"), needs="ledger.edit", undo=REOPENED)
def reopen_month(session: Session, key: UUID, reason: str | None = None) -> None:
    """Open the days that a closing closed; it stays in the list with the reason.

    Raises ReasonMissing, NoMonthClosed, YearClosed.
    """
    if reason is not None and not reason.strip():
        raise ReasonMissing("reason")
    closing = session.get_one(BookClosing, key)
    latest = session.scalar(sa.select(sa.func.max(BookClosing.month)).where(BookClosing.reopened.is_(None)))
    if closing.reopened is not None or closing.month != latest:
        raise NoMonthClosed
    year = year_of(session, closing.month)
    if session.scalar(sa.select(YearEnd.closed).where(YearEnd.fiscal_year == year)):
        raise YearClosed(year=_year_words(session, year))
    closing.reopened, closing.reason = clock.today(), (reason or _("Undone right after it was closed")).strip()
    session.flush()


@usecase(label=N_("Close a month"), needs="ledger.edit", undo=Counter(reopen_month))
def close_month(session: Session, month: date, counts: tuple[CountRequest, ...]) -> UUID:
    """Close every day up to the end of a month, with what was counted in each purse.

    Raises MonthNotOver, MonthClosedAlready, CountMissing, DifferenceUnexplained.
    """
    month = month.replace(day=1)
    facts, first = month_facts(session, month), open_from(session)
    if not facts.over:
        raise MonthNotOver("month", month=_month_words(month))
    if first is not None and month < first:
        raise MonthClosedAlready("month", month=_month_words(month))
    closing = BookClosing(month=month, day=clock.today(), person=session.info["who"].person)
    session.add(closing)
    session.flush()
    told = {each.purse: each for each in counts}
    for purse in facts.purses:
        session.add(_count(closing.id, purse, told.get(purse.purse)))
    session.flush()
    return closing.id


def _count(closing: UUID, purse: PurseCount, told: CountRequest | None) -> CashCount:
    field = f"counted-{purse.purse}"
    if told is None or told.counted is None:
        raise CountMissing(field, purse=purse.name)
    if told.counted != purse.book and not told.why.strip():
        raise DifferenceUnexplained(f"why-{purse.purse}", purse=purse.name, amount=told.counted - purse.book)
    return CashCount(
        closing_id=closing, purse_id=purse.purse, book=purse.book, counted=told.counted, why=told.why.strip()
    )


def _month_words(month: date) -> str:
    return _("{year} month {month}").format(year=era.era_year(month), month=month.month)


def _year_words(session: Session, year: int) -> str:
    return fiscal(session, year).label
