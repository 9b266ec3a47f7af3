"""What a grant pays for by the cash book: entries, their receipts and scans, and a mark to see when they change."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.ledger.model import Entry
from kobe_desk.modules.ledger.usecases import VoucherRow, voucher_bytes, vouchers_of
from kobe_desk.modules.subsidies.model import Allocation
from kobe_desk.modules.subsidies.rules.actual import Spent
from kobe_desk.modules.subsidies.usecases.granting.facts import ReceiptCopy, SpentRow


def spent_on(session: Session, key: UUID) -> tuple[SpentRow, ...]:
    """What a grant pays for, by day."""
    found = sa.select(Allocation, Entry).join(Entry, Entry.id == Allocation.entry_id)
    mine = found.where(Allocation.application_id == key).order_by(Entry.day, Entry.number)
    rows, back = session.execute(mine).all(), taken_back(session)
    papers = vouchers_of(session, [entry.id for _each, entry in rows])
    return tuple(
        SpentRow(each.id, entry.id, _spent(each, entry, papers.get(entry.id, ()), gone=entry.id in back))
        for each, entry in rows
    )


def _spent(each: Allocation, entry: Entry, papers: Sequence[VoucherRow], *, gone: bool) -> Spent:
    return Spent(
        number=entry.number,
        day=entry.day,
        text=entry.text,
        partner=entry.partner,
        category=each.category,
        yen=each.amount,
        reversed=gone,
        entered=entry.amount,
        receipt="、".join(paper.number for paper in papers if paper.number),
        filed="、".join(paper.page for paper in papers if paper.page),
    )


@query(needs="subsidies.read")
def receipt_copies(session: Session, key: UUID) -> tuple[ReceiptCopy, ...]:
    """The scans of the receipts a grant pays for (領収書の写し), in the order of the list of receipts."""
    rows = [each for each in spent_on(session, key) if not each.spent.reversed]
    papers = vouchers_of(session, [each.entry for each in rows])
    return tuple(
        ReceiptCopy(each.entry, each.spent.number, each.spent.text, voucher_bytes(session, paper.id))
        for each in rows
        for paper in papers.get(each.entry, ())
        if paper.size
    )


def taken_back(session: Session) -> set[UUID | None]:
    """The entries that were reversed (赤伝)."""
    return set(session.scalars(sa.select(Entry.reverses).where(Entry.reverses.is_not(None))))


def spent_mark(session: Session, key: UUID) -> str:
    """One text for one content of what a grant pays for, its receipts and scans included.

    The cash book does not know of grants, so that papers which tell of it have to look themselves.
    """
    rows = spent_on(session, key)
    papers = vouchers_of(session, [each.entry for each in rows])
    scans = [(paper.id, paper.size) for each in rows for paper in papers.get(each.entry, ())]
    return hashlib.sha256(repr(([each.spent for each in rows], scans)).encode()).hexdigest()
