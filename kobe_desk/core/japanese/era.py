"""Days in the Japanese calendar (和暦): which era a day belongs to, and how it is written."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kobe_desk.core import paths

SOLAR_CALENDAR = date(1873, 1, 1)
"""The first day that 和暦 and 西暦 share (明治6年1月1日); earlier days are written in 西暦 only."""

_WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Era:
    """An era (元号), from its first day up to and including `last` (None: it is still running)."""

    name: str
    letter: str
    first: date
    last: date | None
    fiscal_year: int
    at_once: bool = False
    """Whether it began on the very day it was proclaimed, which the era before could still name."""

    def year_of(self, day: date) -> int:
        return day.year - self.first.year + 1

    def starts_at(self, year: int) -> int:
        """The 西暦 year of this era's `year`."""
        return self.first.year + year - 1

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def last_named(self) -> date | None:
        """The last day that was called by this era: 大正15年12月25日 and 昭和元年12月25日 are one day."""
        after = era_of(self.last + timedelta(days=1)) if self.last else None
        return after.first if after and after.at_once else self.last

    def names(self, day: date) -> bool:
        """Whether a day can be written in this era, on the day of change by the old name too."""
        return day >= SOLAR_CALENDAR and (self.holds(day) or day == self.last_named)

    def written(self, day: date) -> str:
        """A day in this era, whichever era is its own (大正15年12月25日)."""
        return f"{self.name}{year_name(self.year_of(day))}年{day.month}月{day.day}日"


@lru_cache(maxsize=1)
def eras() -> tuple[Era, ...]:
    """Every era, oldest first (resources/data/eras.toml)."""
    rows = tomllib.loads(paths.resources("data", "eras.toml").read_text("utf-8"))["era"]
    ends = [row["first"] - timedelta(days=1) for row in rows[1:]] + [None]
    return tuple(Era(last=end, **row) for row, end in zip(rows, ends, strict=True))


@lru_cache(maxsize=1)
def names() -> dict[str, Era]:
    """What an era is called: 昭和, 昭 and S. Signs such as ㍼ become these under NFKC."""
    return {word: era for era in eras() for word in (era.name, era.name[0], era.letter)}


def era_of(day: date) -> Era | None:
    """The era of a day; None before the solar calendar."""
    if day < SOLAR_CALENDAR:
        return None
    return next(era for era in reversed(eras()) if era.first <= day)


def year_name(year: int) -> str:
    """The first year of an era is 元年, never 1年."""
    return "元" if year == 1 else str(year)


def era_year(day: date) -> str:
    """令和8年; 2026年 style before the solar calendar."""
    era = era_of(day)
    return f"{era.name}{year_name(era.year_of(day))}年" if era else f"{day.year}年"


def wareki(day: date) -> str:
    """令和8年4月24日."""
    return f"{era_year(day)}{day.month}月{day.day}日"


def seireki(day: date) -> str:
    """2026年4月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def both_calendars(day: date) -> str:
    """令和8年（2026年）4月24日."""
    era = era_of(day)
    return f"{era_year(day)}（{day.year}年）{day.month}月{day.day}日" if era else seireki(day)


def short(day: date) -> str:
    """R8.4.24."""
    era = era_of(day)
    return f"{era.letter}{era.year_of(day)}.{day.month}.{day.day}" if era else f"{day.year}.{day.month}.{day.day}"


def code(day: date) -> str:
    """R080424, S400102: the birth date (生年月日) of lists for the police and the city."""
    era = era_of(day)
    return f"{era.letter}{era.year_of(day):02}{day:%m%d}" if era else f"{day:%Y%m%d}"


def weekday(day: date) -> str:
    """金."""
    return _WEEKDAYS[day.weekday()]


def with_weekday(written: str, day: date) -> str:
    """令和8年4月24日（金）: any written day followed by its weekday."""
    return f"{written}（{weekday(day)}）"


def days(first: date, last: date) -> str:
    """令和8年8月1日（土）〜8月3日（月）; one day by itself, and the year once where it is the same."""
    begins = with_weekday(wareki(first), first)
    if first == last:
        return begins
    ends = f"{last.month}月{last.day}日" if era_year(first) == era_year(last) else wareki(last)
    return f"{begins}〜{with_weekday(ends, last)}"
