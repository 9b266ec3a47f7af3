"""Events by their name and day alone, for whoever books a room or sets a meeting and knows nothing of the roster."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from kobe_desk.core.database import load_models
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _, n_
from kobe_desk.modules.members.model import Event

BEFORE, AFTER = timedelta(days=100), timedelta(days=400)
"""How long ago an event may be that is still spoken of, and how far ahead it may lie."""
TIE = "tie"
"""The mark of a column by which another module points to an event, with the module's name."""


@dataclass(frozen=True, slots=True)
class EventName:
    """An event as anybody at the desk may know it: what stands on the notice board."""

    id: UUID
    title: str
    start: datetime
    end: datetime

    @property
    def last(self) -> date:
        return last_day(self.end)

    @property
    def label(self) -> str:
        """夏祭り　R8.8.2（日）."""
        return f"{self.title}　{briefly(self.start.date(), self.last)}"


def last_day(end: datetime) -> date:
    """The last day of what ends then: at midnight it is the day before."""
    return (end - timedelta(microseconds=1)).date()


def briefly(first: date, last: date) -> str:
    """R8.8.2（日）, or R8.8.1（土）〜8.3（月） for several days."""
    begins = era.with_weekday(era.short(first), first)
    if last == first:
        return begins
    ends = f"{last.month}.{last.day}" if era.era_year(last) == era.era_year(first) else era.short(last)
    return f"{begins}〜{era.with_weekday(ends, last)}"


def brief(start: datetime, end: datetime) -> str:
    """R8.8.2（日） 16:00, for a list; the days alone where there are several."""
    first, last = start.date(), last_day(end)
    return briefly(first, last) if first != last else f"{briefly(first, last)} {_time(start)}"


def held(start: datetime, end: datetime) -> str:
    """令和8年8月2日（日） 16:00〜20:00, or 令和8年8月1日（土） 9:00〜8月3日（月） 12:00."""
    first, last = start.date(), last_day(end)
    until = _time(end) if end.date() == last else "24:00"
    if first == last:
        return f"{era.days(first, last)} {_time(start)}〜{until}"
    begins = f"{era.with_weekday(era.wareki(first), first)} {_time(start)}"
    return f"{begins}〜{era.days(first, last).partition('〜')[2]} {until}"


def _time(at: datetime) -> str:
    return f"{at.hour}:{at:%M}"


def names_near(connection: sa.Connection, day: date) -> tuple[EventName, ...]:
    """The events around a day, those that are not held left out: the soonest after it first, then those before it."""
    midnight = datetime.combine(day, time())
    found = _names(connection, Event.end > midnight - BEFORE, Event.start < midnight + AFTER)
    ahead = [each for each in found if each.end > midnight]
    past = [each for each in reversed(found) if each.end <= midnight]
    return (*ahead, *past)


def names_during(connection: sa.Connection, first: date, last: date) -> tuple[EventName, ...]:
    """The events held on these days, both included, for the head of a day in the calendar."""
    begin, end = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(1)
    return _names(connection, Event.start < end, Event.end > begin)


def name_by(connection: sa.Connection, keys: sa.Select[Any]) -> EventName | None:
    """The one event with a key that is selected."""
    found = connection.execute(sa.select(*_COLUMNS).where(Event.id.in_(keys))).first()
    return EventName(*found) if found else None


_COLUMNS = (Event.id, Event.title, Event.start, Event.end)


def _names(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> tuple[EventName, ...]:
    held = sa.select(*_COLUMNS).where(*where, Event.cancelled == "").order_by(Event.start, Event.id)
    return tuple(EventName(*row) for row in connection.execute(held))


def ties_to(connection: sa.Connection, key: UUID) -> dict[str, int]:
    """How many records of other modules point to an event, by module: found from the foreign keys, never listed."""
    counts: dict[str, int] = {}
    for table in load_models().tables.values():
        for column in table.columns:
            if TIE in column.info:
                found = connection.scalar(sa.select(sa.func.count()).select_from(table).where(column == key))
                counts[column.info[TIE]] = counts.get(column.info[TIE], 0) + (found or 0)
    return {module: count for module, count in counts.items() if count}


def said(ties: dict[str, int]) -> str:
    """予約 2件、会議 1件."""
    return _(", ").join(_SAID[module](count) for module, count in sorted(ties.items()))


def _bookings(count: int) -> str:
    return n_("{count} booking", "{count} bookings", count).format(count=count)


def _meetings(count: int) -> str:
    return n_("{count} meeting", "{count} meetings", count).format(count=count)


def _applications(count: int) -> str:
    return n_("{count} application", "{count} applications", count).format(count=count)


_SAID = {"bookings": _bookings, "meetings": _meetings, "subsidies": _applications}
