"""Which event a room is booked for (行事), said with the booking or later, and asked from both sides."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.model import Booking, BookingEvent
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow
from kobe_desk.modules.bookings.usecases.reading import SELECT_ROWS, row_from
from kobe_desk.modules.bookings.usecases.writing import tie
from kobe_desk.modules.members.model import Event
from kobe_desk.modules.members.usecases.event_names import EventName, name_by, names_during, names_near

__all__ = ["EventName", "bookings_for_event", "event_of_booking", "events_during", "events_to_book_for", "tie_booking"]


@usecase(label=N_("Say which event a booking is for"), needs="bookings.book")
def tie_booking(session: Session, key: UUID, event: UUID | None) -> None:
    """Let a booking belong to an event, or to none; also one that was cancelled."""
    booking = session.get_one(Booking, key)
    if event is not None:
        session.get_one(Event, event)
    tie(session, booking.id, event)
    if booking.series_id:
        booking.own = sorted({*booking.own, "event_id"})
        session.flush()


@query(needs="bookings.read")
def event_of_booking(session: Session, key: UUID) -> EventName | None:
    """The event a booking is for, by name and day."""
    return name_by(session.connection(), sa.select(BookingEvent.event_id).where(BookingEvent.booking_id == key))


@query(needs="bookings.read")
def events_to_book_for(session: Session, day: date) -> tuple[EventName, ...]:
    """The events around a day, by name and day: the reception knows nothing more of them."""
    return names_near(session.connection(), day)


@query(needs="bookings.read")
def events_during(session: Session, first: date, last: date) -> tuple[EventName, ...]:
    """The events held on these days, both included, by name and day."""
    return names_during(session.connection(), first, last)


@query(needs="bookings.read")
def bookings_for_event(session: Session, event: UUID) -> tuple[BookingRow, ...]:
    """The bookings for an event in their order, those that were cancelled among them."""
    mine = sa.select(BookingEvent.booking_id).where(BookingEvent.event_id == event)
    return tuple(map(row_from, session.execute(SELECT_ROWS.where(Booking.id.in_(mine)).order_by(Booking.start))))
