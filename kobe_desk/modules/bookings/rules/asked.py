"""What a sentence such as 「来月の火曜午前、30人、調理室」 asks for. Pure reading of words, no database."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

HOUR = 60
NOON = 12
_DAYS = "月火水木金土日"
_SHORT = {"平日": (0, 1, 2, 3, 4), "土日": (5, 6), "週末": (5, 6)}
_BETWEEN = r"\s*(?:から|より|~|〜|-|–|—)\s*"
_WEEKDAYS = re.compile(rf"[{_DAYS}](?:(?:[・、,と/やか]|または)?[{_DAYS}])*曜日?|\([{_DAYS}]\)")
_HOUR = r"(午前|午後)?\s*(\d{1,2})(?::(\d{2})|時\s*(?:(半)|(\d{1,2})分)?)"
_TIMES = re.compile(rf"{_HOUR}{_BETWEEN}{_HOUR}(?:まで)?")
_PEOPLE = re.compile(r"(\d{1,4})\s*(?:人|名)(?:くらい|ぐらい|ほど|以上|程度)?")
_DAY_TO_DAY = re.compile(rf"(\d{{1,2}})月(\d{{1,2}})日{_BETWEEN}(?:(\d{{1,2}})月)?(\d{{1,2}})日(?:まで)?")
_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日")
_MONTH = re.compile(r"(\d{1,2})月(?:中)?")
_FILLERS = re.compile(
    r"できる|使える|ください|ありますか|お願い(?:します)?|空いて(?:いる|る)|空き|あき|部屋|どこか|または"
    r"|[のはがをにで、。,・?\s]|(?<!\S)か(?!\S)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood; what nobody understood is `rest`."""

    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    bands: tuple[str, ...] = ()
    start: int | None = None
    """Minutes after midnight, instead of bands."""
    end: int | None = None
    people: int = 0
    place: str = ""
    """A word of a room's name or features."""
    rest: str = ""


@dataclass
class _Reader:
    """Takes what it understands out of the words, piece by piece."""

    words: str
    today: date
    found: dict[str, object] = field(default_factory=dict)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.search(self.words)
        if match is not None:
            self.words = f"{self.words[: match.start()]} {self.words[match.end() :]}"
        return match


def understood(words: str, today: date, bands: Sequence[str], rooms: Sequence[str]) -> Asked:
    """Read a sentence. `bands` are the centre's times of the day, `rooms` what each room is called and has."""
    reader = _Reader(unicodedata.normalize("NFKC", words), today)
    for read in (_weekdays, _times, _people, _period):
        read(reader)
    found = sorted((name for name in bands if name in reader.words), key=reader.words.index)
    for name in found:
        reader.words = reader.words.replace(name, " ")
    place, rest = _place(reader.words, rooms)
    return Asked(**reader.found, bands=tuple(found), place=place, rest=rest)  # type: ignore[arg-type]


def _weekdays(reader: _Reader) -> None:
    days: list[int] = []
    while (match := reader.take(_WEEKDAYS)) is not None:
        days += [_DAYS.index(each) for each in match[0].removesuffix("日").removesuffix("曜") if each in _DAYS]
    for word, meant in _SHORT.items():
        if word in reader.words:
            reader.words = reader.words.replace(word, " ")
            days += meant
    reader.found["weekdays"] = tuple(dict.fromkeys(days))


def _times(reader: _Reader) -> None:
    match = reader.take(_TIMES)
    if match is None:
        return
    groups = match.groups()
    start, end = _minutes(groups[:5]), _minutes(groups[5:])
    if end <= start and groups[5] is None and end < NOON * HOUR:
        end += NOON * HOUR  # 午後1時から3時
    if start < end <= 2 * NOON * HOUR:
        reader.found |= {"start": start, "end": end}


def _minutes(parts: Sequence[str | None]) -> int:
    half, hour, minutes, thirty, more = parts
    later = NOON if half == "午後" and int(hour or 0) < NOON else 0
    return (int(hour or 0) + later) * HOUR + int(minutes or more or (30 if thirty else 0))


def _people(reader: _Reader) -> None:
    match = reader.take(_PEOPLE)
    if match is not None:
        reader.found["people"] = int(match[1])


def _period(reader: _Reader) -> None:
    """The first and the last day: named days first, then weeks and months."""
    if (match := reader.take(_DAY_TO_DAY)) is not None:
        first = _coming(reader.today, int(match[1]), int(match[2]))
        last = _coming(first, int(match[3] or match[1]), int(match[4])) if first else None
        _between(reader, first, last)
        return
    for word, days in _NAMED.items():
        if word in reader.words:
            reader.words = reader.words.replace(word, " ", 1)
            _between(reader, *days(reader.today))
            return
    if (match := reader.take(_DAY)) is not None:
        day = _coming(reader.today, int(match[1] or reader.today.month), int(match[2]))
        _between(reader, day, day)
    elif (match := reader.take(_MONTH)) is not None:
        number = int(match[1])
        year = reader.today.year + (number < reader.today.month)
        first = _day(year, number, 1)
        _between(reader, first, _end_of(first) if first else None)


def _between(reader: _Reader, first: date | None, last: date | None) -> None:
    if first is not None and last is not None:
        reader.found |= {"first": max(first, reader.today), "last": last}


def _coming(today: date, month: int, day: int) -> date | None:
    """That day of the year, today or later; None when there is none."""
    return next((found for year in (today.year, today.year + 1)
                 if (found := _day(year, month, day)) is not None and found >= today), None)  # fmt: skip


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of(day: date) -> date:
    following = day.replace(day=1) + timedelta(31)
    return following.replace(day=1) - timedelta(1)


def _days_on(days: int) -> Callable[[date], tuple[date, date]]:
    return lambda today: (today + timedelta(days), today + timedelta(days))


def _weeks_on(weeks: int) -> Callable[[date], tuple[date, date]]:
    def week(today: date) -> tuple[date, date]:
        monday = today - timedelta(today.weekday()) + timedelta(7 * weeks)
        return monday, monday + timedelta(6)

    return week


def _months_on(months: int) -> Callable[[date], tuple[date, date]]:
    def month(today: date) -> tuple[date, date]:
        first = today.replace(day=1)
        for _each in range(months):
            first = _end_of(first) + timedelta(1)
        return first, _end_of(first)

    return month


_NAMED = {
    "明後日": _days_on(2), "あさって": _days_on(2), "明日": _days_on(1), "あした": _days_on(1),
    "今日": _days_on(0), "本日": _days_on(0),
    "再来週": _weeks_on(2), "来週": _weeks_on(1), "今週": _weeks_on(0),
    "再来月": _months_on(2), "来月": _months_on(1), "今月": _months_on(0),
}  # fmt: skip
"""The longer ones first: 再来月 ends in 来月."""


def _place(words: str, rooms: Sequence[str]) -> tuple[str, str]:
    """The first word that names a room or what it has, and the words that nobody understood."""
    place, rest = "", []
    for word in filter(None, _FILLERS.split(words)):
        found = next((_shared(word, room) for room in rooms if _shared(word, room)), "")
        if found and not place:
            place = found
        else:
            rest.append(word)
    return place, " ".join(rest)


def _shared(word: str, room: str) -> str:
    """The word where the room is called so, or what the room has where the word begins with it (調理ができる)."""
    plain = unicodedata.normalize("NFKC", room)
    if word in plain:
        return word
    return next((each for each in plain.split() if word.startswith(each)), "")
