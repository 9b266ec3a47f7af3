"""The budget by account (予算), the book against it, and the statement of a year (収支決算書)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.ledger.model import Account, AccountKind, AccountRole, BudgetLine, Entry
from kobe_desk.modules.ledger.usecases.balances import INCOME, left_of, opening
from kobe_desk.modules.ledger.usecases.errors import AmountMissing, NothingToPropose


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """An account in a year: what it is meant to come to, what it came to, and both of the year before."""

    account_id: UUID
    account: str
    kind: str
    budget: int | None
    actual: int
    last_budget: int | None
    last_actual: int
    note: str

    @property
    def difference(self) -> int:
        """What was more (or, below zero, less) than the budget."""
        return self.actual - (self.budget or 0)


@dataclass(frozen=True, slots=True)
class Statement:
    """収支決算書: every account with a budget or money, in order; `opening` is left from before and not yet written."""

    year: int
    rows: tuple[BudgetRow, ...]
    opening: int

    def side(self, kind: str) -> tuple[BudgetRow, ...]:
        return tuple(row for row in self.rows if row.kind == kind)

    @property
    def income(self) -> int:
        return sum(row.actual for row in self.side(AccountKind.INCOME)) + self.opening

    @property
    def expense(self) -> int:
        return sum(row.actual for row in self.side(AccountKind.EXPENSE))

    @property
    def left(self) -> int:
        """What the year leaves for the next (次年度繰越金)."""
        return self.income - self.expense


@query(needs="ledger.read")
def budget(session: Session, year: int) -> tuple[BudgetRow, ...]:
    """Every account that is offered or has a figure in the year or the one before."""
    return tuple(_row(found) for found in session.execute(_with_last(year)) if _told(found))


@query(needs="ledger.read")
def statement(session: Session, year: int) -> Statement:
    """What each account came to against its budget; accounts with neither are left out."""
    rows = tuple(_row(found) for found in session.execute(_alone(year)))
    return Statement(year, rows, sum(opening(session, year).values()))


@usecase(label=N_("Write the budget"), needs="ledger.edit")
def save_budget(session: Session, year: int, amounts: Mapping[UUID, int | None], notes: Mapping[UUID, str]) -> None:
    """Write down what accounts are meant to come to; None takes a line away. Raises AmountMissing."""
    if any(yen is not None and yen < 0 for yen in amounts.values()):
        raise AmountMissing("amount")
    known = {row.account_id: row for row in session.scalars(_lines_of(year))}
    for account, yen in amounts.items():
        _write(session, known.get(account), year, account, yen, notes.get(account, "").strip())
    session.flush()


@usecase(label=N_("Begin the budget from last year's"), needs="ledger.edit")
def propose_budget(session: Session, year: int) -> int:
    """Fill what is still empty from last year's budget, or from what it came to where it had none (前年度なみ).

    What last year left goes under the account for it. Returns how many lines. Raises NothingToPropose.
    """
    known = {row.account_id for row in session.scalars(_lines_of(year))}
    carried = sum(left_of(session, year - 1).values())
    count = 0
    for found in session.execute(_with_last(year)):
        row = _row(found)
        role = found[-1]
        yen = (
            carried if role == AccountRole.CARRIED else row.last_actual if row.last_budget is None else row.last_budget
        )
        if row.account_id not in known and yen > 0:
            session.add(BudgetLine(fiscal_year=year, account_id=row.account_id, amount=yen, note=row.note))
            count += 1
    if not count:
        raise NothingToPropose
    session.flush()
    return count


def _write(
    session: Session, line: BudgetLine | None, year: int, account: UUID, yen: int | None, note: str
) -> None:  # fmt: skip
    if yen is None:
        if line is not None:
            session.delete(line)
    elif line is None:
        session.add(BudgetLine(fiscal_year=year, account_id=account, amount=yen, note=note))
    else:
        line.amount, line.note = yen, note


def _lines_of(year: int) -> sa.Select[BudgetLine]:
    return sa.select(BudgetLine).where(BudgetLine.fiscal_year == year)


def _sums(year: int) -> sa.Subquery:
    total = sa.func.sum(Entry.amount).label("total")
    return sa.select(Entry.account_id, total).where(Entry.fiscal_year == year).group_by(Entry.account_id).subquery()


def _alone(year: int) -> sa.Select[Any]:
    """Account, budget, actual, nothing of the year before, note."""
    actual, mine = _sums(year), sa.select(BudgetLine).where(BudgetLine.fiscal_year == year).subquery()
    none = sa.null()
    told = sa.or_(mine.c.amount.is_not(None), actual.c.total.is_not(None))
    return (
        sa.select(Account.id, Account.name, Account.kind, mine.c.amount, actual.c.total, none, none, mine.c.note,
                  Account.retired, Account.role)
        .outerjoin(mine, mine.c.account_id == Account.id)
        .outerjoin(actual, actual.c.account_id == Account.id)
        .where(told)
        .order_by(Account.kind != INCOME, Account.position)
    )  # fmt: skip


def _with_last(year: int) -> sa.Select[Any]:
    actual, before = _sums(year), _sums(year - 1)
    mine = sa.select(BudgetLine).where(BudgetLine.fiscal_year == year).subquery()
    last = sa.select(BudgetLine).where(BudgetLine.fiscal_year == year - 1).subquery()
    columns = (Account.id, Account.name, Account.kind, mine.c.amount, actual.c.total, last.c.amount, before.c.total,
               sa.func.coalesce(mine.c.note, last.c.note), Account.retired, Account.role)  # fmt: skip
    found = sa.select(*columns)
    for each in (mine, actual, last, before):
        found = found.outerjoin(each, each.c.account_id == Account.id)
    return found.order_by(Account.kind != INCOME, Account.position)


def _told(found: sa.Row[Any]) -> bool:
    *_facts, mine, actual, last, before, _note, retired, _role = tuple[Any, ...](found)
    return retired is None or any(each is not None for each in (mine, actual, last, before))


def _row(found: sa.Row[Any]) -> BudgetRow:
    key, name, kind, mine, actual, last, before, note, *_rest = tuple[Any, ...](found)
    return BudgetRow(key, name, kind, mine, int(actual or 0), last, int(before or 0), note or "")
