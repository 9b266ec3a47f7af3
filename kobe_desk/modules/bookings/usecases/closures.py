"""Closing the centre for certain days, and what becomes of the bookings in them (臨時休館・臨時開館)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.model import OCCUPYING, Booking, BookingState, Closure, ClosureKind, Group, Room
from kobe_desk.modules.bookings.usecases.booking import change_booking
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow
from kobe_desk.modules.bookings.usecases.calendar import calendar_of, centre_of
from kobe_desk.modules.bookings.usecases.checks import check, ground_for
from kobe_desk.modules.bookings.usecases.occupancy import LONGEST
from kobe_desk.modules.bookings.usecases.reading import SELECT_ROWS, bookings_between, row_from
from kobe_desk.modules.bookings.usecases.refusals import (
    ClosedAlready,
    ClosureOverlooks,
    EndsBeforeStart,
    ReasonMissing,
)
from kobe_desk.modules.bookings.usecases.rooms import parts_of
from kobe_desk.modules.bookings.usecases.writing import into_state, person, request_of

CANCEL, MOVE, KEEP = "cancel", "move", "keep"


@dataclass(frozen=True, slots=True)
class ClosureRequest:
    """Days, or hours, on which the centre or one room is closed (or open all the same)."""

    start: datetime
    end: datetime
    reason: str
    room: UUID | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a booking in a closure: 取消, 移動 (to a room and time), or そのまま."""

    kind: str = CANCEL
    room: UUID | None = None
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """A closure or a special opening."""

    id: UUID
    kind: str
    """closed or open."""
    room_id: UUID | None
    room: str
    start: datetime
    end: datetime
    reason: str
    made_at: datetime
    made_by: str
    lifted_at: datetime | None
    lifted_by: str
    cancelled: int
    moved: int
    kept: int


@dataclass(frozen=True, slots=True)
class NotRestored:
    """A booking that could not be brought back, and why."""

    booking: BookingRow
    why: str


@dataclass(frozen=True, slots=True)
class LiftReport:
    """What reopening brought back, and what it could not."""

    restored: tuple[BookingRow, ...]
    left: tuple[NotRestored, ...]


@dataclass(frozen=True, slots=True)
class LetterRow:
    """What a letter to a group says: its booking as it was, what became of it, and where it is now."""

    fate: str
    booking: BookingRow
    was_room: str
    was_start: datetime
    was_end: datetime
    group: str
    representative: str
    address: str
    phone: str
    reason: str
    paid: int
    """Yen to be given back."""


@query(needs="bookings.read")
def bookings_in_closure(session: Session, request: ClosureRequest) -> tuple[BookingRow, ...]:
    """The bookings that a closure would meet, in their order; of a room also those that use a part of it."""
    inside = sa.and_(
        Booking.start >= request.start - LONGEST,
        Booking.start < request.end,
        Booking.end > request.start,
        Booking.state.in_(OCCUPYING),
    )
    found = map(row_from, session.execute(SELECT_ROWS.where(inside).order_by(Booking.start)))
    if request.room is None:
        return tuple(found)
    parts = {room: set(numbers.split()) for room, numbers in parts_of(session).items()}
    own = parts.get(request.room, set())
    return tuple(row for row in found if parts.get(row.room_id, set()) & own)


@query(needs="bookings.read")
def bookings_on_closed_days(session: Session, first: date, last: date) -> tuple[BookingRow, ...]:
    """Bookings on days or hours that are closed now: those left as they are, and those that a new rule met."""
    calendar = calendar_of(session, first, last)
    rows = bookings_between(session, first, last)
    return tuple(
        row for row in rows if row.state in OCCUPYING and calendar.why_not(row.start, row.end, row.room_id) is not None
    )


@usecase(label=N_("Close the centre"), needs="bookings.manage")
def close_centre(session: Session, request: ClosureRequest, fates: Mapping[UUID, Fate]) -> UUID:
    """Close the centre or a room, and let every booking in it be cancelled, moved or left as it is.

    Raises ReasonMissing, EndsBeforeStart, ClosureOverlooks, and what moving raises.
    """
    found = bookings_in_closure(session, request)
    overlooked = [row for row in found if row.id not in fates]
    if overlooked:
        raise ClosureOverlooks("fates", count=len(overlooked))
    closure = _written(session, request, ClosureKind.CLOSED)
    closure.fates = [
        [row.id.hex, fates[row.id].kind, row.room, row.start.isoformat(), row.end.isoformat(), row.state]
        for row in found
    ]
    session.flush()
    for kind in (CANCEL, MOVE):  # what is moved may take the place of what was cancelled
        for row in found:
            if fates[row.id].kind == kind:
                _let(session, closure, row.id, fates[row.id])
        session.flush()
    return closure.id


