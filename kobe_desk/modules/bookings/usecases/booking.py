"""Booking a room, changing, moving and swapping (予約・変更・移動)."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import Counter, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import (
    OCCUPYING,
    Booking,
)
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRequest
from kobe_desk.modules.bookings.usecases.calendar import centre_of
from kobe_desk.modules.bookings.usecases.checks import Ground, check, check_equipment, check_people, ground_for
from kobe_desk.modules.bookings.usecases.refusals import (
    ChangedTooLate,
)
from kobe_desk.modules.bookings.usecases.states import take_back_booking
from kobe_desk.modules.bookings.usecases.writing import (
    PEOPLE,
    WORDS,
    columns_of,
    insert_booking,
    lend,
    price,
    request_of,
    require_state,
    tie,
)


@usecase(label=N_("Book a room"), needs="bookings.book", undo=Counter(take_back_booking))
def book_room(session: Session, request: BookingRequest) -> UUID:
    """Promise a room, unless it is already promised.

    Raises RoomTaken, CentreClosed, OutsideHours, NotABand, NotYetOpen, QuotaReached and other refusals.
    """
    ground = ground_for(session, request)
    check(session, ground, request)
    return insert_booking(session, ground, request)


@usecase(label=N_("Change a booking"), needs="bookings.book")
def change_booking(session: Session, key: UUID, request: BookingRequest) -> None:
    """Change a booking; it never clashes with itself, and what is not changed is not judged again.

    Raises what booking raises, NotInThisState, ChangedTooLate.
    """
    booking = session.get_one(Booking, key)
    require_state(booking, *OCCUPYING)
    before = request_of(session, booking)
    if replace(request, despite="", provisional=before.provisional) == before:
        return
    ground = ground_for(session, request)
    if is_moved(before, request):
        check_time_left(session, booking, request.despite)
        check(session, ground, request, (key,))
        booking.before, booking.after, booking.parts = ground.room.before, ground.room.after, ground.parts
    else:
        check_again(session, ground, before, request, key)
    apply(session, ground, booking, request)
    if booking.series_id:
        booking.own = sorted({*booking.own, *differing(before, request)})
    session.flush()


def is_moved(before: BookingRequest, request: BookingRequest) -> bool:
    """Whether room, time or group changed: what every rule judges."""
    return bool(differing(before, request) & {"room", "group", "start", "end"})


def check_again(session: Session, ground: Ground, before: BookingRequest, request: BookingRequest, key: UUID) -> None:
    """Judge of a booking that stays where it is only what is changed: more people, more equipment."""
    changed = differing(before, request)
    if changed & PEOPLE.keys():
        check_people(ground, request)
    if "equipment" in changed:
        check_equipment(session, request, (key,))


def differing(before: BookingRequest, request: BookingRequest) -> set[str]:
    """The names of what a request changes."""
    names = {"room", "group", "start", "end", "exemption", "equipment", "event_id", *WORDS, *PEOPLE}
    return {name for name in names if getattr(before, name) != getattr(request, name)}


def apply(session: Session, ground: Ground, booking: Booking, request: BookingRequest) -> None:
    """Write a request over a booking, with its new fee."""
    for name, value in columns_of(request, ground).items():
        setattr(booking, name, value)
    if request.despite.strip():
        booking.state_why = request.despite
    price(session, ground, booking, request)
    session.flush()
    lend(session, booking.id, request.equipment)
    tie(session, booking.id, request.event_id)


def check_time_left(session: Session, booking: Booking, despite: str) -> None:
    """Refuse a change shortly before the use, where the centre has such a rule. Raises ChangedTooLate."""
    hours = centre_of(session).changes_until
    if hours and not despite.strip() and clock.wall() > booking.start - timedelta(hours=hours):
        raise ChangedTooLate("start", hours=hours)


@usecase(label=N_("Move a booking"), needs="bookings.book")
def move_booking(
    session: Session, key: UUID, room: UUID, start: datetime, despite: str = "", end: datetime | None = None
) -> None:
    """Put a booking into another room or at another time, as long as before where no end is given.

    Raises what changing raises.
    """
    booking = session.get_one(Booking, key)
    request = request_of(session, booking)
    until = end or start + (booking.end - booking.start)
    change_booking(session, key, replace(request, room=room, start=start, end=until, despite=despite))


@usecase(label=N_("Swap two bookings"), needs="bookings.book")
def swap_bookings(session: Session, one: UUID, other: UUID, despite: str = "") -> None:
    """Let two bookings change places (room and time), in one step. Raises what changing raises."""
    first, second = session.get_one(Booking, one), session.get_one(Booking, other)
    asked = [(first, request_of(session, second)), (second, request_of(session, first))]
    with session.no_autoflush:
        for booking, place in asked:
            require_state(booking, *OCCUPYING)
            own = request_of(session, booking)
            request = replace(own, room=place.room, start=place.start, end=place.end, despite=despite or _("Swapped"))
            ground = ground_for(session, request)
            check(session, ground, request, (one, other))
            booking.before, booking.after, booking.parts = ground.room.before, ground.room.after, ground.parts
            booking.room_id, booking.start, booking.end = place.room, place.start, place.end
            if booking.series_id:
                booking.own = sorted({*booking.own, "room", "start", "end"})
            price(session, ground, booking, request)
    session.flush()
