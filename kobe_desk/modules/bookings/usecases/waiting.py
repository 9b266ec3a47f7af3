"""The waiting list as it is worked off: what has become free, and whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.bookings.model import Room
from kobe_desk.modules.bookings.usecases.occupancy import clashes_of
from kobe_desk.modules.bookings.usecases.rooms import parts_of
from kobe_desk.modules.bookings.usecases.wishes import WishRow, wishes


@dataclass(frozen=True, slots=True)
class Waiting:
    """A group that waits: who has the room now, or that it is free and whether it is this group's turn."""

    wish: WishRow
    holder: str
    """Empty when the time is free."""
    turn: bool

    @property
    def id(self) -> UUID:
        return self.wish.id

    @property
    def free(self) -> bool:
        return not self.holder


@query(needs="bookings.read")
def waiting_list(session: Session) -> tuple[Waiting, ...]:
    """Who waits for a time that is still to come (空き待ち), those whose turn it is first, then by their number."""
    parts = parts_of(session)
    lines: list[Waiting] = []
    for wish in wishes(session, None, True):
        room = session.get_one(Room, wish.room_id)
        held = clashes_of(session, parts.get(wish.room_id, ""), wish.start, wish.end, room.before, room.after)
        holder = held[0].holder if held else ""
        earlier = [line.wish for line in lines if line.free and _meet(parts, line.wish, wish)]
        lines.append(Waiting(wish, holder, not holder and not earlier))
    return tuple(sorted(lines, key=lambda line: (not line.turn, line.wish.number)))


def _meet(parts: dict[UUID, str], one: WishRow, other: WishRow) -> bool:
    """Whether only one of two wishes can be had."""
    return one.start < other.end and other.start < one.end and _share(parts, (one.room_id, other.room_id))


def _share(parts: dict[UUID, str], rooms: Sequence[UUID]) -> bool:
    first, second = (set(parts.get(room, "").split()) for room in rooms)
    return bool(first & second)
