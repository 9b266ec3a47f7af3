"""Bookings of a week as they stand in the table, turned into rows without anything in between.

A week is asked for whenever somebody moves on, and may hold hundreds of bookings: columns come from the engine as they
are kept, what many rows share (rooms, groups, years) is made once, and the rooms are those remembered anyway.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.database import fetched
from kobe_desk.core.ids import kept_id
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow
from kobe_desk.modules.bookings.usecases.rooms import all_rooms
from kobe_desk.modules.bookings.usecases.words import number_prefix

SELECT = """SELECT b.id, b.fiscal_year, b.number, b.room_id, b.group_id, g.name, b.start, b."end", b.before, b.after,
b.state, b.purpose, b.shown_as, b.expected_adults, b.expected_children, b.expected_seniors, b.actual_adults,
b.actual_children, b.actual_seniors, b.series_id, b.fee,
(SELECT coalesce(sum(p.amount), 0) FROM booking_payment p WHERE p.booking_id = b.id AND p.returned IS NULL),
b.key, b.key_out, b.key_back, b.arrived, b.no_show, b.exemption
FROM booking b JOIN user_group g ON g.id = b.group_id
WHERE b.start >= ? AND b.start < ? AND b."end" > ? AND b.state IN (?, ?, ?)"""
_time = datetime.fromisoformat
_tuple = tuple.__new__


@lru_cache(maxsize=4096)
def _shared(key: bytes) -> UUID:
    """A key that many rows have: it is made once."""
    return UUID(bytes=key)


def rows_of(session: Session, given: Sequence[Any], **only: UUID | None) -> list[BookingRow]:
    """The bookings from one time to another in their order, only those of a room or a group where it is said."""
    asked, values = SELECT, [*given]
    for column, key in only.items():
        if key is not None:
            asked, values = f"{asked} AND b.{column} = ?", [*values, key.bytes]
    rows = fetched(session.connection(), f"{asked} ORDER BY b.start", values)
    rooms = {room.id.bytes: (room.id, room.name, room.position) for room in all_rooms(session)}
    found = sorted(rows, key=lambda row: (row[6], rooms[row[3]][2]))
    return _rows(found, rooms)


def _rows(found: Sequence[Any], rooms: dict[bytes, tuple[UUID, str, int]]) -> list[BookingRow]:
    """Made as tuples are, past the row's own way with its two dozen names: it takes a third of the time."""
    return [
        _tuple(
            BookingRow,
            (
                kept_id(key), f"{number_prefix(year)}{number:04}", rooms[room][0], rooms[room][1], _shared(group_id),
                group, _time(start), _time(end), before, after, state, purpose, shown_as,
                adults + children + seniors if came is None else came + (came_children or 0) + (came_seniors or 0),
                series and _shared(series), fee, paid, key_name, key_out and _time(key_out),
                key_back and _time(key_back), arrived and _time(arrived), bool(no_show), exemption,
            ),
        )
        for (
            key, year, number, room, group_id, group, start, end, before, after, state, purpose, shown_as,
            adults, children, seniors, came, came_children, came_seniors, series, fee, paid, key_name, key_out,
            key_back, arrived, no_show, exemption,
        ) in found
    ]  # fmt: skip
