"""Reads any calendar file (iCalendar, RFC 5545) into plain times on the wall in Kobe; whatever it holds, no crash.

What a file leaves open is settled so: an event without an end lasts an hour (a day when it is a whole day); times
without a zone, or with one nobody knows, are taken as they stand; repeating times keep the wall time of their own
zone; two rules add up; the beginning counts even when its rule does not name it. At most 5 MB, 5,000 parts and 1,000
dates of an event are read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID

from kobe_desk.core import clock
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.exchange.ical_file import events_in
from kobe_desk.modules.bookings.exchange.ical_part import each_of, outdated, text_of, unknown_zone, value_of
from kobe_desk.modules.bookings.rules.series import MOST, NotARule, expanded
from kobe_desk.modules.bookings.usecases import BookingRequest, PastBooking

YEARS = 5
FIRST_YEAR = 1970
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

NO_BEGINNING = N_("it has no beginning")
ENDS_FIRST = N_("it ends before it starts")
CANCELLED = N_("it is marked as cancelled")
BAD_RULE = N_("its way of repeating cannot be read")
UNREADABLE = N_("it cannot be read")
TOO_OLD = N_("it begins too long ago to be repeated")
OUTSIDE = N_("no date of it lies between {first} and {last}")
TOO_MANY = N_("it has more than {most} dates; the others were left out")
THIS_AND_FUTURE = N_("a change of “this and all later dates” was taken for this date only")
OUTDATED = N_("it was changed later, and the newer version in this file counts")
LEFT_OUT_BY_RULE = N_("dates left out by a rule (EXRULE) are not read; check which dates really take place")
UNKNOWN_ZONE = N_("its time zone “{zone}” is not known; the time was taken as it is written, as in Japan")


@dataclass(frozen=True, slots=True)
class IcalItem:
    """One date of an event, on the wall in Kobe."""

    number: int
    """The event's place in the file, from 1."""
    summary: str
    start: datetime
    end: datetime
    all_day: bool = False
    location: str = ""
    description: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class IcalProblem:
    """An event, or some dates of it, that could not be read, and why."""

    number: int
    summary: str
    why: str


@dataclass(frozen=True, slots=True)
class IcalReading:
    """What a calendar file holds between two days."""

    events: int
    items: tuple[IcalItem, ...]
    problems: tuple[IcalProblem, ...]


class _Skip(Exception):
    """Why an event gives no dates."""


@dataclass(frozen=True, slots=True)
class _Event:
    number: int
    summary: str
    uid: str
    start: datetime
    """Naive, in its own zone."""
    length: timedelta
    zone: tzinfo | None
    all_day: bool
    part: Any

    def item(self, start: datetime, length: timedelta | None = None) -> IcalItem:
        begins = _on_the_wall(start, self.zone)
        ends = begins + (self.length if length is None else length)
        text = {name: text_of(self.part, name) for name in ("LOCATION", "DESCRIPTION")}
        return IcalItem(
            self.number, self.summary, begins, ends, self.all_day, text["LOCATION"], text["DESCRIPTION"], self.uid
        )


def read_ical(data: bytes, first: date, last: date) -> IcalReading:
    """The dates of every event that begin from a first to a last day (five years at most), in order.

    Raises FileTooLarge, NotACalendar.
    """
    parts = events_in(data)
    window = datetime.combine(first, time()), datetime.combine(min(last, first + DAY * 366 * YEARS), time()) + DAY
    problems: list[IcalProblem] = []
    events = list(_readable(parts, problems))
    changed = {(each.uid, _recurrence_id(each)): each for each in events if "RECURRENCE-ID" in each.part}
    items: list[IcalItem] = []
    for event in events:
        if "RECURRENCE-ID" not in event.part:
            items += _dates_of(event, changed, window, problems)
    items += _lone(events, changed, window, problems)
    return IcalReading(len(parts), tuple(sorted(items, key=lambda item: (item.start, item.number))), tuple(problems))


