"""Bookings of rooms that pay for lines of a budget (会場使用料): each of them once, and what they fill of their row."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.rules.answers import Answer, Origin
from kobe_desk.modules.subsidies.rules.definition import Column, Kind, Level, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Failed, Row
from kobe_desk.modules.subsidies.rules.prefill import BOOKINGS
from kobe_desk.modules.subsidies.rules.values import BookingRef, Value

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


def chosen(column: Column, booking: Value | None, row: Mapping[str, Answer]) -> dict[str, Answer]:
    """The cells that a booking fills that was just chosen for this row; words that somebody typed stay."""
    if booking is None:
        return {}
    return {name: said for name, said in _said(column, booking).items() if not _is_written(row[name])}


def changed(column: Column, before: Value | None, today: Value | None, row: Mapping[str, Answer]) -> dict[str, Answer]:
    """The cells of a booking that has changed, blank where it is gone; what somebody wrote over it stays."""
    was = _said(column, before)
    return {name: said for name, said in _said(column, today).items() if row[name].value == was[name].value}


def _said(column: Column, booking: Value | None) -> dict[str, Answer]:
    said = {name: getattr(booking, member, None) for name, member in column.fills.items()}
    return {name: Answer(value, origin=Origin.PREFILL, source=_(BOOKINGS)) for name, value in said.items()}


def _is_written(answer: Answer) -> bool:
    return answer.origin is Origin.TYPED and isinstance(answer.value, str)
