"""The day's cash and the month's end: counted, written down, closed (日計・日締め・月締め)."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.bookings.model import (
    OCCUPYING,
    Booking,
    BookingPayment,
    BookingState,
    DayClosing,
    MonthClosing,
)
from kobe_desk.modules.bookings.rules.window import day_of_month
from kobe_desk.modules.bookings.usecases.at_the_desk import keys_out
from kobe_desk.modules.bookings.usecases.calendar import centre_of
from kobe_desk.modules.bookings.usecases.closing.rows import (
    GIVE_BACK,
    KEY,
    PROVISIONAL,
    UNPAID,
    CashLine,
    CashSheet,
    ClosingRow,
    MonthState,
    OpenPoint,
)
from kobe_desk.modules.bookings.usecases.reading import SELECT_ROWS, during, row_from
from kobe_desk.modules.bookings.usecases.refusals import (
    DayClosed,
    DifferenceUnexplained,
    MonthClosed,
    NotOverYet,
    PiecesDisagree,
)
from kobe_desk.modules.bookings.usecases.statistics import report_from, use_report
from kobe_desk.modules.bookings.usecases.words import short_day
from kobe_desk.modules.bookings.usecases.writing import person
from kobe_desk.modules.ledger.model import Receipt

PIECES = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1)
"""Notes and coins of Japan, in yen (金種)."""
NONE: Mapping[int, int] = MappingProxyType({})
ENDED = (BookingState.CANCELLED.value, BookingState.REJECTED.value)


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
    return _closing_row(found, found.expected) if found else None


def _closing_row(found: DayClosing | MonthClosing, expected: int) -> ClosingRow:
    pieces = tuple(sorted(((int(yen), count) for yen, count in found.pieces.items()), reverse=True))
    return ClosingRow(expected, found.counted, found.note, found.closed_at, found.closed_by, pieces)


def _month_closing(session: Session, day: date) -> MonthClosing | None:
    of_month = sa.and_(MonthClosing.centre_id == centre_of(session).id, MonthClosing.month == day.replace(day=1))
    return session.scalars(sa.select(MonthClosing).where(of_month)).first()


def require_open(session: Session, day: date) -> None:
    """Refuse to move cash on a day that was closed. Raises DayClosed, MonthClosed."""
    _require_month_open(session, day)
    if _day_closing(session, day) is not None:
        raise DayClosed(day=short_day(day))


def _require_month_open(session: Session, day: date) -> None:
    if _month_closing(session, day) is not None:
        raise MonthClosed(month=day.month, year=day.year)


def _require_over(day: date) -> None:
    if day > clock.today():
        raise NotOverYet(day=short_day(day))


@usecase(label=N_("Close the day"), needs="bookings.charge")
def close_day(session: Session, day: date, counted: int, note: str = "", pieces: Mapping[int, int] = NONE) -> None:
    """Write down what is in the cash box at the day's end (日締め), with its notes and coins where they were counted.

    Raises DayClosed, MonthClosed, NotOverYet, DifferenceUnexplained, PiecesDisagree.
    """
    require_open(session, day)
    _require_over(day)
    kept = _pieces(pieces, counted)
    _close_day(session, day, cash_sheet(session, day).total, counted, note, kept)


def _pieces(pieces: Mapping[int, int], counted: int) -> dict[str, int]:
    """Notes and coins as they are kept; they must come to what was counted. Raises PiecesDisagree."""
    total = sum(yen * count for yen, count in pieces.items())
    if pieces and total != counted:
        raise PiecesDisagree("pieces", total=f"{total:,}", counted=f"{counted:,}")
    return {str(yen): count for yen, count in pieces.items() if count}


def _close_day(
    session: Session, day: date, expected: int, counted: int, note: str, pieces: dict[str, int] | None = None
) -> None:
    if counted != expected and not note.strip():
        raise DifferenceUnexplained("note", amount=f"{counted - expected:,}")
    closing = DayClosing(centre_id=centre_of(session).id, day=day, expected=expected, counted=counted, note=note)
    closing.pieces = pieces or {}
    closing.closed_at, closing.closed_by = clock.now(), person(session)
    session.add(closing)
    session.flush()


@usecase(label=N_("Reopen the day"), needs="bookings.charge")
def reopen_day(session: Session, day: date) -> None:
    """Open a closed day again, to take more. Raises MonthClosed."""
    _require_month_open(session, day)
    found = _day_closing(session, day)
    if found is not None:
        session.delete(found)


@query(needs="bookings.read")
def month_state(session: Session, month: date) -> MonthState:
    """What closing a month closes: report, cash and keys, and what is still open."""
    first, last = month.replace(day=1), day_of_month(month.replace(day=1), 31)
    found = _month_closing(session, first)
    report = report_from(found.report) if found else use_report(session, first, last)
    days = tuple(cash_sheet(session, day) for day in _cash_days(session, first, last))
    points = tuple(_points(session, first, last))
    closing = _closing_row(found, found.income) if found else None
    return MonthState(first, report, days, points, closing)


def _points(session: Session, first: date, last: date) -> Iterator[OpenPoint]:
    """What is not done yet with the bookings of a period, and every key that is out."""
    yield from (OpenPoint(KEY, row) for row in keys_out(session))
    now = clock.wall()
    during_it = sa.and_(during(first, last), Booking.state.in_((*OCCUPYING, *ENDED)))
    for row in map(row_from, session.execute(SELECT_ROWS.where(during_it).order_by(Booking.start))):
        if row.state == BookingState.PROVISIONAL:
            yield OpenPoint(PROVISIONAL, row)
        if row.state in ENDED and row.paid > 0:
            yield OpenPoint(GIVE_BACK, row)
        if row.state in OCCUPYING and row.start < now and row.paid < row.fee and not row.no_show:
            yield OpenPoint(UNPAID, row)


def _cash_days(session: Session, first: date, last: date) -> tuple[date, ...]:
    taken = sa.select(BookingPayment.day).where(BookingPayment.day >= first, BookingPayment.day <= last)
    back = sa.select(BookingPayment.returned).where(BookingPayment.returned >= first, BookingPayment.returned <= last)
    with_receipt = BookingPayment.receipt_id.is_not(None)
    days = {*session.scalars(taken.where(with_receipt)), *session.scalars(back.where(with_receipt))}
    return tuple(sorted(day for day in days if day is not None))


@usecase(label=N_("Close the month"), needs="bookings.charge")
def close_month(
    session: Session, month: date, counted: int = 0, note: str = "", pieces: Mapping[int, int] = NONE
) -> UUID:
    """Close a month in one step (月締め): its open days, its report as it stands, its cash, its keys.

    `counted` are the yen counted for the days that are not closed yet, all together; a difference is written down
    with the last of them. Raises MonthClosed, NotOverYet, DifferenceUnexplained, PiecesDisagree.
    """
    _require_month_open(session, month)
    _require_over(day_of_month(month.replace(day=1), 31))
    kept = _pieces(pieces, counted)
    state = month_state(session, month)
    difference = counted - state.uncounted if state.days_open else 0
    for sheet in state.days:
        if sheet.closing is None:
            more = difference if sheet.day == state.days_open[-1] else 0
            _close_day(session, sheet.day, sheet.total, sheet.total + more, note if more else "")
    closing = MonthClosing(
        centre_id=centre_of(session).id,
        month=state.month,
        report=as_plain(asdict(state.report)),
        income=state.income,
        counted=state.counted + state.uncounted + difference,
        keys_out=len(state.keys_out),
        pieces=kept if state.days_open else {},
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
