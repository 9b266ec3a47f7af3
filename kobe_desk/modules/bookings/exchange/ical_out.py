"""Writes bookings as a calendar file (iCalendar, RFC 5545): one booking, a room, a series, the centre.

Times carry Japan's zone, so that a rule's weekdays are those of Kobe. A series is written as its rule with what was
left out and what was changed; where the rule no longer tells its dates, each date is written by itself. Either way the
file and the calendar agree to the day.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from kobe_desk.core import clock
from kobe_desk.modules.bookings.rules.series import expanded, parsed
from kobe_desk.modules.bookings.usecases import BookingRow, SeriesRow

HELD = ("provisional", "confirmed")
STATUS = {"provisional": "TENTATIVE", "confirmed": "CONFIRMED", "cancelled": "CANCELLED", "rejected": "CANCELLED"}
ZONE = "Asia/Tokyo"


def ical_of(rows: Iterable[BookingRow], name: str) -> bytes:
    """A calendar of single bookings under a name; dates that were not had are left out."""
    calendar = _calendar(name)
    for row in rows:
        if row.state in STATUS:
            calendar.add_component(_event(row))
    return bytes(calendar.to_ical())


def ical_of_series(series: SeriesRow, rows: Sequence[BookingRow], days: Sequence[date | None], name: str) -> bytes:
    """A calendar of one series; `days` are the days on which its rule put each of the rows."""
    calendar = _calendar(name)
    held = [(row, day) for row, day in zip(rows, days, strict=True) if row.state in HELD]
    ruled = _ruled(series, held)
    if ruled is None:
        for row, _day in held:
            calendar.add_component(_event(row))
    else:
        for event in ruled:
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _ruled(series: SeriesRow, held: list[tuple[BookingRow, date | None]]) -> list[Any] | None:
    """The series as a rule with exceptions; None where its rule no longer names its dates."""
    by_day = {day: row for row, day in held if day is not None}
    if not by_day or len(by_day) < len(held):
        return None
    last = datetime.combine(max(by_day), time()) + timedelta(days=1)
    named = [start for start in expanded(series.rule, series.starts, last)]
    if not named or not by_day.keys() <= {start.date() for start in named}:
        return None
    length = timedelta(minutes=series.minutes)
    usual = next((row for row, day in held if row.start.time() == series.starts.time()), held[0][0])
    master = _event(usual, uid=series.id.hex, start=named[0], end=named[0] + length)
    master.add("rrule", _rule(series.rule, last))
    events = [master]
    for start in named:
        row = by_day.get(start.date())
        if row is None:
            master.add("exdate", _zoned(start))
        elif (row.start, row.end, row.room, row.title) != (start, start + length, usual.room, usual.title):
            changed = _event(row, uid=series.id.hex)
            changed.add("recurrence-id", _zoned(start))
            events.append(changed)
    return events


def _rule(rule: str, last: datetime) -> dict[str, Any]:
    """A rule as the library takes it, up to the last date that is held; its end is in UTC, as the standard asks."""
    parts = {name: value for name, value in parsed(rule).items() if name not in ("UNTIL", "COUNT")}
    until = (last - timedelta(minutes=1)).replace(tzinfo=clock.JST).astimezone(UTC)
    return {**{name: value.split(",") for name, value in parts.items()}, "UNTIL": until}


def _calendar(name: str) -> Any:
    from icalendar import Calendar, Timezone, TimezoneStandard  # only here: it takes a while

    calendar = Calendar()
    calendar.add("prodid", "-//Kobe Desk//kobe-desk//JA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime.combine(date(1970, 1, 1), time()))
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "JST")
    zone.add_component(standard)
    calendar.add_component(zone)
    return calendar


def _event(row: BookingRow, uid: str = "", start: datetime | None = None, end: datetime | None = None) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid or row.id.hex}@kobe-desk")
    event.add("dtstamp", clock.now())
    event.add("dtstart", _zoned(start or row.start))
    event.add("dtend", _zoned(end or row.end))
    event.add("summary", row.title)
    event.add("location", row.room)
    if row.purpose:
        event.add("description", row.purpose)
    event.add("status", STATUS[row.state])
    return event


def _zoned(moment: datetime) -> datetime:
    from zoneinfo import ZoneInfo

    return moment.replace(tzinfo=ZoneInfo(ZONE))
