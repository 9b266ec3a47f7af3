"""Money for bookings: taken against a receipt of the ledger, given back, carried over (使用料・還付・充当)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import Counter, NoUndo, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import (
    OCCUPYING,
    Booking,
    BookingPayment,
    Group,
    PaymentKind,
    Room,
)
from kobe_desk.modules.bookings.usecases.at_the_desk import held
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow
from kobe_desk.modules.bookings.usecases.closing import receipt_label, require_open
from kobe_desk.modules.bookings.usecases.fees import days_before, table_on
from kobe_desk.modules.bookings.usecases.reading import SELECT_ROWS, row_from
from kobe_desk.modules.bookings.usecases.refusals import (
    AlreadyPaid,
    NothingToPay,
    NotPaid,
    ReasonMissing,
)
from kobe_desk.modules.bookings.usecases.words import short_day
from kobe_desk.modules.bookings.usecases.writing import paid_for, person
from kobe_desk.modules.ledger.model import Account, AccountKind, Receipt
from kobe_desk.modules.ledger.usecases import ReceiptRequest, cancel_receipt, give_receipt, open_books

ACCOUNT = "施設利用料"
"""The account of the usual books that takes the fees."""


GIVEN_BACK = NoUndo(N_("Money that was given back stays so in the book. To take it again, take the fee once more."))


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What a receipt says."""

    number: str
    day: date
    payer: str
    amount: int
    purpose: str
    cancelled: date | None
    reason: str


@usecase(label=N_("Take back a fee"), needs="bookings.charge", undo=GIVEN_BACK)
def take_back_fee(session: Session, payment: UUID, why: str = "") -> None:
    """What undo does with a fee that was taken: its receipt is cancelled (取消), the number stays used."""
    found = session.get_one(BookingPayment, payment)
    if found.returned is None:
        _return(session, found, why or _("Taken back right after it was taken"))


@usecase(label=N_("Take a fee"), needs="bookings.charge", undo=Counter(take_back_fee))
def take_fee(session: Session, key: UUID, account: UUID | None = None) -> UUID:
    """Take what is still to be paid for a booking, against a receipt, entered in the ledger at once.

    Returns the payment. Raises NothingToPay, AlreadyPaid, NotInThisState, DayClosed, MonthClosed.
    """
    booking = held(session, key)
    require_open(session, clock.today())
    paid = paid_for(session, key)
    if booking.fee <= 0:
        raise NothingToPay
    if paid >= booking.fee:
        raise AlreadyPaid
    return _receive(session, booking, booking.fee - paid, account, _purpose(session, booking))


def _receive(session: Session, booking: Booking, amount: int, account: UUID | None, purpose: str) -> UUID:
    today, payer = clock.today(), session.get_one(Group, booking.group_id).name
    asked = ReceiptRequest(today, account or _account(session), payer, amount, purpose)
    payment = BookingPayment(
        booking_id=booking.id,
        day=today,
        amount=amount,
        receipt_id=give_receipt(session, asked),
        taken_by=person(session),
    )
    session.add(payment)
    session.flush()
    return payment.id


def _purpose(session: Session, booking: Booking) -> str:
    room = session.scalar(sa.select(Room.name).where(Room.id == booking.room_id))
    return _("Use of {room} on {day}").format(room=room, day=short_day(booking.start.date()))


def _account(session: Session) -> UUID:
    """The account that takes fees; the usual books are opened when there are none."""
    open_books(session)
    session.flush()
    named = sa.case((Account.name == ACCOUNT, 0), else_=1)
    income = sa.select(Account.id).where(Account.kind == AccountKind.INCOME.value)
    return session.scalars(income.order_by(named, Account.position).limit(1)).one()


