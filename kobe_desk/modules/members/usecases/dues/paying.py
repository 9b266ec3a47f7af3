"""Dues paid at the door or into the account: each stands in the cash book at once, with a receipt if one is given."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.permission import Counter, NoUndo, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.ledger.model import Account, AccountKind, Entry, PurseKind, Receipt
from kobe_desk.modules.ledger.usecases import (
    EntryRequest,
    ReceiptRequest,
    cancel_receipt,
    give_receipt,
    open_books,
    post_entry,
    reverse_entry,
)
from kobe_desk.modules.ledger.usecases.accounts import usual_purse
from kobe_desk.modules.members.model import DuesCharge, DuesPayment, DuesRound, Way
from kobe_desk.modules.members.usecases.dues.rounds import paid_of_charges
from kobe_desk.modules.members.usecases.home_names import home_names

ACCOUNT = "会費"


class ChargeExempt(UserError):
    text = N_("{name} is exempted from these dues. Ask for them again before taking money.")


class TooMuchPaid(UserError):
    text = N_("{name} owes {owed:,} yen here, so {amount:,} yen cannot be taken. Please check the amount.")


class ExemptionReasonMissing(UserError):
    text = N_("Please write why these dues are not asked for.")


class AlreadyPaid(UserError):
    text = N_("{name} has paid {paid:,} yen already. Cancel that first to exempt this household.")


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """Money for one charge: all that is owed unless an amount is given. `receipt`: whether one is given for it."""

    charge_id: UUID
    day: date
    way: Way = Way.CASH
    amount: int | None = None
    receipt: bool = True


@usecase(
    label=N_("Cancel dues that were paid"),
    needs="members.dues",
    undo=NoUndo(N_("The cancelled payment stays in the books. To take the money again, write it down anew.")),
)
def cancel_dues(session: Session, payments: tuple[UUID, ...], reason: str = "") -> None:
    """Take payments back the office's way: a receipt is marked 取消 and keeps its number, its entry is reversed."""
    for key in payments:
        payment = session.get_one(DuesPayment, key)
        if session.scalar(sa.select(Entry.id).where(Entry.reverses == payment.entry_id)):
            continue  # cancelled in the books before
        if payment.receipt_id is not None:
            cancel_receipt(session, payment.receipt_id, reason)
        else:
            reverse_entry(session, payment.entry_id)


@usecase(label=N_("Take dues"), needs="members.dues", undo=Counter(cancel_dues))
def take_dues(session: Session, requests: tuple[PaymentRequest, ...]) -> tuple[UUID, ...]:
    """Write payments down, post each to the cash book and give its receipt, in one transaction.

    Returns the payments. Raises ChargeExempt, TooMuchPaid, and MonthClosed for a day that the books have closed.
    """
    account = _account(session)
    return tuple(_take(session, request, account) for request in requests)


@usecase(label=N_("Exempt a household from dues"), needs="members.dues")
def exempt_charge(session: Session, key: UUID, reason: str) -> None:
    """Ask nothing of a household in a collection (免除), with the reason.

    Raises ExemptionReasonMissing, AlreadyPaid.
    """
    if not reason.strip():
        raise ExemptionReasonMissing("reason")
    charge = session.get_one(DuesCharge, key)
    if paid := _paid(session, key):
        raise AlreadyPaid(name=_name(session, charge), paid=paid)
    charge.exempt = reason.strip()
    session.flush()


@usecase(label=N_("Ask for dues again"), needs="members.dues")
def ask_dues_again(session: Session, key: UUID) -> None:
    """Take an exemption back."""
    session.get_one(DuesCharge, key).exempt = ""
    session.flush()


def _take(session: Session, request: PaymentRequest, account: UUID) -> UUID:
    charge = session.get_one(DuesCharge, request.charge_id)
    name = _name(session, charge)
    if charge.exempt:
        raise ChargeExempt(name=name)
    owed = charge.amount - _paid(session, charge.id)
    amount = owed if request.amount is None else request.amount
    if amount > owed or amount < 1:
        raise TooMuchPaid("amount", name=name, owed=owed, amount=amount)
    purpose = _purpose(session, charge)
    purse = usual_purse(session, PurseKind.CASH if request.way == Way.CASH else PurseKind.BANK)
    if request.receipt:
        given = ReceiptRequest(request.day, account, name, amount, purpose, purse)
        receipt: UUID | None = give_receipt(session, given)
        entry = _entry_of(session, receipt)
    else:
        receipt = None
        entry = post_entry(session, EntryRequest(request.day, account, amount, purpose, name, purse))
    payment = DuesPayment(charge_id=charge.id, day=request.day, amount=amount, way=request.way.value,
                          entry_id=entry, receipt_id=receipt)  # fmt: skip
    session.add(payment)
    session.flush()
    return payment.id


def _entry_of(session: Session, receipt: UUID | None) -> UUID:
    return session.get_one(Receipt, receipt).entry_id


def _paid(session: Session, charge: UUID) -> int:
    found = paid_of_charges().where(DuesPayment.charge_id == charge).subquery()
    return session.scalar(sa.select(found.c.paid)) or 0


def _name(session: Session, charge: DuesCharge) -> str:
    found = session.get_one(DuesRound, charge.round_id)
    return home_names(session, found.collect_from, [charge.household_id])[charge.household_id].name


def _purpose(session: Session, charge: DuesCharge) -> str:
    """令和8年度 前期 会費として: what stands on the receipt and in the cash book."""
    found = session.get_one(DuesRound, charge.round_id)
    starts = session.scalar(sa.select(Association.year_starts)) or 4
    return f"{FiscalYear(found.fiscal_year, starts).label} {found.title} 会費として"


def _account(session: Session) -> UUID:
    """The account 会費, made with the usual ones where there are no books yet."""
    open_books(session)
    session.flush()
    income = sa.select(Account.id).where(Account.kind == AccountKind.INCOME).order_by(Account.name != ACCOUNT)
    return session.scalars(income).first() or _add_account(session)


def _add_account(session: Session) -> UUID:
    account = Account(name=ACCOUNT, kind=AccountKind.INCOME.value, position=1)
    session.add(account)
    session.flush()
    return account.id
