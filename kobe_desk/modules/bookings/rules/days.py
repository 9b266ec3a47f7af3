"""Which days and hours the centre is open (開館日・休館日・時間帯), by the rules valid on each day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from kobe_desk.core.japanese.holidays import holiday_name, is_settled
from kobe_desk.modules.bookings.rules.spans import minute_of

SATURDAY, SUNDAY = 5, 6
LONGEST_RUN = 30
"""Days looked back for a closed day that holidays moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `since` up to, but not including, `until`; not confirmed: 要確認."""

    id: UUID | None = None
    since: date
    until: date | None = None
    confirmed: bool = True

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seasonal(Period):
    """On certain weekdays (digits, Monday 0) and in a season (07-01 to 08-31); empty for always."""

    weekdays: str = ""
    season_from: str = ""
    season_to: str = ""

    def fits(self, day: date) -> bool:
        return self.holds(day) and on_weekday(self.weekdays, day) and in_season(self.season_from, self.season_to, day)

    @property
    def conditions(self) -> int:
        return bool(self.weekdays) + bool(self.season_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening(Seasonal):
    """The centre's hours in minutes after midnight (開館時間)."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BandFact(Seasonal):
    """A part of the day that is booked as one (時間帯)."""

    name: str
    starts: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(Period):
    """Regular closed days (定休日・年末年始・お盆)."""

    name: str
    weekdays: str = ""
    moves: bool = False
    on_holidays: bool = False
    day_from: str = ""
    day_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A closure or a special opening of certain days (臨時休館・臨時開館); one that was lifted is not among them."""

    id: UUID | None = None
    room_id: UUID | None = None
    kind: str = "closed"
    start: datetime
    end: datetime
    reason: str = ""

    def touches(self, start: datetime, end: datetime, room: UUID | None) -> bool:
        return self.start < end and self.end > start and self.room_id in (None, room)

    def covers(self, start: datetime, end: datetime, room: UUID | None) -> bool:
        return self.start <= start and end <= self.end and self.room_id in (None, room)


@dataclass(frozen=True, slots=True)
class Calendar:
    """All that says when the centre is open."""

    openings: tuple[Opening, ...] = ()
    bands: tuple[BandFact, ...] = ()
    closings: tuple[Closing, ...] = ()
    decisions: tuple[Decision, ...] = ()
    own_holidays: dict[date, str | None] = field(default_factory=dict)
    step: int = 0

    def holiday(self, day: date) -> str | None:
        """The holiday's name, the centre's own days included."""
        return holiday_name(day, self.own_holidays)

    def known(self, day: date) -> bool:
        """Whether this year's holidays were announced (False: 祝日は未登録)."""
        return is_settled(day)

    def day_kind(self, day: date) -> str:
        """weekday, saturday, sunday or holiday."""
        if self.holiday(day):
            return "holiday"
        return {SATURDAY: "saturday", SUNDAY: "sunday"}.get(day.weekday(), "weekday")

    def closed(self, day: date) -> str | None:
        """Why the whole centre is closed on a day, or None when it is open for at least a part of it."""
        first, last = datetime.combine(day, time()), datetime.combine(day + timedelta(1), time())
        if any(each.kind == "open" and each.touches(first, last, None) for each in self.decisions):
            return None
        for each in self.decisions:
            if each.kind == "closed" and each.room_id is None and each.covers(first, last, None):
                return each.reason
        return self.regularly_closed(day)

    def regularly_closed(self, day: date) -> str | None:
        """The regular closed day that this is, without ad-hoc decisions."""
        return next((rule.name for rule in self.closings if rule.holds(day) and self._is_closed_by(rule, day)), None)

    def _is_closed_by(self, rule: Closing, day: date) -> bool:
        if rule.day_from:
            return in_season(rule.day_from, rule.day_to, day)
        holiday = self.holiday(day) is not None
        if rule.on_holidays and holiday:
            return True
        if not rule.weekdays:
            return False
        if not rule.moves:
            return on_weekday(rule.weekdays, day)
        return not holiday and (on_weekday(rule.weekdays, day) or self._moved_here(rule, day))

    def _moved_here(self, rule: Closing, day: date) -> bool:
        """Whether the holidays right before this day hold a closed day that was moved past all of them."""
        for back in range(1, LONGEST_RUN):
            before = day - timedelta(days=back)
            if not self.holiday(before):
                return False
            if on_weekday(rule.weekdays, before) and rule.holds(before):
                return True
        return False

    def hours(self, day: date) -> tuple[int, int] | None:
        """The hours of a day in minutes after midnight; None when no rule says any."""
        fitting = [each for each in self.openings if each.fits(day)]
        best = max(fitting, key=lambda each: (each.conditions, each.since), default=None)
        return (best.opens, best.closes) if best else None

    def bands_on(self, day: date) -> tuple[BandFact, ...]:
        """The bands of a day in their order; the most special rule of each name wins."""
        found: dict[str, BandFact] = {}
        for each in sorted(self.bands, key=lambda each: (each.conditions, each.since)):
            if each.fits(day):
                found[each.name] = each
        return tuple(sorted(found.values(), key=lambda each: (each.starts, each.ends)))

    def special(self, start: datetime, end: datetime, room: UUID | None) -> Decision | None:
        """The special opening (臨時開館) that covers this time."""
        return next((each for each in self.decisions if each.kind == "open" and each.covers(start, end, room)), None)

    def why_not(self, start: datetime, end: datetime, room: UUID | None) -> str | None:
        """Why a room cannot be used at a time because the centre is closed then; None when it can."""
        if self.special(start, end, room):
            return None
        for each in self.decisions:
            if each.kind == "closed" and each.touches(start, end, room):
                return each.reason
        return next(filter(None, map(self.regularly_closed, days_of(start, end))), None)

    def in_hours(self, start: datetime, end: datetime, room: UUID | None = None) -> bool:
        """Whether every day's part of this time lies within the hours of that day."""
        if self.special(start, end, room):
            return True
        for day in days_of(start, end):
            hours = self.hours(day)
            if hours is None:
                continue
            begins = minute_of(start) if start.date() == day else 0
            ends = minute_of(end, day_end=True) if days_of_end(end) == day else 24 * 60
            if start.date() == days_of_end(end) and not (hours[0] <= begins and ends <= hours[1]):
                return False
        return True

    def next_open(self, day: date) -> date:
        """The day itself, or the first after it on which the centre is open."""
        for ahead in range(400):
            if self.closed(day + timedelta(ahead)) is None:
                return day + timedelta(ahead)
        return day

    def open_days(self, first: date, last: date) -> tuple[date, ...]:
        """The open days of a period, both ends included."""
        return tuple(day for day in each_day(first, last) if self.closed(day) is None)

    def bands_of(self, start: datetime, end: datetime) -> tuple[BandFact, ...]:
        """The bands that a booking of one day takes up exactly, one after the other; empty when it follows none."""
        taken, extension = self.bands_within(start, end)
        return () if extension else taken

    def bands_within(self, start: datetime, end: datetime) -> tuple[tuple[BandFact, ...], int]:
        """The whole bands within a booking of one day, and the minutes before and after them (延長)."""
        if start.date() != days_of_end(end):
            return (), 0
        begins, ends = minute_of(start), minute_of(end, day_end=True)
        taken = tuple(each for each in self.bands_on(start.date()) if begins <= each.starts and each.ends <= ends)
        if not taken:
            return (), 0
        return taken, taken[0].starts - begins + ends - max(each.ends for each in taken)

    def minutes_outside(self, start: datetime, end: datetime) -> int:
        """The minutes of a booking outside the hours of its day (時間外)."""
        hours = self.hours(start.date())
        if hours is None or start.date() != days_of_end(end):
            return 0
        begins, ends = minute_of(start), minute_of(end, day_end=True)
        return max(0, hours[0] - begins) + max(0, ends - hours[1])


def on_weekday(weekdays: str, day: date) -> bool:
    return not weekdays or str(day.weekday()) in weekdays


def in_season(first: str, last: str, day: date) -> bool:
    """Whether a day lies between two days of the year (12-28 to 01-05 runs over the new year)."""
    if not first:
        return True
    now = f"{day:%m-%d}"
    return first <= now <= last if first <= last else now >= first or now <= last


def each_day(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + timedelta(ahead)


def days_of_end(end: datetime) -> date:
    """The last day of a span that ends then: midnight belongs to the day before."""
    return (end - timedelta(minutes=1)).date()


def days_of(start: datetime, end: datetime) -> Iterator[date]:
    return each_day(start.date(), days_of_end(end))
