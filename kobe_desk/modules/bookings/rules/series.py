"""How a booking repeats (定期予約): rules of RFC 5545 with bounds, on python-dateutil; and how each is said.

The calendar and the exported file come from the same rule, so they agree to the day. A day that a month lacks is left
out as RFC 5545 says, unless the month's end was chosen instead (BYMONTHDAY=28,29,30,31;BYSETPOS=-1).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _

MOST = 1_000
"""Bookings of one series."""
STEPS = 20_000
"""Dates looked at of one rule."""
YEARS = 5
"""Years that a series may run."""
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
LAST = -1
_ALLOWED = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)\Z")


class NotARule(UserError):
    text = N_("This way of repeating cannot be read. Please choose one of the list.")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A way of repeating, as RFC 5545 writes it and as people say it."""

    rule: str
    words: str


def parsed(rule: str) -> dict[str, str]:
    """The parts of a rule. Raises NotARule for what is not allowed here (hours, minutes, week numbers)."""
    parts = {}
    for piece in rule.upper().removeprefix("RRULE:").split(";"):
        name, _equals, value = piece.partition("=")
        if name not in _ALLOWED or not value or name in parts:
            raise NotARule("rule")
        parts[name] = value
    if parts.get("FREQ") not in FREQUENCIES or ("COUNT" in parts and "UNTIL" in parts):
        raise NotARule("rule")
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not (parts[name].isdecimal() and 1 <= int(parts[name]) <= 9_999):
            raise NotARule("rule")
    if any(not _DAY.match(day) for day in parts.get("BYDAY", "MO").split(",")):
        raise NotARule("rule")
    if any(not re.fullmatch(r"-?\d{1,2}", day) for day in parts.get("BYMONTHDAY", "1").split(",")):
        raise NotARule("rule")
    return parts


def dates(rule: str, first: datetime, last: date | None = None, most: int = MOST) -> tuple[datetime, ...]:
    """The beginnings that a rule names from `first` to `last`, at most `most` and five years. Raises NotARule."""
    bound = datetime.combine(first.date() + timedelta(days=366 * YEARS), time())
    if last is not None:
        bound = min(bound, datetime.combine(last, time()) + timedelta(days=1))
    return tuple(islice(expanded(rule, first, bound), most))


def expanded(rule: str, first: datetime, bound: datetime) -> Iterator[datetime]:
    """The beginnings that a rule names from `first` on, before `bound`; looked for no further, whatever it asks for.

    Raises NotARule.
    """
    from dateutil.rrule import rrulestr  # only here: most days nobody repeats anything

    parts = parsed(rule)
    until = _until(parts.pop("UNTIL", ""), first)
    count = int(parts.pop("COUNT", STEPS))
    end = bound if until is None else min(bound, until)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        for each in islice(rrulestr(f"{text};UNTIL={end:%Y%m%dT%H%M%S}", dtstart=first), min(count, STEPS)):
            if each >= bound:
                return
            yield each
    except (ValueError, OverflowError, IndexError, TypeError) as error:
        raise NotARule("rule") from error


