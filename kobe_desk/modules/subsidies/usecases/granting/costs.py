"""The entries of the cash book that a grant pays for, in whole or in part, and never twice."""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.ledger.model import Account, AccountKind, Entry, Voucher
from kobe_desk.modules.subsidies.model import Allocation, Application
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.life import brings_nothing
from kobe_desk.modules.subsidies.usecases.granting.facts import (
    AllocatedAlready,
    FreeEntry,
    NoExpense,
    NothingToAllocate,
    ReceiptElsewhere,
)
from kobe_desk.modules.subsidies.usecases.granting.headings import where_accounts_go
from kobe_desk.modules.subsidies.usecases.granting.papers import void_on_costs
from kobe_desk.modules.subsidies.usecases.granting.spent import taken_back
from kobe_desk.modules.subsidies.usecases.occasions import as_steps, steps_of
from kobe_desk.modules.subsidies.usecases.storing import programme_of


def _paying(session: Session, entry: UUID | None = None) -> list[Allocation]:
    """What grants pay for, of all entries or of one; a grant that ended without any money pays for nothing."""
    mine = sa.select(Allocation) if entry is None else sa.select(Allocation).where(Allocation.entry_id == entry)
    found = session.scalars(mine).all()
    idle = {key for key in {each.application_id for each in found} if _is_idle(session, key)}
    return [each for each in found if each.application_id not in idle]


def _is_idle(session: Session, key: UUID) -> bool:
    return brings_nothing(programme_of(session.get_one(Application, key)), as_steps(steps_of(session, key)))


def _taken(session: Session) -> dict[UUID, int]:
    sums: Counter[UUID] = Counter()
    for each in _paying(session):
        sums[each.entry_id] += each.amount
    return sums


def free_entries(session: Session, years: Collection[int], programme: Programme) -> tuple[FreeEntry, ...]:
    """Expenses of these fiscal years with something left that no grant pays for, the newest last.

    Each with where its account goes in this programme.
    """
    expenses = (
        sa.select(Entry, Account)
        .join(Account)
        .where(Entry.fiscal_year.in_(years), Account.kind == AccountKind.EXPENSE, Entry.amount > 0)
        .order_by(Entry.day, Entry.number)
    )
    back, taken = taken_back(session), _taken(session)
    ways = where_accounts_go(session, programme)
    found = []
    for entry, account in session.execute(expenses):
        left = entry.amount - taken.get(entry.id, 0)
        if left > 0 and entry.id not in back:
            found.append(FreeEntry(entry.id, entry.number, entry.day, entry.text, entry.partner, account.name,
                                   entry.amount, left, ways[account.id]))  # fmt: skip
    return tuple(found)


@usecase(label=N_("Allocate a cost to a grant"), needs="subsidies.edit")
def allocate(session: Session, key: UUID, entry: UUID, amount: int, category: str) -> UUID:
    """Let a grant pay for an entry, or a part of it.

    Raises AllocatedAlready, ReceiptElsewhere, NothingToAllocate, NoExpense.
    """
    if amount < 1:
        raise NothingToAllocate("amount")
    found = session.get_one(Entry, entry)
    account = session.get_one(Account, found.account_id)
    if found.amount < 1 or account.kind != AccountKind.EXPENSE or entry in taken_back(session):
        raise NoExpense("entry")
    there = _paying(session, entry)
    left = found.amount - sum(each.amount for each in there if each.application_id != key)
    if amount > left:
        others = [session.get_one(Application, each.application_id).title for each in there]
        raise AllocatedAlready("amount", left=f"{left:,}", other="、".join(dict.fromkeys(others)))
    _require_own_receipt(session, key, found)
    mine_before = sa.select(Allocation).where(Allocation.entry_id == entry, Allocation.application_id == key)
    before = session.scalar(mine_before)
    if before is not None:  # a new one takes its place: what was said last is the last one made
        session.delete(before)
        session.flush()
    mine = Allocation(application_id=key, entry_id=entry, category=category, amount=amount)
    session.add(mine)
    _papers_void(session, key)
    session.flush()
    return mine.id


def _require_own_receipt(session: Session, key: UUID, entry: Entry) -> None:
    """Another grant pays for no entry of the same amount with the very same receipt: one payment entered twice.

    Entries of other amounts are parts of one receipt, as the cash book has them. Raises ReceiptElsewhere.
    """
    files = sa.select(Voucher.sha256).where(Voucher.entry_id == entry.id, Voucher.size > 0)
    twins = set(session.scalars(
        sa.select(Entry.id).join(Voucher, Voucher.entry_id == Entry.id)
        .where(Voucher.sha256.in_(files), Entry.id != entry.id, Entry.amount == entry.amount)
    )) - taken_back(session)  # fmt: skip
    for each in _paying(session) if twins else ():
        if each.entry_id in twins and each.application_id != key:
            other, grant = session.get_one(Entry, each.entry_id), session.get_one(Application, each.application_id)
            raise ReceiptElsewhere("entry", number=other.number, text=other.text, amount=f"{each.amount:,}",
                                   other=grant.title)  # fmt: skip


@usecase(label=N_("Take a cost out of a grant"), needs="subsidies.edit")
def take_allocation_out(session: Session, allocation: UUID) -> None:
    """The grant does not pay for this entry any more."""
    found = session.get_one(Allocation, allocation)
    _papers_void(session, found.application_id)
    session.delete(found)


def _papers_void(session: Session, key: UUID) -> None:
    void_on_costs(session, session.get_one(Application, key), steps_of(session, key))
