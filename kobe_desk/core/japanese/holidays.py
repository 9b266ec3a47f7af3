"""National holidays (国民の祝日, 振替休日, 国民の休日): as announced, else computed, and corrected where need be."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from kobe_desk.core import paths

Overrides = Mapping[date, str | None]
"""A day and its name (創立記念日), or None for a day that is no holiday after all."""


@lru_cache(maxsize=1)
def _announced() -> dict[str, Any]:
    return tomllib.loads(paths.resources("data", "holidays.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def _of_year(year: int) -> Mapping[date, str]:
    written: dict[str, str] = _announced()["years"].get(str(year), {})
    days = {date.fromisoformat(f"{year}-{day}"): name for day, name in written.items()} or _computed(year)
    changed = {row["day"]: row.get("name") for row in _announced().get("changed", ())}
    return _with(days, {day: name for day, name in changed.items() if day.year == year})


def _computed(year: int) -> dict[date, str]:
    """What the law gives for a year; its equinoxes are calculations."""
    import jpholiday  # only here: it takes a while, and the years around this one were announced

    return {holiday.date: holiday.name for holiday in jpholiday.JPHoliday().year_holidays(year)}


def _with(days: Mapping[date, str], overrides: Overrides) -> dict[date, str]:
    merged = {**days, **overrides}
    return {day: name for day, name in sorted(merged.items()) if name is not None}


def holidays_of(year: int, overrides: Overrides | None = None) -> dict[date, str]:
    """The holidays of a calendar year in order, with the association's own days on top."""
    own = {day: name for day, name in (overrides or {}).items() if day.year == year}
    return _with(_of_year(year), own)


def holiday_name(day: date, overrides: Overrides | None = None) -> str | None:
    """The holiday's name, or None for an ordinary day."""
    return holidays_of(day.year, overrides).get(day)


def is_settled(day: date) -> bool:
    """Whether the holidays around this day were compared with the official list."""
    settled: date = _announced()["settled_until"]
    return day <= settled
