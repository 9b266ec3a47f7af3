"""Applications to a draw (抽選) and the waiting list (空き待ち), which is offered what becomes free."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import Booking, DrawRound, Group, Room, Wish, WishState
from kobe_desk.modules.bookings.rules.draw import Drawn, Lot, draw
from kobe_desk.modules.bookings.usecases.booking import book_room, person
from kobe_desk.modules.bookings.usecases.calendar import centre_of
from kobe_desk.modules.bookings.usecases.centre import parts_of
from kobe_desk.modules.bookings.usecases.checks import check, check_time, ground_for
from kobe_desk.modules.bookings.usecases.occupancy import clashes_of
from kobe_desk.modules.bookings.usecases.refusals import (
    DrawnAlready,
    EndsBeforeStart,
    NotInThisState,
    RoundClosed,
    RoundStillOpen,
)
from kobe_desk.modules.bookings.usecases.rows import BookingRequest
from kobe_desk.modules.bookings.usecases.words import short_day

WISH_STATES = {
    "open": N_("Waiting"),
    "won": N_("Won"),
    "lost": N_("Lost"),
    "offered": N_("Offered"),
    "taken": N_("Booked"),
    "withdrawn": N_("Withdrawn"),
}
DRAWN = NoUndo(N_("A draw cannot be repeated. Its seed is written down, so that anyone can check it."))
BY_DRAW = N_("By the draw")
BEFORE_THE_DRAW = 0
"""In place of a number: what was wanted was taken before the draw."""


@dataclass(frozen=True, slots=True)
class RoundRequest:
    """A round of applications for a month of use (受付回); of several for one month the lower `priority` is first."""

    month: date
    title: str
    opens: date
    closes: date
    tier: str = ""
    priority: int = 1


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with its applications counted."""

    id: UUID
    month: date
    title: str
    priority: int
    tier: str
    opens: date
    closes: date
    seed: str
    drawn_at: datetime | None
    drawn_by: str
    wishes: int
    won: int


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


@dataclass(frozen=True, slots=True)
class DrawLine:
    """A line of the draw's record (抽選結果)."""

    place: int
    number: int
    digest: str
    group: str
    room: str
    start: datetime
    won: bool
    lost_to: int | None


@dataclass(frozen=True, slots=True)
class DrawCheck:
    """The record of a draw, and whether drawing again gives the same."""

    title: str
    seed: str
    drawn_at: datetime | None
    drawn_by: str
    lines: tuple[DrawLine, ...]
    same: bool


@usecase(label=N_("Open a round"), needs="bookings.manage")
def open_round(session: Session, request: RoundRequest) -> UUID:
    """Begin to collect applications for a month of use."""
    if request.closes < request.opens:
        raise EndsBeforeStart("closes")
    values = {**asdict(request), "month": request.month.replace(day=1)}
    found = DrawRound(centre_id=centre_of(session).id, **values)
    session.add(found)
    session.flush()
    return found.id


@query(needs="bookings.read")
def rounds(session: Session) -> tuple[RoundRow, ...]:
    """Every round, the newest month first, in the order of their priority."""
    won = sa.func.sum(sa.case((Wish.state.in_((WishState.WON, WishState.TAKEN)), 1), else_=0))
    counted = sa.select(Wish.round_id, sa.func.count(), won).group_by(Wish.round_id)
    counts = {key: (count, gained) for key, count, gained in session.execute(counted)}
    found = session.scalars(sa.select(DrawRound).order_by(DrawRound.month.desc(), DrawRound.priority))
    return tuple(
        RoundRow(
            each.id,
            each.month,
            each.title,
            each.priority,
            each.tier,
            each.opens,
            each.closes,
            each.seed,
            each.drawn_at,
            each.drawn_by,
            *counts.get(each.id, (0, 0)),
        )  # fmt: skip
        for each in found
    )


@usecase(label=N_("Write down an application"), needs="bookings.book")
def add_wish(session: Session, request: WishRequest) -> UUID:
    """Write down an application to a round, or a place on the waiting list; its number is never used again.

    Raises EndsBeforeStart, RoundClosed, DrawnAlready and, when the centre is closed then, CentreClosed and the like.
    """
    if request.end <= request.start:
        raise EndsBeforeStart("end")
    if request.round is not None:
        _require_collecting(session.get_one(DrawRound, request.round))
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


def _require_collecting(found: DrawRound) -> None:
    if found.drawn_at is not None:
        raise DrawnAlready("round")
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


@usecase(label=N_("Book what was waited for"), needs="bookings.book")
def take_wish(session: Session, key: UUID) -> UUID:
    """Book what a group waited for. Returns the booking. Raises NotInThisState and what booking raises."""
    wish = _open_wish(session, key, WishState.LOST)
    booking = book_room(session, _as_booking(wish, _("From the waiting list")))
    wish.state, wish.booking_id = WishState.TAKEN.value, booking
    session.flush()
    return booking


def _open_wish(session: Session, key: UUID, *more: WishState) -> Wish:
    wish = session.get_one(Wish, key)
    if wish.state not in (WishState.OPEN, WishState.OFFERED, *more):
        raise NotInThisState(state=_(WISH_STATES[wish.state]))
    return wish