def _until(text: str, first: datetime) -> datetime | None:
    """UNTIL as the last moment that counts; a day counts whole."""
    if not text:
        return None
    try:
        if "T" in text:
            return datetime.strptime(text.rstrip("Z")[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - wall time
        return datetime.combine(datetime.strptime(text, "%Y%m%d").date(), first.time())  # noqa: DTZ007 - a day
    except ValueError as error:
        raise NotARule("rule") from error


def overlapping(beginnings: tuple[datetime, ...], minutes: int) -> bool:
    """Whether bookings of a series would overlap each other (a camp of three months, repeated weekly)."""
    length = timedelta(minutes=minutes)
    return any(one + length > other for one, other in zip(beginnings, beginnings[1:], strict=False))


# the chooser


def choices_for(day: date) -> tuple[Repeat, ...]:
    """The ways of repeating that a first day offers: on the 4th and last Wednesday both, on the 31st two ends."""
    weekday, nth = DAYS[day.weekday()], (day.day + 6) // 7
    rules = ["FREQ=DAILY", f"FREQ=WEEKLY;BYDAY={weekday}", f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}"]
    rules.append(f"FREQ=MONTHLY;BYDAY={nth}{weekday}")
    if nth in (1, 2, 3):
        pair = (nth, nth + 2) if nth < 3 else (1, 3)
        rules.append(f"FREQ=MONTHLY;BYDAY={pair[0]}{weekday},{pair[1]}{weekday}")
    elif nth == 4:
        rules.append(f"FREQ=MONTHLY;BYDAY=2{weekday},4{weekday}")
    if (day + timedelta(days=7)).month != day.month:
        rules.append(f"FREQ=MONTHLY;BYDAY=-1{weekday}")
    rules.append(f"FREQ=MONTHLY;BYMONTHDAY={day.day}")
    if day.day > 28:
        rules.append(f"{MONTH_END[day.day]}")
    rules.append(f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day}")
    return tuple(Repeat(rule, said(rule)) for rule in rules)


MONTH_END = {
    last: f"FREQ=MONTHLY;BYMONTHDAY={','.join(str(day) for day in range(28, last + 1))};BYSETPOS=-1"
    for last in (29, 30, 31)
}
"""By day: that day, and in shorter months their last one (月末に行う)."""


def with_end(repeat: Repeat, count: int | None = None, until: date | None = None) -> Repeat:
    """The same with an end: so many times, or up to a day."""
    end = f";COUNT={count}" if count else f";UNTIL={until:%Y%m%d}" if until else ""
    rule = repeat.rule + end
    return replace(repeat, rule=rule, words=said(rule))


def without_end(rule: str) -> str:
    return ";".join(part for part in rule.split(";") if not part.startswith(("COUNT=", "UNTIL=")))


def said(rule: str) -> str:
    """A rule in words (第2・第4火曜日、2027年3月31日まで)."""
    parts = parsed(rule)
    words = _how_often(parts)
    if "COUNT" in parts:
        return _("{often}, {count} times").format(often=words, count=parts["COUNT"])
    if "UNTIL" in parts:
        until = _until(parts["UNTIL"], datetime.combine(date(1, 1, 1), time()))
        return _("{often}, until {day}").format(often=words, day=era.seireki(until.date())) if until else words
    return words


def _how_often(parts: dict[str, str]) -> str:
    every = int(parts.get("INTERVAL", "1"))
    frequency = parts["FREQ"]
    if frequency == "DAILY":
        return _("Every day") if every == 1 else _("Every {count} days").format(count=every)
    if frequency == "WEEKLY":
        days = _weekdays(parts)
        return _("Every week: {days}").format(days=days) if every == 1 else _every_weeks(every, days)
    if frequency == "MONTHLY":
        return _monthly(parts, every)
    return _yearly(parts)


def _every_weeks(every: int, days: str) -> str:
    return _("Every {count} weeks: {days}").format(count=every, days=days)


def _weekdays(parts: dict[str, str]) -> str:
    named = [_DAY.match(each) for each in parts.get("BYDAY", "").split(",") if each]
    return "・".join(_weekday(each[2]) for each in named if each)


def _weekday(code: str) -> str:
    return _(WEEKDAYS[DAYS.index(code)])


def _monthly(parts: dict[str, str], every: int) -> str:
    head = _("Every month: {days}") if every == 1 else _("Every {count} months: {days}")
    if "BYDAY" in parts:
        named = [match for each in parts["BYDAY"].split(",") if (match := _DAY.match(each))]
        days = "・".join(_nth(int(each[1] or 0), _weekday(each[2])) for each in named)
    elif parts.get("BYSETPOS") == "-1":
        last = parts["BYMONTHDAY"].split(",")[-1]
        days = _("day {day}, or the last day of the month").format(day=last)
    else:
        day = parts.get("BYMONTHDAY", "")
        days = _("the last day") if day == "-1" else _("day {day}").format(day=day)
        if day.isdecimal() and int(day) > 28:
            days = _("day {day}, not in months without it").format(day=day)
    return head.format(count=every, days=days)


def _nth(number: int, weekday: str) -> str:
    if number == LAST:
        return _("last {weekday}").format(weekday=weekday)
    return _("{number}. {weekday}").format(number=number, weekday=weekday) if number else weekday


def _yearly(parts: dict[str, str]) -> str:
    month, day = parts.get("BYMONTH", ""), parts.get("BYMONTHDAY", "")
    return _("Every year on {month}/{day}").format(month=month, day=day) if month and day else _("Every year")
