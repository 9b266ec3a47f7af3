"""What is in each place for money on a day, from the book alone.

A fiscal year begins with what the one before left. Until that is written into it as carried over (繰越), it is taken
from the year before itself, so that the cash box can be counted in April although the settlement is made in May.
"""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.database import fetched
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.permission import query
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.ledger.model import Account, AccountKind, AccountRole, Entry, Transfer

Balances = dict[UUID, int]
INCOME = AccountKind.INCOME.value


@query(needs="ledger.read")
def year_of(session: Session, day: date) -> int:
    """The association's fiscal year of a day (会計年度), named by the calendar year it begins in."""
    return day.year if day.month >= first_month(session) else day.year - 1


def first_month(session: Session) -> int:
    found = fetched(session.connection(), f"SELECT year_starts FROM {Association.__tablename__}")  # noqa: S608
    return int(found[0][0]) if found else 4


def fiscal(session: Session, year: int) -> FiscalYear:
    """The fiscal year that begins in a calendar year."""
    return FiscalYear(year, first_month(session))


@query(needs="ledger.read")
def balances_on(session: Session, day: date) -> Balances:
    """Yen in each purse at the end of a day."""
    year = year_of(session, day)
    return _plus(opening(session, year), _moved(session, year, day))


def left_of(session: Session, year: int) -> Balances:
    """Yen in each purse at the end of a fiscal year."""
    return balances_on(session, fiscal(session, year).last)


def opening(session: Session, year: int) -> Balances:
    """Yen in each purse from the year before that are not yet written as carried over; empty once they are."""
    first = session.scalar(sa.select(sa.func.min(Entry.fiscal_year)))
    if first is None or year <= first or carried(session, year) is not None:
        return {}
    return left_of(session, year - 1)


def carried(session: Session, year: int) -> int | None:
    """Yen written into a year as carried over; None while no such line stands."""
    standing = Entry.reverses.is_(None), Entry.id.not_in(sa.select(Entry.reverses).where(Entry.reverses.is_not(None)))
    statement = sa.select(sa.func.sum(Entry.amount)).join(Account).where(
        Entry.fiscal_year == year, Account.role == AccountRole.CARRIED.value, *standing
    )  # fmt: skip
    found = session.scalar(statement)
    return None if found is None else int(found)


def _moved(session: Session, year: int, until: date) -> Balances:
    signed = sa.func.sum(sa.case((Account.kind == INCOME, Entry.amount), else_=-Entry.amount))
    entries = sa.select(Entry.purse_id, signed).join(Account).where(Entry.fiscal_year == year, Entry.day <= until)
    found: Balances = {}
    for key, yen in session.execute(entries.group_by(Entry.purse_id)):
        found[key] = int(yen)
    for column, sign in ((Transfer.target_id, 1), (Transfer.source_id, -1)):
        moved = sa.select(column, sa.func.sum(Transfer.amount)).where(
            Transfer.fiscal_year == year, Transfer.day <= until
        )  # fmt: skip
        for key, yen in session.execute(moved.group_by(column)):
            found[key] = found.get(key, 0) + sign * int(yen)
    return found


def _plus(one: Balances, other: Balances) -> Balances:
    return {key: one.get(key, 0) + other.get(key, 0) for key in (*one, *(each for each in other if each not in one))}
