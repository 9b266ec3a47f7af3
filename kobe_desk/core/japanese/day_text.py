"""Reads a day as people in Japan write it, and says which days are meant where the writing leaves it open."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era, numerals
from kobe_desk.core.text import N_


class NotADate(UserError):
    text = N_("“{text}” cannot be read as a date. Write it like S23.4.1 or 1948/4/1.")


class NoSuchDay(UserError):
    text = N_("There is no {text}: that month has {last} days. Check the day.")


class NoSuchMonth(UserError):
    text = N_("There is no {text}: months go from 1 to 12. Check the month.")


class NoSuchEraYear(UserError):
    text = N_("There is no {text}: {era} went from {first} to {last}. Check the year.")


class EraNotBegun(UserError):
    text = N_("There is no {text}: {era} began on {first}. Check the year.")


class YearsDiffer(UserError):
    text = N_("“{text}” names two different years. Write only one of them.")


class WrongWeekday(UserError):
    text = N_("{text}: the weekday of that day is {weekday}. Check the date.")


class TooLate(UserError):
    text = N_("{text} is later than {latest}. Check the year.")


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A day with something left out: 4/1 has no year, 昭和23年4月 has no day."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class AmbiguousDay:
    """Writing that can mean other days (23.4.1), oldest first. The user is asked, even if only one is left."""

    candidates: tuple[date, ...]


Day = date | PartialDay | AmbiguousDay

_USUAL = re.compile(r"(?:(\d{4})|([^\d\s]{1,2})(\d{1,2}))[-/.年](\d{1,2})[-/.月](\d{1,2})日?\Z", re.ASCII)
_TIME = re.compile(r"(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|\+\d{2}:?\d{2})?\Z")
_BORN = re.compile(r"\s*(?:生まれ|生れ|生)?(?:\s*\(?満?\s*\d{1,3}\s*[歳才]\)?)?\Z")
"""What follows a birth date: 生, and the age it was once (75歳)."""
_WEEKDAY = re.compile(r"\s*(?:\(([月火水木金土日])(?:曜日?)?(?:・?祝)?\)|([月火水木金土日])曜日?)\Z")
_SEPARATORS = re.compile(r"[-/.,・、年月ー‐‑–—−\s]+")
_YEAR = re.compile(r"(?P<era>[^\d/()]{0,2})/?(?P<year>\d{1,4})/?\Z")
_DAY = re.compile(
    r"(?P<year>[^\d/()]{0,2}/?\d{1,4})(?:/?\((?P<other>[^()]*?)\)/?|/)(?P<month>\d{1,2})(?:/(?P<day>\d{1,2}))?/?\Z"
)
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})\Z")
_DIGITS = re.compile(r"(?P<era>[^\d/()]{1,2}|\d{2})?(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})\Z")
_SERIAL = re.compile(r"[1-7]\d{4}\Z")
_WESTERN = ("", "西暦", "西", "AD")


def read_day(text: str, field: str | None = None, *, latest: date | None = None) -> Day:
    """The day that is written, or what is missing or open; refuses with the reason what no calendar has.

    `latest` refuses a later day, and drops later ones from the candidates of an ambiguous writing: a birth date
    lies in the past.
    """
    found = _usual(text) or _Reader(text, field, latest).read()
    if latest is not None and isinstance(found, date) and found > latest:
        raise TooLate(field, text=text.strip(), latest=era.both_calendars(latest))
    return found


@lru_cache(maxsize=1024)
def _usual(text: str) -> date | None:
    """The writings most lists hold, without the long way round; None leaves anything unusual to the reader."""
    if not (match := _USUAL.match(text)):
        return None
    western, word, year, month, day = match.groups()
    if western:
        return _maybe(int(western), int(month), int(day)) if western > "1000" else None
    named = era.names().get(word)
    found = _maybe(named.starts_at(int(year)), int(month), int(day)) if named else None
    return found if found and named and named.names(found) else None


def old_name(text: str, day: date) -> bool:
    """Whether a day was written by the name of the era that ended on it (大正15年12月25日 for 昭和元年12月25日)."""
    if not any(day == each.first for each in era.eras() if each.at_once):
        return False
    bare = unicodedata.normalize("NFKC", text).strip().upper()
    word = _YEAR.match(re.split(r"\d|元", bare, maxsplit=1)[0] + "1")
    named = era.names().get(word["era"]) if word else None
    return named is not None and not named.holds(day)


def from_serial(serial: float) -> date:
    """The day of an Excel serial number (1 = 1900-01-01, with Excel's day that never was, 1900-02-29)."""
    days = int(serial)
    return date(1899, 12, 30 if days > 60 else 31) + timedelta(days=days)


class _Reader:
    """One writing on its way to a day; keeps the words of the user for the refusal."""

    def __init__(self, text: str, field: str | None, latest: date | None) -> None:
        self.text = text.strip()
        self.field = field
        self.latest = latest

    def read(self) -> Day:
        bare = numerals.arabic(unicodedata.normalize("NFKC", self.text)).replace("元", "1")
        bare = _BORN.sub("", _TIME.sub("", bare.strip()))
        said = _WEEKDAY.search(bare)
        bare = _SEPARATORS.sub("/", bare[: said.start()] if said else bare).removesuffix("日")
        result = self._shape(bare)
        if said and isinstance(result, date) and era.weekday(result) != (said[1] or said[2]):
            raise WrongWeekday(self.field, text=self.text, weekday=era.weekday(result))
        return result

    def _shape(self, bare: str) -> Day:
        if match := _DAY.match(bare):
            return self._parts(match["year"], match["other"], match["month"], match["day"])
        if match := _YEAR_LAST.match(bare):
            return self._year_last(int(match["one"]), int(match["two"]), int(match["year"]))
        if match := _DIGITS.match(bare):
            return self._parts(f"{match['era'] or ''}{match['year']}", None, match["month"], match["day"])
        if _SERIAL.match(bare):
            return self._open({from_serial(int(bare))}, "1", "1")
        return PartialDay(year=self._year_only(bare))

    def _parts(self, year: str, other: str | None, month: str, day: str | None) -> Day:
        known = self._year(year)
        if known is None and day is None:
            return self._month_day(int(year), int(month))
        if known is None:
            return self._open(set(self._readings(int(year), int(month), int(day or 0))), month, day or "0")
        if other is not None and self._year(other) != known:
            raise YearsDiffer(self.field, text=self.text)
        if day is None:
            self._check_month(int(month))
            return PartialDay(year=known, month=int(month))
        return self._within_era(self.day(known, month, day), year)

    def day(self, year: int, month: str, day: str) -> date:
        """The day, if the calendar has it."""
        self._check_month(int(month))
        if year < 1000:  # noqa: PLR2004 - nobody writes such a year; it is a slip of the zeros
            raise NotADate(self.field, text=self.text)
        last = monthrange(year, int(month))[1]
        if not 1 <= int(day) <= last:
            raise NoSuchDay(self.field, text=self.text, last=last)
        return date(year, int(month), int(day))

    def _check_month(self, month: int) -> None:
        if not 1 <= month <= 12:  # noqa: PLR2004
            raise NoSuchMonth(self.field, text=self.text)

    def _split(self, written: str) -> tuple[era.Era | None, int]:
        match = _YEAR.match(written)
        word = match["era"].upper() if match else "?"
        if match is None or (word not in _WESTERN and word not in era.names()):
            raise NotADate(self.field, text=self.text)
        return era.names().get(word), int(match["year"])

    def _year(self, written: str) -> int | None:
        """The 西暦 year, or None for one or two figures without an era."""
        named, year = self._split(written)
        if named is None:
            return None if written.isdigit() and len(written) <= 2 else year  # noqa: PLR2004
        first = max(named.first, era.SOLAR_CALENDAR)
        if not first.year <= named.starts_at(year) <= (named.last or date.max).year or year > 99:  # noqa: PLR2004
            self._outside(named)
        return named.starts_at(year)

    def _year_only(self, written: str) -> int:
        year = self._year(written)
        if year is None or year < 1000:  # noqa: PLR2004
            raise NotADate(self.field, text=self.text)
        return year

    def _within_era(self, day: date, year: str) -> date:
        named, _ = self._split(year)
        if named and not named.names(day):
            self._outside(named)
        return day

    def _outside(self, named: era.Era) -> None:
        first = era.wareki(max(named.first, era.SOLAR_CALENDAR))
        if named.last_named is None:
            raise EraNotBegun(self.field, text=self.text, era=named.name, first=first)
        last = named.written(named.last_named)
        raise NoSuchEraYear(self.field, text=self.text, era=named.name, first=first, last=last)

    def _month_day(self, month: int, day: int) -> PartialDay:
        self._check_month(month)
        self.day(2000, str(month), str(day))  # a leap year: 2/29 is somebody's birthday
        return PartialDay(month=month, day=day)

    def _year_last(self, one: int, two: int, year: int) -> Day:
        """4/25/1948 as other countries write it: month first, or day first."""
        readings = {day for day in (_maybe(year, one, two), _maybe(year, two, one)) if day}
        return readings.pop() if len(readings) == 1 else self._open(readings, "1", "1")

    def _readings(self, year: int, month: int, day: int) -> list[date]:
        """Every day that yy.m.d can mean: each era that had such a day, 19yy and 20yy."""
        named = [(each, _maybe(each.starts_at(year), month, day)) for each in era.eras() if year]
        in_eras = [found for each, found in named if found and each.names(found)]
        western = [found for century in (1900, 2000) if (found := _maybe(century + year, month, day))]
        return in_eras + western

    def _open(self, readings: set[date], month: str, day: str) -> AmbiguousDay:
        if not readings and int(day) <= 31:  # noqa: PLR2004 - 23.4.31; in 4/25/48 the year stands last
            self.day(2000, month, day)
        within = sorted(day for day in readings if self.latest is None or day <= self.latest)
        if not within:
            raise NotADate(self.field, text=self.text)
        return AmbiguousDay(tuple(within))


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
