"""Money for bookings: taken against a receipt of the ledger, given back, carried over, counted at the day's end."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import Counter, NoUndo, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.bookings.model import (
    Booking,
    BookingPayment,
    DayClosing,
    Group,
    MonthClosing,
    PaymentKind,
    Room,
)
from kobe_desk.modules.bookings.rules.window import day_of_month
from kobe_desk.modules.bookings.usecases.at_the_desk import held, keys_out
from kobe_desk.modules.bookings.usecases.booking import paid_for, person
from kobe_desk.modules.bookings.usecases.calendar import centre_of
from kobe_desk.modules.bookings.usecases.fees import days_before, table_on
from kobe_desk.modules.bookings.usecases.refusals import (
    AlreadyPaid,
    ClosedAlready,
    NothingToPay,
    NotPaid,
    ReasonMissing,
)
from kobe_desk.modules.bookings.usecases.rows import BookingRow
from kobe_desk.modules.bookings.usecases.statistics import UseReport, use_report
from kobe_desk.modules.bookings.usecases.words import short_day
from kobe_desk.modules.ledger.model import Account, AccountKind, Receipt
from kobe_desk.modules.ledger.usecases import ReceiptRequest, cancel_receipt, give_receipt, open_books

ACCOUNT = "施設利用料"
"""The account of the usual books that takes the fees."""
GIVEN_BACK = NoUndo(N_("Money that was given back stays so in the book. To take it again, take the fee once more."))


@dataclass(frozen=True, slots=True)
class CashLine:
    """A line of the day's cash."""

    payment: UUID
    booking: UUID
    receipt: str
    payer: str
    purpose: str
    amount: int
    """Negative for what was given back."""
    cancelled: bool


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """How a day or month was closed."""

    expected: int
    counted: int
    note: str
    closed_at: datetime
    closed_by: str

    @property
    def difference(self) -> int:
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class CashSheet:
    """A day's cash (日計表)."""

    day: date
    lines: tuple[CashLine, ...]
    taken: int
    returned: int
    closing: ClosingRow | None

    @property
    def total(self) -> int:
        return self.taken - self.returned


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


@dataclass(frozen=True, slots=True)
class MonthState:
    """What closing a month would close: its report, its cash, its keys (月締め)."""

    month: date
    report: UseReport
    income: int
    days_open: tuple[date, ...]
    """Days with cash that were not closed."""
    keys_out: tuple[BookingRow, ...]
    closing: ClosingRow | None


@usecase(label=N_("Take back a fee"), needs="bookings.charge", undo=GIVEN_BACK)
def take_back_fee(session: Session, payment: UUID, why: str = "") -> None:
    """What undo does with a fee that was taken: its receipt is cancelled (取消), the number stays used."""
    found = session.get_one(BookingPayment, payment)
    if found.returned is None:
        _return(session, found, why or _("Taken back right after it was taken"))


@usecase(label=N_("Take a fee"), needs="bookings.charge", undo=Counter(take_back_fee))
def take_fee(session: Session, key: UUID, account: UUID | None = None) -> UUID:
    """Take what is still to be paid for a booking, against a receipt, entered in the ledger at once.

    Returns the payment. Raises NothingToPay, AlreadyPaid, NotInThisState, ClosedAlready.
    """
    booking = held(session, key)
    _require_open(session, clock.today())
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
def give_back_fee(session: Session, key: UUID, why: str, percent: int | None = None) -> int:
    """Give back what was paid (還付), by the rule for so many days before the use or by a percentage of its own.

    The receipt is cancelled; what is kept gets a new one. Returns the yen given back. Raises NotPaid, ReasonMissing.
    """
    if not why.strip():
        raise ReasonMissing("why")
    booking = session.get_one(Booking, key)
    paid = paid_for(session, key)
    if not paid:
        raise NotPaid
    policy, days = table_on(session, booking.start.date(), "").policy, days_before(booking.start, clock.today())
    back = policy.refund(paid, days) if percent is None else paid * percent // 100
    if not back:
        return 0
    kept = sa.and_(BookingPayment.booking_id == key, BookingPayment.returned.is_(None))
    for payment in session.scalars(sa.select(BookingPayment).where(kept)).all():
        _return(session, payment, why)
    if paid > back:
        purpose = _("Kept of the fee: {purpose}").format(purpose=_purpose(session, booking))
        _receive(session, booking, paid - back, None, purpose)
    return back


def _return(session: Session, payment: BookingPayment, why: str) -> None:
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
    same: dict[str, Any] = {"kind": PaymentKind.CARRIED.value, "day": clock.today(), "taken_by": person(session)}
    session.add(BookingPayment(booking_id=source, amount=-amount, from_booking=target, **same))
    session.add(BookingPayment(booking_id=target, amount=amount, from_booking=source, **same))
    session.flush()
    return amount


@query(needs="bookings.read")
def to_give_back(session: Session) -> tuple[tuple[UUID, int], ...]:
    """Bookings that were cancelled and are still paid for, with the yen (未還付)."""
    amount = sa.func.sum(BookingPayment.amount)
    statement = sa.select(Booking.id, amount).join(BookingPayment, BookingPayment.booking_id == Booking.id)
    statement = statement.where(Booking.state.in_(("cancelled", "rejected")), BookingPayment.returned.is_(None))
    found = session.execute(statement.group_by(Booking.id).having(amount > 0).order_by(Booking.start))
    return tuple((key, int(yen)) for key, yen in found)