def _readable(parts: Iterable[Any], problems: list[IcalProblem]) -> Iterator[_Event]:
    listed = tuple(parts)
    old = outdated(listed)
    for number, part in enumerate(listed, start=1):
        summary = ""
        try:
            summary = text_of(part, "SUMMARY")
            if number - 1 in old:
                raise _Skip(_(OUTDATED))
            event = _event(number, summary, part)
            problems += (IcalProblem(number, summary, why) for why in _doubts(part))
            yield event
        except _Skip as why:
            problems.append(IcalProblem(number, summary, str(why)))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, LookupError):
            problems.append(IcalProblem(number, summary, _(UNREADABLE)))


def _doubts(part: Any) -> Iterator[str]:
    """What of an event was read otherwise than its writer meant."""
    if "EXRULE" in part:
        yield _(LEFT_OUT_BY_RULE)
    if zone := unknown_zone(part):
        yield _(UNKNOWN_ZONE).format(zone=zone)


def _event(number: int, summary: str, part: Any) -> _Event:
    begins = value_of(part, "DTSTART")
    if begins is None:
        raise _Skip(_(NO_BEGINNING))
    if text_of(part, "STATUS").upper() == "CANCELLED" and "RECURRENCE-ID" not in part:
        raise _Skip(_(CANCELLED))
    all_day = not isinstance(begins, datetime)
    length = _length(part, begins, all_day)
    if length < timedelta(0) or (not length and "DTEND" in part and all_day):
        raise _Skip(_(ENDS_FIRST))
    start = datetime.combine(begins, time()) if all_day else begins
    zone = None if all_day else start.tzinfo
    return _Event(
        number, summary, text_of(part, "UID"), start.replace(tzinfo=None), length or HOUR, zone, all_day, part
    )


def _length(part: Any, begins: Any, all_day: bool) -> timedelta:
    """From the end, the duration, or what is usual."""
    ends = value_of(part, "DTEND")
    if ends is None:
        duration = value_of(part, "DURATION")
        return duration if isinstance(duration, timedelta) and duration else DAY if all_day else HOUR
    one, other = _wall_of(begins), _wall_of(ends)
    return other - one


def _wall_of(moment: Any) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return _on_the_wall(moment.replace(tzinfo=None), moment.tzinfo)


def _on_the_wall(moment: datetime, zone: tzinfo | None) -> datetime:
    """The time on the wall in Kobe; a time without a zone is one already."""
    if zone is not None:
        moment = moment.replace(tzinfo=zone).astimezone(clock.JST).replace(tzinfo=None)
    return moment.replace(second=0, microsecond=0)


def _dates_of(
    event: _Event,
    changed: dict[tuple[str, datetime], _Event],
    window: tuple[datetime, datetime],
    problems: list[IcalProblem],
) -> list[IcalItem]:
    """The dates of an event in the window: its rules and added dates, less what was taken out or changed."""
    try:
        beginnings = _beginnings(event, window[1])
    except (NotARule, _Skip) as why:
        problems.append(IcalProblem(event.number, event.summary, str(why) if isinstance(why, _Skip) else _(BAD_RULE)))
        beginnings = {event.start: None}
    taken_out = list(_listed(event.part, "EXDATE"))
    gone = {_wall_of(each) for each in taken_out}
    gone |= {moment for uid, moment in changed if uid == event.uid}
    days = {each for each in taken_out if not isinstance(each, datetime)}  # some take out a day, not its time
    items = [event.item(start, length) for start, length in sorted(beginnings.items(), key=lambda each: each[0])]
    if event.all_day:
        gone = {datetime.combine(each.date(), time()) for each in gone}
    kept = [item for item in items if item.start not in gone and item.start.date() not in days]
    inside = [item for item in kept if window[0] <= item.start < window[1]]
    if len(inside) > MOST:
        problems.append(IcalProblem(event.number, event.summary, _(TOO_MANY).format(most=MOST)))
    if kept and not inside:
        first, last = window[0].date(), (window[1] - DAY).date()
        problems.append(IcalProblem(event.number, event.summary, _(OUTSIDE).format(first=first, last=last)))
    return inside[:MOST]