@usecase(label=N_("Give a fee back"), needs="bookings.charge", undo=GIVEN_BACK)
def give_back_fee(session: Session, key: UUID, why: str, percent: int | None = None, amount: int | None = None) -> int:
    """Give back what was paid (還付): by the rule for so many days before the use, by a percentage, or an amount.

    The receipt is cancelled; what is kept gets a new one. Returns the yen given back. Raises NotPaid, ReasonMissing,
    DayClosed, MonthClosed: what was taken on a closed day is given back on a day that is open.
    """
    if not why.strip():
        raise ReasonMissing("why")
    booking = session.get_one(Booking, key)
    paid = paid_for(session, key)
    if not paid:
        raise NotPaid
    policy, days = table_on(session, booking.start.date(), "").policy, days_before(booking.start, clock.today())
    back = policy.refund(paid, days) if percent is None else paid * percent // 100
    if amount is not None:
        back = min(amount, paid)
    if not back:
        return 0
    _give(session, booking, back, why)
    return back


def _give(session: Session, booking: Booking, amount: int, why: str) -> None:
    """Cancel the receipts of this booking and, for what was carried to it, those of where it was taken."""
    kept = sa.and_(BookingPayment.booking_id == booking.id, BookingPayment.returned.is_(None))
    own = sa.select(BookingPayment).where(kept, BookingPayment.kind != PaymentKind.CARRIED.value)
    payments = session.scalars(own).all()
    taken = sum(each.amount for each in payments)
    here = min(amount, taken)
    for payment in payments if here else ():
        _return(session, payment, why)
    if here and taken > here:
        purpose = _("Kept of the fee: {purpose}").format(purpose=_purpose(session, booking))
        _receive(session, booking, taken - here, None, purpose)
    left, total = amount - here, sa.func.sum(BookingPayment.amount)
    carried = sa.select(BookingPayment.from_booking, total).where(kept, BookingPayment.from_booking.is_not(None))
    for source, yen in session.execute(carried.group_by(BookingPayment.from_booking).having(total > 0)).all():
        part = min(left, int(yen))
        if source is not None and part:
            _carry(session, booking.id, source, part)
            _give(session, session.get_one(Booking, source), part, why)
            left -= part


def _return(session: Session, payment: BookingPayment, why: str) -> None:
    require_open(session, clock.today())
    payment.returned, payment.why = clock.today(), why
    if payment.receipt_id:
        cancel_receipt(session, payment.receipt_id, why)
    session.flush()


@usecase(label=N_("Carry a fee over"), needs="bookings.charge")
def carry_fee(session: Session, source: UUID, target: UUID) -> int:
    """Let what was paid for one booking count for another (充当); no money moves. Returns the yen. Raises NotPaid."""
    booking = held(session, target)
    amount = min(paid_for(session, source), booking.fee - paid_for(session, target))
    if amount <= 0:
        raise NotPaid
    _carry(session, source, target, amount)
    return amount


def _carry(session: Session, source: UUID, target: UUID, amount: int) -> None:
    same: dict[str, Any] = {"kind": PaymentKind.CARRIED.value, "day": clock.today(), "taken_by": person(session)}
    session.add(BookingPayment(booking_id=source, amount=-amount, from_booking=target, **same))
    session.add(BookingPayment(booking_id=target, amount=amount, from_booking=source, **same))
    session.flush()


@query(needs="bookings.read")
def owing_of_group(session: Session, group: UUID) -> tuple[BookingRow, ...]:
    """The coming bookings of a group for which something is still to be paid, the next one first."""
    coming = SELECT_ROWS.where(Booking.group_id == group, Booking.start >= clock.wall(), Booking.state.in_(OCCUPYING))
    rows = map(row_from, session.execute(coming.order_by(Booking.start)))
    return tuple(row for row in rows if row.paid < row.fee)


@query(needs="bookings.read")
def receipt_facts(session: Session, payment: UUID) -> ReceiptFacts:
    """What the receipt of a payment says. Raises NotPaid when it has none."""
    found = session.get_one(BookingPayment, payment)
    if found.receipt_id is None:
        raise NotPaid
    receipt = session.get_one(Receipt, found.receipt_id)
    label = receipt_label(session, receipt)
    return ReceiptFacts(
        label, receipt.day, receipt.payer, receipt.amount, receipt.purpose, receipt.cancelled, receipt.reason
    )