def _as_booking(wish: Wish, despite: str) -> BookingRequest:
    place = BookingRequest(wish.room_id, wish.group_id, wish.start, wish.end, purpose=wish.purpose)
    return replace(place, adults=wish.people, despite=despite)


@query(needs="bookings.read")
def wishes(session: Session, round_id: UUID | None = None, waiting: bool = False) -> tuple[WishRow, ...]:
    """The applications of a round by their number, or the waiting list of what is still to come."""
    statement = _SELECT.where(Wish.round_id == round_id) if round_id else _SELECT.where(Wish.round_id.is_(None))
    if waiting:
        still = Wish.state.in_((WishState.OPEN.value, WishState.OFFERED.value))
        statement = statement.where(still, Wish.start >= clock.wall())
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


@query(needs="bookings.read")
def wishes_for(session: Session, booking: UUID) -> tuple[WishRow, ...]:
    """Who waits for the time that a booking had and could have it now, the earliest application first."""
    freed = session.get_one(Booking, booking)
    touching = sa.and_(Wish.start < freed.end, Wish.end > freed.start)
    still = Wish.state.in_((WishState.OPEN.value, WishState.OFFERED.value, WishState.LOST.value))
    found = session.execute(_SELECT.where(touching, still).order_by(Wish.number))
    return tuple(row for row in map(_row_from, found) if _can_have(session, row))


def _can_have(session: Session, row: WishRow) -> bool:
    room = session.get_one(Room, row.room_id)
    parts = parts_of(session).get(row.room_id, "")
    return not clashes_of(session, parts, row.start, row.end, room.before, room.after)


@usecase(label=N_("Draw"), needs="bookings.manage", undo=DRAWN)
def draw_round(session: Session, key: UUID, seed: str = "") -> int:
    """Draw the applications of a round and book what was won; the seed is written down (drawn anew unless given).

    Returns how many won. Raises RoundStillOpen, DrawnAlready.
    """
    found = session.get_one(DrawRound, key)
    if found.drawn_at is not None:
        raise DrawnAlready
    if clock.today() <= found.closes:
        raise RoundStillOpen(day=short_day(found.closes))
    found.seed = seed.strip() or secrets.token_hex(8)
    applied = {wish.number: wish for wish in _applications(session, key)}
    drawn = draw(found.seed, _lots(session, applied.values()), lambda lot: _is_free(session, applied[lot.number]))
    for each in drawn:
        _settle(session, applied[each.number], each)
    found.outcome = [[each.number, each.digest, each.won, each.lost_to] for each in drawn]
    found.drawn_at, found.drawn_by = clock.now(), person(session)
    session.flush()
    return sum(each.won for each in drawn)


def _applications(session: Session, key: UUID) -> list[Wish]:
    """What is drawn: every application of the round that was not withdrawn before the draw."""
    of_round = sa.select(Wish).where(Wish.round_id == key, Wish.state != WishState.WITHDRAWN.value)
    return list(session.scalars(of_round.order_by(Wish.number)))


def _lots(session: Session, applied: Iterable[Wish]) -> list[Lot]:
    parts = {room: frozenset(numbers.split()) for room, numbers in parts_of(session).items()}
    asked = sa.select(Room.id, Room.before, Room.after)
    around = {
        key: (timedelta(minutes=before), timedelta(minutes=after)) for key, before, after in session.execute(asked)
    }
    return [
        Lot(wish.number, parts[wish.room_id], wish.start - around[wish.room_id][0], wish.end + around[wish.room_id][1])
        for wish in applied
    ]


def _is_free(session: Session, wish: Wish) -> bool:
    """Whether an application could be booked as things stand before the draw."""
    asked = _as_booking(wish, _(BY_DRAW))
    try:
        check(session, ground_for(session, asked), asked)
    except UserError:
        return False
    return True


def _settle(session: Session, wish: Wish, drawn: Drawn) -> None:
    """Book what was won; who lost stays on the list."""
    wish.state = (WishState.WON if drawn.won else WishState.LOST).value
    if drawn.won:
        wish.booking_id = book_room(session, _as_booking(wish, _(BY_DRAW)))


@query(needs="bookings.read")
def check_draw(session: Session, key: UUID) -> DrawCheck:
    """Draw a round again from its seed, and compare with what was written down (抽選の検証)."""
    found = session.get_one(DrawRound, key)
    rows = {row.number: row for row in wishes(session, key)}
    written = {number: (digest, won, lost_to) for number, digest, won, lost_to in found.outcome}
    lots = _lots(session, session.scalars(sa.select(Wish).where(Wish.round_id == key, Wish.number.in_(written))))
    taken = {number for number, (_digest, _won, lost_to) in written.items() if lost_to == BEFORE_THE_DRAW}
    again = draw(found.seed, lots, lambda lot: lot.number not in taken)
    same = [[each.number, each.digest, each.won, each.lost_to] for each in again] == found.outcome
    lines = tuple(
        DrawLine(place, number, digest, rows[number].group, rows[number].room, rows[number].start, won, lost_to)
        for place, (number, digest, won, lost_to) in enumerate(found.outcome, start=1)
    )
    return DrawCheck(found.title, found.seed, found.drawn_at, found.drawn_by, lines, same)