@usecase(label=N_("Open specially"), needs="bookings.manage")
def open_specially(session: Session, request: ClosureRequest) -> UUID:
    """Open on a closed day or in closed hours (臨時開館); the closure around it stays. Raises ReasonMissing."""
    closure = _written(session, request, ClosureKind.OPEN)
    session.flush()
    return closure.id


def _written(session: Session, request: ClosureRequest, kind: ClosureKind) -> Closure:
    if not request.reason.strip():
        raise ReasonMissing("reason")
    if request.end <= request.start:
        raise EndsBeforeStart("end")
    closure = Closure(
        centre_id=centre_of(session).id,
        room_id=request.room,
        kind=kind.value,
        start=request.start,
        end=request.end,
        reason=request.reason,
        made_at=clock.now(),
        made_by=person(session),
    )
    session.add(closure)
    return closure


def _let(session: Session, closure: Closure, key: UUID, fate: Fate) -> None:
    booking = session.get_one(Booking, key)
    if fate.kind == CANCEL:
        into_state(session, booking, BookingState.CANCELLED, closure.reason)
        booking.closure_id = closure.id
    else:
        before = request_of(session, booking)
        start = fate.start or before.start
        moved = replace(before, room=fate.room or before.room, start=start, end=start + (before.end - before.start))
        change_booking(session, key, replace(moved, despite=closure.reason))


@usecase(label=N_("Reopen the centre"), needs="bookings.manage")
def lift_closure(session: Session, key: UUID) -> LiftReport:
    """Take a closure back (解除) and bring back the bookings that it cancelled, and no others. Raises ClosedAlready."""
    closure = session.get_one(Closure, key)
    if closure.lifted_at is not None:
        raise ClosedAlready
    closure.lifted_at, closure.lifted_by = clock.now(), person(session)
    session.flush()
    of_it = sa.and_(Booking.closure_id == key, Booking.state == BookingState.CANCELLED.value)
    states = {UUID(hex=fate[0]): BookingState(state) for fate in closure.fates for state in fate[5:]}
    restored, left = [], []
    for booking in session.scalars(sa.select(Booking).where(of_it).order_by(Booking.start)).all():
        why = _brought_back(session, booking, closure.reason, states.get(booking.id, BookingState.CONFIRMED))
        row = row_from(session.execute(SELECT_ROWS.where(Booking.id == booking.id)).one())
        if why:
            left.append(NotRestored(row, why))
        else:
            restored.append(row)
    return LiftReport(tuple(restored), tuple(left))


def _brought_back(session: Session, booking: Booking, reason: str, state: BookingState) -> str:
    """Empty, or why a booking cannot be brought back."""
    asked = replace(request_of(session, booking), despite=reason)
    ground = ground_for(session, asked)
    try:
        check(session, ground, asked, (booking.id,))
    except UserError as refusal:
        return refusal.message()
    into_state(session, booking, state)
    booking.closure_id = None
    session.flush()
    return ""


@query(needs="bookings.read")
def closures(session: Session, first: date, last: date) -> tuple[ClosureRow, ...]:
    """The closures and special openings that touch a period, those lifted among them."""
    begins, ends = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(1)
    names = {key: name for key, name in session.execute(sa.select(Room.id, Room.name))}
    touching = sa.select(Closure).where(Closure.start < ends, Closure.end > begins)
    return tuple(_row(each, names) for each in session.scalars(touching.order_by(Closure.start)))


def _row(each: Closure, rooms: Mapping[UUID, str]) -> ClosureRow:
    kinds = [fate[1] for fate in each.fates]
    room = rooms.get(each.room_id, "") if each.room_id else ""
    return ClosureRow(
        each.id, each.kind, each.room_id, room, each.start, each.end, each.reason, each.made_at, each.made_by,
        each.lifted_at, each.lifted_by, kinds.count(CANCEL), kinds.count(MOVE), kinds.count(KEEP),
    )  # fmt: skip


@query(needs="bookings.read")
def closure_letters(session: Session, key: UUID) -> tuple[LetterRow, ...]:
    """What the letters about a closure say, one for each booking in it, those left as they are not among them."""
    closure = session.get_one(Closure, key)
    told = {UUID(hex=fate[0]): fate for fate in closure.fates if fate[1] != KEEP}
    rows = {row.id: row for row in map(row_from, session.execute(SELECT_ROWS.where(Booking.id.in_(told))))}
    asked = sa.select(Group).where(Group.id.in_({row.group_id for row in rows.values()}))
    groups = {each.id: each for each in session.scalars(asked)}
    letters = []
    for booking, (_key, fate, room, start, end, *_state) in told.items():
        row, group = rows[booking], groups[rows[booking].group_id]
        letters.append(
            LetterRow(
                fate,
                row,
                room,
                datetime.fromisoformat(start),
                datetime.fromisoformat(end),
                group.name,
                group.representative,
                group.address,
                group.phone,
                closure.reason,
                row.paid if fate == CANCEL else 0,
            )  # fmt: skip
        )
    return tuple(letters)
