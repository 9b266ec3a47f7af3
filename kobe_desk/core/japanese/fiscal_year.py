"""The fiscal year (年度): twelve months, in Japan from 1 April unless the bylaws say otherwise."""

from dataclasses import dataclass
from datetime import date, timedelta

from kobe_desk.core.japanese import era

APRIL = 4


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """The year that begins in `year` on the first day of `first_month` (令和8年度 = FiscalYear(2026))."""

    year: int
    first_month: int = APRIL

    @property
    def first(self) -> date:
        return date(self.year, self.first_month, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "FiscalYear":
        return FiscalYear(self.year + 1, self.first_month)

    @property
    def previous(self) -> "FiscalYear":
        return FiscalYear(self.year - 1, self.first_month)

    @property
    def label(self) -> str:
        """令和8年度. An era that begins within the year names the next one, except 令和, which took all of 2019."""
        named = [each for each in era.eras() if each.fiscal_year <= self.year]
        if not named or self.year < era.SOLAR_CALENDAR.year:
            return f"{self.year}年度"
        return f"{named[-1].name}{era.year_name(self.year - named[-1].first.year + 1)}年度"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def fiscal_year(day: date, first_month: int = APRIL) -> FiscalYear:
    """The fiscal year a day belongs to; January to March belong to the year before."""
    return FiscalYear(day.year - (day.month < first_month), first_month)
