"""Receipts for dues as they are handed over (領収書): number, payer, amount, what for, and who signs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.association.model import Association, Office, OfficeKind
from kobe_desk.modules.ledger.model import Receipt
from kobe_desk.modules.members.model import DuesPayment, OfficeTerm
from kobe_desk.modules.members.usecases.then import as_of


@dataclass(frozen=True, slots=True)
class ReceiptSlip:
    """One receipt with its stub; a cancelled one keeps its page with 取消."""

    number: str
    day: date
    payer: str
    amount: int
    purpose: str
    way: str
    association: str
    signer: str
    cancelled: bool
    sample: bool


@query(needs="members.read")
def receipt_slips(session: Session, payments: tuple[UUID, ...]) -> tuple[ReceiptSlip, ...]:
    """The receipts of payments, in the order of their numbers; payments without a receipt are passed over."""
    house = session.execute(sa.select(Association.name, Association.mark, Association.sample)).first()
    name, mark, sample = (house.name, house.mark, house.sample) if house else ("", "", False)
    found = _receipts(session, payments)
    return tuple(
        ReceiptSlip(
            f"{mark}{receipt.fiscal_year}-{receipt.number:04}", receipt.day, receipt.payer, receipt.amount,
            receipt.purpose, way, name, _treasurer(session, receipt.day), receipt.cancelled is not None, bool(sample),
        )
        for receipt, way in found
    )  # fmt: skip


def _receipts(session: Session, payments: Iterable[UUID]) -> list[Any]:
    statement = (
        sa.select(Receipt, DuesPayment.way)
        .join(DuesPayment, DuesPayment.receipt_id == Receipt.id)
        .where(DuesPayment.id.in_(list(payments)))
        .order_by(Receipt.fiscal_year, Receipt.number)
    )
    return list(session.execute(statement))


def _treasurer(session: Session, day: date) -> str:
    """会計 佐藤 勝: who answers for the money on the day."""
    people, _homes = as_of(session, day)
    statement = (
        sa.select(Office.name, people.name)
        .select_from(OfficeTerm)
        .join(Office, Office.id == OfficeTerm.office_id)
        .join(people, people.id == OfficeTerm.person_id)
        .where(OfficeTerm.holds(day), Office.kind == OfficeKind.TREASURER)
        .order_by(OfficeTerm.start)
    )
    found = session.execute(statement).first()
    return f"{found[0]}　{found[1]}" if found else ""