def _beginnings(event: _Event, bound: datetime) -> dict[datetime, timedelta | None]:
    """Every beginning in the event's own zone, with a length of its own where the file gives one."""
    found: dict[datetime, timedelta | None] = {event.start: None}
    for rule in each_of(event.part.get("RRULE")):
        if event.start.year < FIRST_YEAR:
            raise _Skip(_(TOO_OLD))
        for start in expanded(_rule_text(rule, event), event.start, bound + DAY):
            found[start] = None
    for added in _listed(event.part, "RDATE"):
        begins, length = added if isinstance(added, tuple) else (added, None)
        if isinstance(length, datetime):
            length = _wall_of(length) - _wall_of(begins)
        found[_in_zone(begins, event.zone)] = length
    return found


def _rule_text(rule: Any, event: _Event) -> str:
    """The rule with its end in the event's own zone."""
    parts = {str(name).upper(): values for name, values in rule.items()}
    until = next(iter(each_of(parts.pop("UNTIL", None))), None)
    text = ";".join(f"{name}={','.join(map(str, each_of(values)))}" for name, values in parts.items())
    if until is None:
        return text
    if not isinstance(until, datetime):
        until = datetime.combine(until, time.max)
    return f"{text};UNTIL={_in_zone(until, event.zone):%Y%m%dT%H%M%S}"


def _in_zone(moment: Any, zone: tzinfo | None) -> datetime:
    """A moment as the clocks of a zone show it."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    shown = moment if moment.tzinfo is None else moment.astimezone(zone or clock.JST)
    return shown.replace(tzinfo=None)


def _lone(
    events: Iterable[_Event],
    changed: dict[tuple[str, datetime], _Event],
    window: tuple[datetime, datetime],
    problems: list[IcalProblem],
) -> Iterator[IcalItem]:
    """Single dates that were changed: where they are now, unless they were cancelled."""
    for event in changed.values():
        params = getattr(event.part["RECURRENCE-ID"], "params", {})
        if str(params.get("RANGE", "")).upper() == "THISANDFUTURE":
            problems.append(IcalProblem(event.number, event.summary, _(THIS_AND_FUTURE)))
        item = event.item(event.start)
        series = [each for each in events if each.uid == event.uid and "RECURRENCE-ID" not in each.part]
        if text_of(event.part, "STATUS").upper() == "CANCELLED":
            problems += [] if series else [IcalProblem(event.number, event.summary, _(CANCELLED))]
        elif window[0] <= item.start < window[1]:
            yield item if item.summary else replace(item, summary=_summary_of(events, event.uid))


def _summary_of(events: Iterable[_Event], uid: str) -> str:
    return next((each.summary for each in events if each.uid == uid and each.summary), "")


def _recurrence_id(event: _Event) -> datetime:
    moment = value_of(event.part, "RECURRENCE-ID")
    return event.start if moment is None else _wall_of(moment)


def _listed(part: Any, name: str) -> Iterator[Any]:
    for each in each_of(part.get(name)):
        yield from (value.dt for value in getattr(each, "dts", ()))


def past_of(
    items: Iterable[IcalItem], room: UUID, group: UUID, rooms: Mapping[str, UUID] | None = None
) -> tuple[PastBooking, ...]:
    """Dates as bookings of a group: in the room that their place names (`rooms` by name), else in the room given."""
    by_place = rooms or {}
    found = []
    for item in items:
        request = BookingRequest(by_place.get(item.location, room), group, item.start, item.end, purpose=item.summary)
        found.append(PastBooking(request, paid=False, line=item.number))
    return tuple(found)
