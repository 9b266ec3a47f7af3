"""Bookings of rooms that pay for lines of a budget (会場使用料): each of them once."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.rules.definition import Kind, Level, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Failed, Row
from kobe_desk.modules.subsidies.rules.values import BookingRef

TWICE = N_("The booking “{booking}” stands in more than one row. One fee is paid once: take it out of the other row.")


def booked_twice(programme: Programme, rows: Mapping[str, Sequence[Row]]) -> Iterator[Failed]:
    """A warning for every booking that several rows of the tables name."""
    named = [(table.id, each) for table in programme.tables.values() for each in bookings_in(table, rows)]
    counts = Counter(each.id for _table, each in named)
    for key, count in counts.items():
        if count > 1:
            tables = tuple(dict.fromkeys(table for table, each in named if each.id == key))
            title = next(each.title for _table, each in named if each.id == key)
            yield Failed(f"booked_{key}", Level.WARNING, _(TWICE).format(booking=title), tables)


def bookings_in(table: Table, rows: Mapping[str, Sequence[Row]]) -> Iterator[BookingRef]:
    for column in table.columns:
        if column.field.kind is Kind.BOOKING:
            found = (row.values.get(column.id) for row in rows.get(table.id, ()))
            yield from (each for each in found if isinstance(each, BookingRef))
