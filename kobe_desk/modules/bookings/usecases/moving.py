"""Before a booking is moved: who is in the way, what is free instead, what it will cost; and where a group is next."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query
from kobe_desk.modules.bookings.model import OCCUPYING, Booking, Room
from kobe_desk.modules.bookings.usecases.booking import check_time_left
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRequest, BookingRow, Clash, FreeSlot
from kobe_desk.modules.bookings.usecases.checks import Ground, check, ground_for
from kobe_desk.modules.bookings.usecases.fees import quoted
from kobe_desk.modules.bookings.usecases.groups import find_groups
from kobe_desk.modules.bookings.usecases.occupancy import alternatives, clashes_of
from kobe_desk.modules.bookings.usecases.reading import SELECT_ROWS, row_from
from kobe_desk.modules.bookings.usecases.writing import request_of

EXCUSED = "-"
"""Any reason: only whether one would help is asked."""


@dataclass(frozen=True, slots=True)
class MoveLook:
    """A booking at another place, before it is put there."""

    room: str
    start: datetime
    end: datetime
    refusal: str
    """Why it cannot stand there; empty when it can."""
    excusable: bool
    """A rule stands against it that a written reason sets aside (特に認める)."""
    clash: Clash | None
    free: tuple[FreeSlot, ...]
    """What is free near by, where somebody is in the way."""
    fee: int
    fee_there: int
    paid: int


@query(needs="bookings.read")
def look_at_move(session: Session, key: UUID, room: UUID, start: datetime, end: datetime) -> MoveLook:
    """What would come of moving a booking; nothing is written."""
    row = row_from(session.execute(SELECT_ROWS.where(Booking.id == key)).one())
    booking = session.get_one(Booking, key)
    request = replace(request_of(session, booking), room=room, start=start, end=end)
    found = session.get_one(Room, room)
    ground = ground_for(session, request)
    held = clashes_of(session, ground.parts, start, end, found.before, found.after, (key,))
    refusal, excusable = "", False
    if (row.room_id, row.start, row.end) != (room, start, end):
        refusal = _refusal(session, ground, booking, request)
        excused = replace(request, despite=EXCUSED)
        excusable = bool(refusal) and not _refusal(session, ground, booking, excused)
    free = alternatives(session, room, start, end) if held else ()
    there = quoted(session, ground.calendar, request, ground.group).total
    clash = held[0] if held else None
    return MoveLook(found.name, start, end, refusal, excusable, clash, free, row.fee, there, row.paid)


def _refusal(session: Session, ground: Ground, booking: Booking, request: BookingRequest) -> str:
    """Why it cannot be moved so; empty when it can."""
    try:
        check_time_left(session, booking, request.despite)
        check(session, ground, request, (booking.id,))
    except UserError as refused:
        return refused.message()
    return ""


@query(needs="bookings.read")
def next_booking(session: Session, words: str, since: date) -> BookingRow | None:
    """The next booking of a group that is written or read so, from a day on; else its last one before. None: never."""
    groups = [each.id for each in find_groups(session, words)] if words.strip() else []
    if not groups:
        return None
    theirs = SELECT_ROWS.where(Booking.group_id.in_(groups), Booking.state.in_(OCCUPYING))
    begins = datetime.combine(since, time())
    later = session.execute(theirs.where(Booking.start >= begins).order_by(Booking.start).limit(1)).first()
    before = sa.desc(Booking.start)
    found = later or session.execute(theirs.where(Booking.start < begins).order_by(before).limit(1)).first()
    return row_from(found) if found else None