@query(needs="bookings.read")
def receipt_facts(session: Session, payment: UUID) -> ReceiptFacts:
    """What the receipt of a payment says. Raises NotPaid when it has none."""
    found = session.get_one(BookingPayment, payment)
    if found.receipt_id is None:
        raise NotPaid
    receipt = session.get_one(Receipt, found.receipt_id)
    label = _label(session, receipt)
    return ReceiptFacts(
        label, receipt.day, receipt.payer, receipt.amount, receipt.purpose, receipt.cancelled, receipt.reason
    )


def _label(session: Session, receipt: Receipt) -> str:
    mark = session.scalar(sa.select(Association.mark)) or ""
    return f"{mark}{receipt.fiscal_year}-{receipt.number:04}"


@query(needs="bookings.read")
def cash_sheet(session: Session, day: date) -> CashSheet:
    """A day's cash, what was given back among it (日計表)."""
    moved = sa.or_(BookingPayment.day == day, BookingPayment.returned == day)
    statement = sa.select(BookingPayment, Receipt).join(Receipt, Receipt.id == BookingPayment.receipt_id)
    lines, taken, returned = [], 0, 0
    for payment, receipt in session.execute(statement.where(moved).order_by(Receipt.fiscal_year, Receipt.number)):
        same = (payment.id, payment.booking_id, _label(session, receipt), receipt.payer, receipt.purpose)
        if payment.day == day:
            lines.append(CashLine(*same, payment.amount, payment.returned is not None))
            taken += payment.amount
        if payment.returned == day:
            lines.append(CashLine(*same, -payment.amount, True))
            returned += payment.amount
    return CashSheet(day, tuple(lines), taken, returned, _closing(_day_closing(session, day)))


def _day_closing(session: Session, day: date) -> DayClosing | None:
    of_day = sa.and_(DayClosing.centre_id == centre_of(session).id, DayClosing.day == day)
    return session.scalars(sa.select(DayClosing).where(of_day)).first()


def _closing(found: DayClosing | None) -> ClosingRow | None:
    return ClosingRow(found.expected, found.counted, found.note, found.closed_at, found.closed_by) if found else None


def _require_open(session: Session, day: date) -> None:
    if _day_closing(session, day) is not None:
        raise ClosedAlready


@usecase(label=N_("Close the day"), needs="bookings.charge")
def close_day(session: Session, day: date, counted: int, note: str = "") -> None:
    """Write down what is in the cash box at the day's end (日締め). Raises ClosedAlready."""
    _require_open(session, day)
    expected = cash_sheet(session, day).total
    closing = DayClosing(centre_id=centre_of(session).id, day=day, expected=expected, counted=counted, note=note)
    closing.closed_at, closing.closed_by = clock.now(), person(session)
    session.add(closing)
    session.flush()


@usecase(label=N_("Reopen the day"), needs="bookings.charge")
def reopen_day(session: Session, day: date) -> None:
    """Open a closed day again, to take more."""
    found = _day_closing(session, day)
    if found is not None:
        session.delete(found)


@query(needs="bookings.read")
def month_state(session: Session, month: date) -> MonthState:
    """What closing a month closes: report, cash and keys, and the days still open."""
    first, last = month.replace(day=1), day_of_month(month.replace(day=1), 31)
    days = _cash_days(session, first, last)
    closed = set(session.scalars(sa.select(DayClosing.day).where(DayClosing.day >= first, DayClosing.day <= last)))
    income = sum(cash_sheet(session, day).total for day in days)
    of_month = sa.and_(MonthClosing.centre_id == centre_of(session).id, MonthClosing.month == first)
    found = session.scalars(sa.select(MonthClosing).where(of_month)).first()
    closing = ClosingRow(found.income, found.counted, found.note, found.closed_at, found.closed_by) if found else None
    still = tuple(day for day in days if day not in closed)
    return MonthState(first, use_report(session, first, last), income, still, keys_out(session), closing)


def _cash_days(session: Session, first: date, last: date) -> tuple[date, ...]:
    taken = sa.select(BookingPayment.day).where(BookingPayment.day >= first, BookingPayment.day <= last)
    back = sa.select(BookingPayment.returned).where(BookingPayment.returned >= first, BookingPayment.returned <= last)
    with_receipt = BookingPayment.receipt_id.is_not(None)
    days = {*session.scalars(taken.where(with_receipt)), *session.scalars(back.where(with_receipt))}
    return tuple(sorted(day for day in days if day is not None))


@usecase(label=N_("Close the month"), needs="bookings.charge")
def close_month(session: Session, month: date, counted: int, note: str = "") -> UUID:
    """Close a month in one step (月締め): its open days, its report as it stands, its cash, its keys.

    Raises ClosedAlready.
    """
    state = month_state(session, month)
    if state.closing is not None:
        raise ClosedAlready
    for day in state.days_open:
        close_day(session, day, cash_sheet(session, day).total, note)
    closing = MonthClosing(
        centre_id=centre_of(session).id,
        month=state.month,
        report=as_plain(asdict(state.report)),
        income=state.income,
        counted=counted,
        keys_out=len(state.keys_out),
        note=note,
        closed_at=clock.now(),
        closed_by=person(session),
    )
    session.add(closing)
    session.flush()
    return closing.id


def as_plain(value: Any) -> Any:
    """Rows as JSON holds them."""
    if isinstance(value, dict):
        return {name: as_plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(each) for each in value]
    if isinstance(value, date | UUID):
        return str(value)
    return value
