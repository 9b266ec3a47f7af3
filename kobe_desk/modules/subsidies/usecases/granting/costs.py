"""The entries of the cash book that a grant pays for, in whole or in part, and never twice."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.ledger.model import Account, AccountKind, Entry
from kobe_desk.modules.subsidies.model import Allocation, Application
from kobe_desk.modules.subsidies.rules.actual import Spent
from kobe_desk.modules.subsidies.usecases.granting.facts import (
    AllocatedAlready,
    FreeEntry,
    NoExpense,
    NothingToAllocate,
    SpentRow,
)
from kobe_desk.modules.subsidies.usecases.granting.papers import void_on_costs
from kobe_desk.modules.subsidies.usecases.occasions import steps_of


def spent_on(session: Session, key: UUID) -> tuple[SpentRow, ...]:
    """What a grant pays for, by day."""
    found = sa.select(Allocation, Entry).join(Entry, Entry.id == Allocation.entry_id)
    mine = found.where(Allocation.application_id == key).order_by(Entry.day, Entry.number)
    back = _taken_back(session)
    return tuple(
        SpentRow(
            each.id,
            entry.id,
            Spent(entry.number, entry.day, entry.text, entry.partner, each.category, each.amount, entry.id in back),
            entry.amount,
        )
        for each, entry in session.execute(mine)
    )


def _taken_back(session: Session) -> set[UUID | None]:
    return set(session.scalars(sa.select(Entry.reverses).where(Entry.reverses.is_not(None))))


def _taken(session: Session) -> dict[UUID, int]:
    sums = sa.select(Allocation.entry_id, sa.func.sum(Allocation.amount)).group_by(Allocation.entry_id)
    return {entry: int(amount) for entry, amount in session.execute(sums)}


def free_entries(session: Session, years: Collection[int]) -> tuple[FreeEntry, ...]:
    """Expenses of these fiscal years with something left that no grant pays for, the newest last."""
    expenses = (
        sa.select(Entry, Account)
        .join(Account)
        .where(Entry.fiscal_year.in_(years), Account.kind == AccountKind.EXPENSE, Entry.amount > 0)
        .order_by(Entry.day, Entry.number)
    )
    back, taken = _taken_back(session), _taken(session)
    found = []
    for entry, account in session.execute(expenses):
        left = entry.amount - taken.get(entry.id, 0)
        if left > 0 and entry.id not in back:
            found.append(FreeEntry(entry.id, entry.number, entry.day, entry.text, entry.partner, account.name,
                                   entry.amount, left))  # fmt: skip
    return tuple(found)


@usecase(label=N_("Allocate a cost to a grant"), needs="subsidies.edit")
def allocate(session: Session, key: UUID, entry: UUID, amount: int, category: str) -> UUID:
    """Let a grant pay for an entry, or a part of it. Raises AllocatedAlready, NothingToAllocate, NoExpense."""
    if amount < 1:
        raise NothingToAllocate("amount")
    found = session.get_one(Entry, entry)
    account = session.get_one(Account, found.account_id)
    if found.amount < 1 or account.kind != AccountKind.EXPENSE or entry in _taken_back(session):
        raise NoExpense("entry")
    there = session.scalars(sa.select(Allocation).where(Allocation.entry_id == entry)).all()
    left = found.amount - sum(each.amount for each in there if each.application_id != key)
    if amount > left:
        others = [session.get_one(Application, each.application_id).title for each in there]
        raise AllocatedAlready("amount", left=f"{left:,}", other="、".join(dict.fromkeys(others)))
    mine = next((each for each in there if each.application_id == key), None)
    if mine is None:
        mine = Allocation(application_id=key, entry_id=entry, category=category, amount=amount)
        session.add(mine)
    mine.amount, mine.category = amount, category
    _papers_void(session, key)
    session.flush()
    return mine.id


@usecase(label=N_("Take a cost out of a grant"), needs="subsidies.edit")
def take_allocation_out(session: Session, allocation: UUID) -> None:
    """The grant does not pay for this entry any more."""
    found = session.get_one(Allocation, allocation)
    _papers_void(session, found.application_id)
    session.delete(found)


def _papers_void(session: Session, key: UUID) -> None:
    void_on_costs(session.get_one(Application, key), steps_of(session, key))
