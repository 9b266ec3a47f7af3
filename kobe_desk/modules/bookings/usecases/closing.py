"""The day's cash and the month's end: counted, written down, closed (日計・日締め・月締め)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.bookings.model import (
    BookingPayment,
    DayClosing,
    MonthClosing,
)
from kobe_desk.modules.bookings.rules.window import day_of_month
from kobe_desk.modules.bookings.usecases.at_the_desk import keys_out
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow
from kobe_desk.modules.bookings.usecases.calendar import centre_of
from kobe_desk.modules.bookings.usecases.refusals import (
    ClosedAlready,
)
from kobe_desk.modules.bookings.usecases.statistics import UseReport, use_report
from kobe_desk.modules.bookings.usecases.writing import person
from kobe_desk.modules.ledger.model import Receipt


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
class MonthState:
    """What closing a month would close: its report, its cash, its keys (月締め)."""

    month: date
    report: UseReport
    income: int
    days_open: tuple[date, ...]
    """Days with cash that were not closed."""
    keys_out: tuple[BookingRow, ...]
    closing: ClosingRow | None


def receipt_label(session: Session, receipt: Receipt) -> str:
    mark = session.scalar(sa.select(Association.mark)) or ""
    return f"{mark}{receipt.fiscal_year}-{receipt.number:04}"


@query(needs="bookings.read")
def cash_sheet(session: Session, day: date) -> CashSheet:
    """A day's cash, what was given back among it (日計表)."""
    moved = sa.or_(BookingPayment.day == day, BookingPayment.returned == day)
    statement = sa.select(BookingPayment, Receipt).join(Receipt, Receipt.id == BookingPayment.receipt_id)
    lines, taken, returned = [], 0, 0
    for payment, receipt in session.execute(statement.where(moved).order_by(Receipt.fiscal_year, Receipt.number)):
        same = (payment.id, payment.booking_id, receipt_label(session, receipt), receipt.payer, receipt.purpose)
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


def require_open(session: Session, day: date) -> None:
    if _day_closing(session, day) is not None:
        raise ClosedAlready


@usecase(label=N_("Close the day"), needs="bookings.charge")
def close_day(session: Session, day: date, counted: int, note: str = "") -> None:
    """Write down what is in the cash box at the day's end (日締め). Raises ClosedAlready."""
    require_open(session, day)
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
