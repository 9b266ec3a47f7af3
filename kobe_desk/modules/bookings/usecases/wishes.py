"""Applications (利用申込): to a round, or to the waiting list (空き待ち), which is offered what becomes free."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.permission import Counter, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import Booking, DrawRound, Group, Room, Wish, WishState
from kobe_desk.modules.bookings.usecases.booking import book_room
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRequest
from kobe_desk.modules.bookings.usecases.checks import check_time, ground_for
from kobe_desk.modules.bookings.usecases.occupancy import clashes_of
from kobe_desk.modules.bookings.usecases.refusals import (
    DrawnAlready,
    EndsBeforeStart,
    NotInThisMonth,
    NotInThisRound,
    NotInThisState,
    RoundClosed,
)
from kobe_desk.modules.bookings.usecases.rooms import parts_of
from kobe_desk.modules.bookings.usecases.states import take_back_booking
from kobe_desk.modules.bookings.usecases.words import short_day
from kobe_desk.modules.bookings.usecases.writing import person

BY_DRAW = N_("By the draw")
WISH_STATES = {
    "open": N_("Waiting"),
    "won": N_("Won"),
    "lost": N_("Lost"),
    "offered": N_("Offered"),
    "taken": N_("Booked"),
    "withdrawn": N_("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class WishRequest:
    """A room asked for: in a round, or on the waiting list."""

    group: UUID
    room: UUID
    start: datetime
    end: datetime
    purpose: str = ""
    people: int = 0
    round: UUID | None = None


@dataclass(frozen=True, slots=True)
class WishRow:
    """An application with its number and what became of it."""

    id: UUID
    number: int
    round_id: UUID | None
    group_id: UUID
    group: str
    phone: str
    room_id: UUID
    room: str
    start: datetime
    end: datetime
    purpose: str
    people: int
    state: str
    made_at: datetime
    booking_id: UUID | None


@usecase(label=N_("Write down an application"), needs="bookings.book")
def add_wish(session: Session, request: WishRequest) -> UUID:
    """Write down an application to a round, or a place on the waiting list; its number is never used again.

    Raises EndsBeforeStart, RoundClosed, DrawnAlready, NotInThisRound, NotInThisMonth and, when the centre is closed
    then, CentreClosed.
    """
    if request.end <= request.start:
        raise EndsBeforeStart("end")
    if request.round is not None:
        _require_collecting(session, session.get_one(DrawRound, request.round), request)
    asked = BookingRequest(request.room, request.group, request.start, request.end)
    check_time(ground_for(session, asked), asked)
    wish = Wish(
        number=numbers.take(session, "wish", 0),
        round_id=request.round,
        group_id=request.group,
        room_id=request.room,
        start=request.start,
        end=request.end,
        purpose=request.purpose,
        people=request.people,
        made_at=clock.now(),
        made_by=person(session),
    )
    session.add(wish)
    session.flush()
    return wish.id


def _require_collecting(session: Session, found: DrawRound, request: WishRequest) -> None:
    if found.drawn_at is not None:
        raise DrawnAlready("round")
    if found.tier and session.get_one(Group, request.group).tier != found.tier:
        raise NotInThisRound("group", tier=found.tier)
    if request.start.date().replace(day=1) != found.month:
        raise NotInThisMonth("start", month=found.month.month)
    if not found.opens <= clock.today() <= found.closes:
        raise RoundClosed("round", opens=short_day(found.opens), closes=short_day(found.closes))


@usecase(label=N_("Withdraw an application"), needs="bookings.book")
def withdraw_wish(session: Session, key: UUID) -> None:
    """The group no longer wants it (取下げ). Raises NotInThisState."""
    _open_wish(session, key).state = WishState.WITHDRAWN.value


@usecase(label=N_("Offer a freed time"), needs="bookings.book")
def offer_wish(session: Session, key: UUID) -> None:
    """Write down that a group was told of a time that became free. Raises NotInThisState."""
    _open_wish(session, key).state = WishState.OFFERED.value


@usecase(label=N_("Take back what was waited for"), needs="bookings.book")
def take_back_wish(session: Session, booking: UUID) -> None:
    """What undo does with a booking from the waiting list: it is cancelled, and the group waits again."""
    take_back_booking(session, booking)
    for wish in session.scalars(sa.select(Wish).where(Wish.booking_id == booking)):
        wish.state, wish.booking_id = WishState.OPEN.value, None


@usecase(label=N_("Book what was waited for"), needs="bookings.book", undo=Counter(take_back_wish))
def take_wish(session: Session, key: UUID) -> UUID:
    """Book what a group waited for. Returns the booking. Raises NotInThisState and what booking raises."""
    wish = _open_wish(session, key)
    booking = book_room(session, as_booking(wish, _("From the waiting list")))
    wish.state, wish.booking_id = WishState.TAKEN.value, booking
    session.flush()
    return booking


def _open_wish(session: Session, key: UUID) -> Wish:
    wish = session.get_one(Wish, key)
    if wish.state not in (WishState.OPEN, WishState.OFFERED):
        raise NotInThisState(state=_(WISH_STATES[wish.state]))
    return wish


def as_booking(wish: Wish, despite: str) -> BookingRequest:
    place = BookingRequest(wish.room_id, wish.group_id, wish.start, wish.end, purpose=wish.purpose)
    return replace(place, adults=wish.people, despite=despite)


@query(needs="bookings.read")
def wishes(session: Session, round_id: UUID | None = None, waiting: bool = False) -> tuple[WishRow, ...]:
    """The applications of a round by their number, or the waiting list of what is still to come.

    On the waiting list is who asked for a place on it, and who lost in a draw and waits on.
    """
    statement = _SELECT.where(Wish.round_id == round_id) if round_id else _SELECT.where(Wish.round_id.is_(None))
    if waiting:
        statement = _SELECT.where(_WAITING, Wish.start >= clock.wall())
    return tuple(map(_row_from, session.execute(statement.order_by(Wish.number))))


def _row_from(found: Any) -> WishRow:
    return WishRow(*found)


_SELECT = (
    sa.select(
        Wish.id, Wish.number, Wish.round_id, Wish.group_id, Group.name, Group.phone, Wish.room_id, Room.name,
        Wish.start, Wish.end, Wish.purpose, Wish.people, Wish.state, Wish.made_at, Wish.booking_id,
    )
    .join(Group, Group.id == Wish.group_id)
    .join(Room, Room.id == Wish.room_id)
)  # fmt: skip
_DRAWN = sa.select(DrawRound.id).where(DrawRound.drawn_at.is_not(None))
_WAITING = sa.and_(
    Wish.state.in_((WishState.OPEN.value, WishState.OFFERED.value)),
    sa.or_(Wish.round_id.is_(None), Wish.round_id.in_(_DRAWN)),
)


@query(needs="bookings.read")
def wishes_for(session: Session, booking: UUID) -> tuple[WishRow, ...]:
    """Who waits for the time that a booking had and could have it now, the earliest application first."""
    freed = session.get_one(Booking, booking)
    touching = sa.and_(Wish.start < freed.end, Wish.end > freed.start)
    found = session.execute(_SELECT.where(touching, _WAITING).order_by(Wish.number))
    return tuple(row for row in map(_row_from, found) if _can_have(session, row))


def _can_have(session: Session, row: WishRow) -> bool:
    room = session.get_one(Room, row.room_id)
    parts = parts_of(session).get(row.room_id, "")
    return not clashes_of(session, parts, row.start, row.end, room.before, room.after)
