"""Receipts given for money (領収書): entered at the same moment, numbered without gaps, cancelled but never erased."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.permission import Counter, NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.ledger.model import BankLine, Entry, Receipt
from kobe_desk.modules.ledger.usecases.balances import year_of
from kobe_desk.modules.ledger.usecases.entering import STAYS, post_entry, reverse_entry
from kobe_desk.modules.ledger.usecases.errors import AlreadyCancelled
from kobe_desk.modules.ledger.usecases.rows import EntryRequest, ReceiptRequest, ReceiptRow


@usecase(label=N_("Cancel a receipt"), needs="ledger.edit", undo=STAYS)
def cancel_receipt(session: Session, key: UUID, reason: str = "") -> None:
    """Cancel a receipt (取消): the number stays used, and its entry is reversed. Raises AlreadyCancelled."""
    receipt = session.get_one(Receipt, key)
    if receipt.cancelled:
        raise AlreadyCancelled
    receipt.cancelled, receipt.reason = clock.today(), reason
    reverse_entry(session, receipt.entry_id)


@usecase(label=N_("Give a receipt"), needs="ledger.edit", undo=Counter(cancel_receipt))
def give_receipt(session: Session, request: ReceiptRequest) -> UUID:
    """Take money, enter it and give the next receipt number, in one transaction.

    Raises AmountMissing, TextMissing, MonthClosed.
    """
    asked = EntryRequest(
        request.day, request.account, request.amount, request.purpose, request.payer, request.purse
    )  # fmt: skip
    entry = post_entry(session, asked)
    year = year_of(session, request.day)
    receipt = Receipt(
        fiscal_year=year,
        number=numbers.take(session, "receipt", year),
        day=request.day,
        payer=request.payer,
        amount=request.amount,
        purpose=request.purpose,
        entry_id=entry,
    )
    session.add(receipt)
    session.flush()
    return receipt.id


@usecase(
    label=N_("Wipe a name from the books"),
    needs="ledger.edit",
    undo=NoUndo(N_("The name cannot be brought back. Amounts and numbers stay.")),
)
def forget_payer(session: Session, names: tuple[str, ...], instead: str) -> None:
    """Write another word where one of these names stands as payer or partner; amounts, days and numbers stay.

    Written past the record: the old name may stand nowhere.
    """
    with session.info["work"].forgetting(()) as connection:
        connection.execute(sa.update(Receipt).where(Receipt.payer.in_(names)).values(payer=instead))
        connection.execute(sa.update(Entry).where(Entry.partner.in_(names)).values(partner=instead))
        connection.execute(sa.update(BankLine).where(BankLine.text.in_(names)).values(text=instead))
    for table in ("receipt", "entry", "bank_line"):
        session.info["work"].touch(table)


@query(needs="ledger.read")
def receipts(session: Session, year: int) -> tuple[ReceiptRow, ...]:
    """The receipts of a fiscal year in their order, cancelled ones among them."""
    mark = session.scalar(sa.select(Association.mark)) or ""
    found = session.scalars(sa.select(Receipt).where(Receipt.fiscal_year == year).order_by(Receipt.number))
    return tuple(
        ReceiptRow(
            each.id,
            f"{mark}{each.fiscal_year}-{each.number:04}",
            each.day,
            each.payer,
            each.amount,
            each.purpose,
            each.cancelled,
            each.reason,
        )
        for each in found
    )
