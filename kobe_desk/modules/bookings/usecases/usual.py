"""The usual booking of a group (いつもの予約): kept from one of its bookings, filled in again at the counter."""

from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.model import Booking, Group, Room
from kobe_desk.modules.bookings.usecases.calendar import calendar_of, day_row
from kobe_desk.modules.bookings.usecases.lanes import span
from kobe_desk.modules.bookings.usecases.writing import PEOPLE


@dataclass(frozen=True, slots=True)
class UsualBooking:
    """What a group books again and again."""

    weekday: int
    """Monday is 0."""
    room: UUID
    room_name: str
    band: str
    """Empty for hours of its own."""
    start: time
    end: time
    purpose: str
    adults: int
    children: int
    seniors: int


@usecase(label=N_("Keep a usual booking"), needs="bookings.book")
def remember_usual(session: Session, key: UUID) -> None:
    """Let a booking be the usual one of its group."""
    booking = session.get_one(Booking, key)
    session.get_one(Group, booking.group_id).usual = {
        "weekday": booking.start.weekday(),
        "room": str(booking.room_id),
        "band": _band(session, booking),
        "start": f"{booking.start:%H:%M}",
        "end": f"{booking.end:%H:%M}",
        "purpose": booking.purpose,
        **{name: getattr(booking, column) for name, column in PEOPLE.items()},
    }


def _band(session: Session, booking: Booking) -> str:
    """The band that it fills exactly; empty for free times."""
    day = booking.start.date()
    bands = day_row(calendar_of(session, day, day), day).bands
    return next((each.name for each in bands if span(day, each) == (booking.start, booking.end)), "")


@query(needs="bookings.read")
def usual_booking(session: Session, group: UUID) -> UsualBooking | None:
    """What a group books usually; None when nothing was kept or its room is gone."""
    kept: dict[str, Any] = dict(session.get_one(Group, group).usual)
    room = session.get(Room, UUID(kept["room"])) if "room" in kept else None
    if room is None:
        return None
    times = {name: time.fromisoformat(kept.pop(name)) for name in ("start", "end")}
    return UsualBooking(**{**kept, **times, "room": room.id, "room_name": room.name})
