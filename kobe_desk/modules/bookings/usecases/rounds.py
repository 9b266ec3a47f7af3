"""Rounds of applications (抽選の受付回), drawn by a seed that anyone can draw from again."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import DrawRound, Room, Wish, WishState
from kobe_desk.modules.bookings.rules.draw import Lot, draw
from kobe_desk.modules.bookings.usecases.calendar import centre_of
from kobe_desk.modules.bookings.usecases.checks import check, ground_for
from kobe_desk.modules.bookings.usecases.refusals import (
    DrawnAlready,
    EarlierRoundFirst,
    EndsBeforeStart,
    RoundStillOpen,
)
from kobe_desk.modules.bookings.usecases.rooms import parts_of
from kobe_desk.modules.bookings.usecases.wishes import BY_DRAW, as_booking, wishes
from kobe_desk.modules.bookings.usecases.words import short_day
from kobe_desk.modules.bookings.usecases.writing import person

DRAWN = NoUndo(N_("A draw cannot be repeated. Its seed is written down, so that anyone can check it."))


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


@usecase(label=N_("Draw"), needs="bookings.manage", undo=DRAWN)
def draw_round(session: Session, key: UUID, seed: str = "") -> int:
    """Draw the applications of a round; the seed is written down (drawn anew unless given).

    What was won is kept for the winners until `book_winners`. Returns how many won.
    Raises RoundStillOpen, DrawnAlready, EarlierRoundFirst.
    """
    found = session.get_one(DrawRound, key)
    if found.drawn_at is not None:
        raise DrawnAlready
    if clock.today() <= found.closes:
        raise RoundStillOpen(day=short_day(found.closes))
    _require_its_turn(session, found)
    found.seed = seed.strip() or secrets.token_hex(8)
    applied = {wish.number: wish for wish in _applications(session, key)}
    drawn = draw(found.seed, _lots(session, applied.values()), lambda lot: _is_free(session, applied[lot.number]))
    for each in drawn:
        applied[each.number].state = (WishState.WON if each.won else WishState.LOST).value
    found.outcome = [[each.number, each.digest, each.won, each.lost_to] for each in drawn]
    found.drawn_at, found.drawn_by = clock.now(), person(session)
    session.flush()
    return sum(each.won for each in drawn)


def _require_its_turn(session: Session, found: DrawRound) -> None:
    """A round of lower priority is drawn after those before it, so that they have their choice (優先受付)."""
    before = sa.and_(DrawRound.month == found.month, DrawRound.priority < found.priority, DrawRound.drawn_at.is_(None))
    title = session.scalar(sa.select(DrawRound.title).where(before).order_by(DrawRound.priority).limit(1))
    if title is not None:
        raise EarlierRoundFirst(title=title)


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
    asked = as_booking(wish, _(BY_DRAW))
    try:
        check(session, ground_for(session, asked), asked)
    except UserError:
        return False
    return True


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
