"""Which event a room is booked for (行事), said with the booking or later, and asked from both sides."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.model import OCCUPYING, Booking, BookingEvent
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow
from kobe_desk.modules.bookings.usecases.groups import groups_named
from kobe_desk.modules.bookings.usecases.reading import SELECT_ROWS, during, row_from
from kobe_desk.modules.bookings.usecases.writing import tie
from kobe_desk.modules.members.model import Event
from kobe_desk.modules.members.usecases.event_names import EventName, name_by, names_during, names_near

__all__ = [
    "EventName",
    "bookings_for_event",
    "bookings_still_held",
    "event_of_booking",
    "events_during",
    "events_to_book_for",
    "own_bookings",
    "tie_booking",
]


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


@query(needs="bookings.read")
def own_bookings(session: Session, name: str, first: date, last: date) -> tuple[BookingRow, ...]:
    """What the association has booked for itself on these days, both included, in its order.

    That is what stands in its own name, by any spelling, and what is for one of its events.
    """
    group, for_events = groups_named(session, [name])[name], sa.select(BookingEvent.booking_id)
    mine = sa.or_(Booking.group_id == group, Booking.id.in_(for_events)) if group else Booking.id.in_(for_events)
    held = SELECT_ROWS.where(during(first, last), mine, Booking.state.in_(OCCUPYING))
    return tuple(map(row_from, session.execute(held.order_by(Booking.start))))


@query(needs="bookings.read")
def bookings_still_held(session: Session, keys: Collection[UUID]) -> tuple[BookingRow, ...]:
    """These bookings, except those that hold no room any more."""
    held = SELECT_ROWS.where(Booking.id.in_(keys), Booking.state.in_(OCCUPYING))
    return tuple(map(row_from, session.execute(held.order_by(Booking.start))))
