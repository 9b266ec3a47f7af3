"""Bookings of a week as they stand in the table, turned into rows without anything in between.

A week is asked for whenever somebody moves on, and may hold hundreds of bookings: columns come from the engine as they
are kept, and what many rows share (rooms, groups, years) is made once.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from kobe_desk.modules.bookings.usecases.booking_rows import BookingRow
from kobe_desk.modules.bookings.usecases.words import number_prefix

_time = datetime.fromisoformat


@lru_cache(maxsize=4)
def text_of(statement: sa.Select[Any]) -> str:
    """A statement as the engine takes it."""
    dialect = sqlite.dialect()
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


@lru_cache(maxsize=4096)
def _shared(key: bytes) -> UUID:
    """A key that many rows have: it is made once."""
    return UUID(bytes=key)


def rows_from(found: Iterable[Any]) -> list[BookingRow]:
    """Rows of SELECT_ROWS as the driver gives them."""
    return [
        BookingRow(
            UUID(bytes=key), f"{number_prefix(year)}{number:04}", _shared(room_id), room, _shared(group_id), group,
            _time(start), _time(end), before, after, state, purpose, shown_as,
            adults + children + seniors if came is None else came + (came_children or 0) + (came_seniors or 0),
            series and _shared(series), fee, paid, key_name, key_out and _time(key_out), key_back and _time(key_back),
            arrived and _time(arrived), bool(no_show),
        )
        for (
            key, year, number, room_id, room, group_id, group, start, end, before, after, state, purpose, shown_as,
            adults, children, seniors, came, came_children, came_seniors, series, fee, paid, key_name, key_out,
            key_back, arrived, no_show,
        ) in found
    ]  # fmt: skip
