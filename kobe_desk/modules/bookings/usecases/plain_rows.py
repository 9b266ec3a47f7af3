"""Bookings of a week as they stand in the table, turned into rows without anything in between.

A week is asked for whenever somebody moves on, and may hold hundreds of bookings: columns come from the engine as they
are kept, what many rows share (rooms, groups, years) is made once, and the rooms are those remembered anyway.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.database import fetched
from kobe_desk.core.ids import kept_id
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow
from kobe_desk.modules.bookings.usecases.rooms import all_rooms
from kobe_desk.modules.bookings.usecases.words import number_prefix

SELECT = """SELECT b.id, b.fiscal_year, b.number, b.room_id, b.group_id, b.start, b."end", b.before, b.after,
b.state, b.purpose, b.shown_as, b.expected_adults, b.expected_children, b.expected_seniors, b.actual_adults,
b.actual_children, b.actual_seniors, b.series_id, b.fee,
(SELECT coalesce(sum(p.amount), 0) FROM booking_payment p WHERE p.booking_id = b.id AND p.returned IS NULL),
b.key, b.key_out, b.key_back, b.arrived, b.no_show, b.exemption
FROM booking b
WHERE b.start >= ? AND b.start < ? AND b."end" > ? AND b.state IN (?, ?, ?)"""
_time = datetime.fromisoformat
_tuple = tuple.__new__


_IN_ONE_QUESTION = 500


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
    connection = session.connection()
    found = fetched(connection, f"{asked} ORDER BY b.start", values)
    rooms = {room.id.bytes: (room.id, room.name, room.position) for room in all_rooms(session)}
    found.sort(key=lambda row: (row[5], rooms[row[3]][2]))
    return _rows(found, rooms, _names(connection, {row[4] for row in found}))


def _names(connection: sa.Connection, keys: set[bytes]) -> dict[bytes, str]:
    """The names of the groups: far fewer than their bookings."""
    listed = list(keys)
    names: dict[bytes, str] = {}
    for at in range(0, len(listed), _IN_ONE_QUESTION):
        some = listed[at : at + _IN_ONE_QUESTION]
        marks = ", ".join("?" * len(some))
        names |= dict(fetched(connection, f"SELECT id, name FROM user_group WHERE id IN ({marks})", some))  # noqa: S608
    return names


def _rows(
    found: Sequence[Any], rooms: dict[bytes, tuple[UUID, str, int]], groups: dict[bytes, str]
) -> list[BookingRow]:
    """Made as tuples are, past the row's own way with its two dozen names: it takes a third of the time."""
    return [
        _tuple(
            BookingRow,
            (
                kept_id(key), f"{number_prefix(year)}{number:04}", (known := rooms[room])[0], known[1],
                _shared(group), groups[group], _time(start), _time(end), before, after, state, purpose, shown_as,
                adults + children + seniors if came is None else came + (came_children or 0) + (came_seniors or 0),
                series and _shared(series), fee, paid, key_name, key_out and _time(key_out),
                key_back and _time(key_back), arrived and _time(arrived), bool(no_show), exemption,
            ),
        )
        for (
            key, year, number, room, group, start, end, before, after, state, purpose, shown_as,
            adults, children, seniors, came, came_children, came_seniors, series, fee, paid, key_name, key_out,
            key_back, arrived, no_show, exemption,
        ) in found
    ]  # fmt: skip
