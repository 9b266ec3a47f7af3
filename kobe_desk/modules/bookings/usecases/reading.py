"""What is asked about bookings: the week, one booking, today's, the cancelled ones."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.bookings.model import (
    OCCUPYING,
    Booking,
    BookingEquipment,
    BookingPayment,
    BookingState,
    Equipment,
    Group,
    Room,
)
from kobe_desk.modules.bookings.rules.days import each_day
from kobe_desk.modules.bookings.usecases.booking_rows import (
    BookingDetail,
    BookingRow,
    EquipmentLine,
    FeeLine,
    PaymentRow,
    WeekRow,
)
from kobe_desk.modules.bookings.usecases.calendar import calendar_of, centre_of, day_row
from kobe_desk.modules.bookings.usecases.centre import centre_row
from kobe_desk.modules.bookings.usecases.occupancy import LONGEST, written
from kobe_desk.modules.bookings.usecases.plain_rows import rows_of
from kobe_desk.modules.bookings.usecases.rooms import rooms
from kobe_desk.modules.bookings.usecases.words import number_label
from kobe_desk.modules.bookings.usecases.writing import request_of
from kobe_desk.modules.ledger.model import Receipt

_PAID = (
    sa.select(sa.func.coalesce(sa.func.sum(BookingPayment.amount), 0))
    .where(BookingPayment.booking_id == Booking.id, BookingPayment.returned.is_(None))
    .scalar_subquery()
)
_COLUMNS: tuple[Any, ...] = (
    Booking.id, Booking.fiscal_year, Booking.number, Booking.room_id, Room.name, Booking.group_id, Group.name,
    Booking.start, Booking.end, Booking.before, Booking.after, Booking.state, Booking.purpose, Booking.shown_as,
    Booking.expected_adults, Booking.expected_children, Booking.expected_seniors,
    Booking.actual_adults, Booking.actual_children, Booking.actual_seniors,
    Booking.series_id, Booking.fee, _PAID, Booking.key, Booking.key_out, Booking.key_back, Booking.arrived,
    Booking.no_show, Booking.exemption,
)  # fmt: skip
SELECT_ROWS = sa.select(*_COLUMNS).join(Room, Room.id == Booking.room_id).join(Group, Group.id == Booking.group_id)
HELD = (*OCCUPYING, BookingState.SKIPPED.value)


def row_from(found: Any) -> BookingRow:
    """A row of SELECT_ROWS."""
    (
        key, year, number, room_id, room, group_id, group, start, end, before, after, state, purpose, shown_as,
        *people, series, fee, paid, key_name, key_out, key_back, arrived, no_show, exemption,
    ) = found  # fmt: skip
    expected, actual = people[:3], people[3:]
    count = sum(expected) if actual[0] is None else sum(each or 0 for each in actual)
    return BookingRow(
        key, number_label(year, number), room_id, room, group_id, group, start, end, before, after, state, purpose,
        shown_as, count, series, fee, paid, key_name, key_out, key_back, arrived, no_show, exemption,
    )  # fmt: skip


def during(first: date, last: date) -> sa.ColumnElement[bool]:
    """Bookings that touch these days, both ends included."""
    begins, ends = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(1)
    return sa.and_(Booking.start >= begins - LONGEST, Booking.start < ends, Booking.end > begins)


@query(needs="bookings.read")
def bookings_between(
    session: Session, first: date, last: date, room: UUID | None = None, group: UUID | None = None
) -> tuple[BookingRow, ...]:
    """The bookings that touch these days (both ends included), in their order; dates not had are among them."""
    begins, ends = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(1)
    given = (written(begins - LONGEST), written(ends), written(begins), *HELD)
    return tuple(rows_of(session, given, room_id=room, group_id=group))


@query(needs="bookings.read")
def bookings_week(session: Session, first: date, days: int = 7) -> WeekRow:
    """Days from one on with their rooms and bookings: what the day, week and month are painted from."""
    last = first + timedelta(days - 1)
    calendar = calendar_of(session, first, last)
    return WeekRow(
        centre_row(session, centre_of(session), first),
        tuple(day_row(calendar, day) for day in each_day(first, last)),
        rooms(session, first),
        bookings_between(session, first, last),
    )


@query(needs="bookings.read")
def bookings_on(session: Session, day: date | None = None) -> tuple[BookingRow, ...]:
    """The bookings of a day (today), for the list with check-in and head count."""
    on = day or clock.today()
    return tuple(row for row in bookings_between(session, on, on) if row.state in OCCUPYING)


@query(needs="bookings.read")
def bookings_in_state(session: Session, state: str, first: date, last: date) -> tuple[BookingRow, ...]:
    """Bookings of a period in one state: the cancelled ones (取消済み), the provisional ones, those not had."""
    statement = SELECT_ROWS.where(during(first, last), Booking.state == state)
    return tuple(map(row_from, session.execute(statement.order_by(Booking.start))))


@query(needs="bookings.read")
def bookings_of_series(session: Session, key: UUID) -> tuple[BookingRow, ...]:
    """Every date of a series, those cancelled and not had among them."""
    statement = SELECT_ROWS.where(Booking.series_id == key)
    return tuple(map(row_from, session.execute(statement.order_by(Booking.start))))


@query(needs="bookings.read")
def booking(session: Session, key: UUID) -> BookingDetail:
    """A booking whole."""
    found = session.get_one(Booking, key)
    group = session.get_one(Group, found.group_id)
    actual = (found.actual_adults, found.actual_children, found.actual_seniors)
    counted = actual[0] is not None
    return BookingDetail(
        row=row_from(session.execute(SELECT_ROWS.where(Booking.id == key)).one()),
        request=request_of(session, found),
        tier=found.tier,
        state_at=found.state_at,
        state_by=found.state_by,
        state_why=found.state_why,
        taken_at=found.taken_at,
        taken_by=found.taken_by,
        actual=(actual[0] or 0, actual[1] or 0, actual[2] or 0) if counted else None,
        fee_lines=tuple(FeeLine(*line) for line in found.fee_lines),
        reduced=found.reduced,
        equipment=_equipment(session, key),
        payments=payments_of(session, key),
        permit=number_label(found.fiscal_year, found.permit) if found.permit else "",
        permitted=found.permitted,
        key_holder=found.key_holder,
        series_day=found.series_day,
        representative=group.representative,
        address=group.address,
    )


def _equipment(session: Session, key: UUID) -> tuple[EquipmentLine, ...]:
    columns = (Equipment.id, Equipment.name, BookingEquipment.count)
    statement = sa.select(*columns).join(BookingEquipment, BookingEquipment.equipment_id == Equipment.id)
    found = session.execute(statement.where(BookingEquipment.booking_id == key).order_by(Equipment.position))
    return tuple(EquipmentLine(*row) for row in found)


def payments_of(session: Session, key: UUID) -> tuple[PaymentRow, ...]:
    """What was paid for a booking, what was given back among it."""
    mark = session.scalar(sa.select(Association.mark)) or ""
    statement = sa.select(BookingPayment, Receipt).outerjoin(Receipt, Receipt.id == BookingPayment.receipt_id)
    found = session.execute(statement.where(BookingPayment.booking_id == key).order_by(BookingPayment.id))
    return tuple(
        PaymentRow(
            each.id,
            each.kind,
            each.day,
            each.amount,
            each.receipt_id,
            f"{mark}{receipt.fiscal_year}-{receipt.number:04}" if receipt else "",
            each.returned,
            each.why,
        )  # fmt: skip
        for each, receipt in found
    )


@query(needs="bookings.read")
def series_days(session: Session, key: UUID) -> tuple[date | None, ...]:
    """On which days its rule put the dates of a series, in the order of `bookings_of_series`."""
    statement = sa.select(Booking.series_day).join(Room, Room.id == Booking.room_id)
    return tuple(session.scalars(statement.where(Booking.series_id == key).order_by(Booking.start)))
