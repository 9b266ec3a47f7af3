"""What the sample association is made of, read from resources/sample; its days follow the clock."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from kobe_desk.core import clock, paths
from kobe_desk.core.japanese.fiscal_year import FiscalYear, fiscal_year

_SUNDAY = 6


@cache
def written() -> dict[str, Any]:
    """sample.toml as it stands."""
    return tomllib.loads(paths.resources("sample", "sample.toml").read_text(encoding="utf-8"))


@cache
def meetings_written() -> dict[str, Any]:
    """meetings.toml as it stands."""
    return tomllib.loads(paths.resources("sample", "meetings.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the sample as of today: this fiscal year, and the general meeting in its April (通常総会)."""

    today: date
    year: FiscalYear

    @classmethod
    def now(cls) -> "Days":
        today = clock.today()
        return cls(today, fiscal_year(today))

    @property
    def meeting(self) -> date:
        """The third Sunday of April, or today when that is still to come: the meeting has always been held."""
        return min(self.general(self.year), self.today)

    @staticmethod
    def general(year: FiscalYear) -> date:
        """The third Sunday of April."""
        first_sunday = year.first + timedelta((_SUNDAY - year.first.weekday()) % 7)
        return first_sunday + timedelta(weeks=2)

    @property
    def adopted(self) -> date:
        """When the minutes were adopted: a week later, or today."""
        return min(self.meeting + timedelta(weeks=1), self.today)

    def of(self, month_day: str, year: FiscalYear) -> date:
        """A month and day of a fiscal year."""
        month, day = map(int, month_day.split("-"))
        return date(year.year + (month < year.first_month), month, day)

    def words(self, text: str) -> str:
        """A text with this year's and last year's name in it (令和8年度)."""
        return text.format(year=self.year.label, last=self.year.previous.label)
