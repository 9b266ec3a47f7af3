"""The entries of the cash book that a grant pays for, in whole or in part, and never twice."""

from collections.abc import Collection, Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.names import fold
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.ledger.model import Account, AccountKind, Entry
from kobe_desk.modules.subsidies.model import Allocation, Application
from kobe_desk.modules.subsidies.usecases.granting.facts import (
    AllocatedAlready,
    FreeEntry,
    NoExpense,
    NothingToAllocate,
)
from kobe_desk.modules.subsidies.usecases.granting.papers import void_on_costs
from kobe_desk.modules.subsidies.usecases.granting.spent import taken_back
from kobe_desk.modules.subsidies.usecases.occasions import steps_of


def _taken(session: Session) -> dict[UUID, int]:
    sums = sa.select(Allocation.entry_id, sa.func.sum(Allocation.amount)).group_by(Allocation.entry_id)
    return {entry: int(amount) for entry, amount in session.execute(sums)}


def free_entries(
    session: Session, years: Collection[int], programme: str, names: Mapping[str, str]
) -> tuple[FreeEntry, ...]:
    """Expenses of these fiscal years with something left that no grant pays for, the newest last.

    Each with the heading of this programme that it probably belongs to; `names`: its headings with their words.
    """
    expenses = (
        sa.select(Entry, Account)
        .join(Account)
        .where(Entry.fiscal_year.in_(years), Account.kind == AccountKind.EXPENSE, Entry.amount > 0)
        .order_by(Entry.day, Entry.number)
    )
    back, taken = taken_back(session), _taken(session)
    headings = _headings(session, programme, names)
    found = []
    for entry, account in session.execute(expenses):
        left = entry.amount - taken.get(entry.id, 0)
        if left > 0 and entry.id not in back:
            found.append(FreeEntry(entry.id, entry.number, entry.day, entry.text, entry.partner, account.name,
                                   entry.amount, left, headings.get(account.id, "")))  # fmt: skip
    return tuple(found)


def _headings(session: Session, programme: str, names: Mapping[str, str]) -> dict[UUID, str]:
    """Which heading of a programme an account (科目) belongs to: as it was allocated last, else the one of its name."""
    by_name = {fold(label): category for category, label in names.items()}
    found = {
        account.id: by_name[fold(account.name)]
        for account in session.scalars(sa.select(Account))
        if fold(account.name) in by_name
    }
    before = (
        sa.select(Entry.account_id, Allocation.category)
        .join(Allocation, Allocation.entry_id == Entry.id)
        .join(Application, Application.id == Allocation.application_id)
        .where(Application.programme_id == programme)
        .order_by(Allocation.id)  # as they were made: the last one counts
    )
    found |= {account: category for account, category in session.execute(before) if category in names}
    return found


@usecase(label=N_("Allocate a cost to a grant"), needs="subsidies.edit")
def allocate(session: Session, key: UUID, entry: UUID, amount: int, category: str) -> UUID:
    """Let a grant pay for an entry, or a part of it. Raises AllocatedAlready, NothingToAllocate, NoExpense."""
    if amount < 1:
        raise NothingToAllocate("amount")
    found = session.get_one(Entry, entry)
    account = session.get_one(Account, found.account_id)
    if found.amount < 1 or account.kind != AccountKind.EXPENSE or entry in taken_back(session):
        raise NoExpense("entry")
    there = session.scalars(sa.select(Allocation).where(Allocation.entry_id == entry)).all()
    left = found.amount - sum(each.amount for each in there if each.application_id != key)
    if amount > left:
        others = [session.get_one(Application, each.application_id).title for each in there]
        raise AllocatedAlready("amount", left=f"{left:,}", other="、".join(dict.fromkeys(others)))
    before = next((each for each in there if each.application_id == key), None)
    if before is not None:  # a new one takes its place: what was said last is the last one made
        session.delete(before)
        session.flush()
    mine = Allocation(application_id=key, entry_id=entry, category=category, amount=amount)
    session.add(mine)
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
    void_on_costs(session, session.get_one(Application, key), steps_of(session, key))
