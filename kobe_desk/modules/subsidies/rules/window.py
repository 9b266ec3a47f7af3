"""When applications are taken (受付期間): fixed days, days of the fiscal year, or days around today."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kobe_desk.core.japanese.fiscal_year import FiscalYear, fiscal_year

END_OF_DAY = time(23, 59)


class Rule(StrEnum):
    """How the days are said: `fixed` days, a month and day of the `fiscal_year`, or counted from `today`."""

    FIXED = "fixed"
    FISCAL_YEAR = "fiscal_year"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Opening:
    """A window on the calendar: from `opens` up to and including the moment `closes` (time in Kobe)."""

    opens: date | None
    """None where no source gives the first day."""
    closes: datetime

    @property
    def close_day(self) -> date:
        return self.closes.date()

    def has_begun(self, today: date) -> bool:
        return self.opens is None or self.opens <= today

    def has_ended(self, moment: date | datetime) -> bool:
        """A day counts as ended only when the whole day lies after the last moment."""
        if isinstance(moment, datetime):
            return moment > self.closes
        return moment > self.close_day


@dataclass(frozen=True, slots=True)
class Window:
    """A rule that gives the opening for a day."""

    rule: Rule
    opens: str
    """An ISO day, a month and day `04-10`, or the days before today, by rule."""
    closes: str
    until: time = END_OF_DAY

    def on(self, today: date, year: int | None = None) -> Opening:
        """The opening that matters today. `year` is the programme's own fiscal year, if it has one."""
        if self.rule is Rule.FIXED:
            first = date.fromisoformat(self.opens) if self.opens else None
            return self._closing(first, date.fromisoformat(self.closes))
        if self.rule is Rule.FISCAL_YEAR:
            within = FiscalYear(year) if year is not None else fiscal_year(today)
            return self._closing(day_of_year(within, self.opens), day_of_year(within, self.closes))
        return self._closing(today - timedelta(int(self.opens)), today + timedelta(int(self.closes)))

    def _closing(self, opens: date | None, closes: date) -> Opening:
        return Opening(opens, datetime.combine(closes, self.until))


def day_of_year(year: FiscalYear, month_day: str) -> date:
    """04-10 and 01-31 as days of one fiscal year; 02-29 is the last of February."""
    month, day = map(int, month_day.split("-"))
    calendar = year.year + (month < year.first_month)
    if (month, day) == (2, 29):
        return date(calendar, 3, 1) - timedelta(1)
    return date(calendar, month, day)
