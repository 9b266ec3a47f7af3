"""From when to when a booking may be asked for (申込期間).

Such as 「利用月の2か月前の1日から、休館日なら翌開館日、利用日の4日前まで」.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kobe_desk.modules.bookings.rules.days import SATURDAY, Calendar, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Period):
    """The application window of a tier; an empty tier is for everybody without one of their own."""

    tier: str = ""
    months_before: int
    day: int = 1
    opens_at: int = 0
    moves: bool = True
    weekends_move: bool = False
    days_before: int = 0
    way: str = "first"
    round_days: int = 0

    def opens(self, use: date, calendar: Calendar) -> datetime:
        """When applications for a day of use begin."""
        day = day_of_month(months_on(use.replace(day=1), -self.months_before), self.day)
        if self.moves:
            day = _next(day, lambda each: self._is_open(each, calendar))
        return datetime.combine(day, time()) + timedelta(minutes=self.opens_at)

    def _is_open(self, day: date, calendar: Calendar) -> bool:
        return calendar.closed(day) is None and not (self.weekends_move and day.weekday() >= SATURDAY)

    def closes(self, use: date) -> date:
        """The last day on which a day of use may be asked for."""
        return use - timedelta(days=self.days_before)

    def draws_on(self, use: date, calendar: Calendar) -> date | None:
        """The last day of applications for the draw; None where the first comes first (先着)."""
        if self.way != "draw":
            return None
        return (self.opens(use, calendar) + timedelta(days=max(0, self.round_days - 1))).date()

    def last_use(self, now: datetime, calendar: Calendar) -> date:
        """The last day of use that may be asked for now: bookings of a series beyond it are not made."""
        month = months_on(now.date().replace(day=1), self.months_before)
        if self.opens(month, calendar) > now:
            month = months_on(month, -1)
        return day_of_month(month, 31)


def window_for(windows: Iterable[Window], tier: str, use: date) -> Window | None:
    """The window of a tier for a day of use: its own, else the one for everybody."""
    valid = [each for each in windows if each.holds(use) and each.tier in ("", tier)]
    return max(valid, key=lambda each: (bool(each.tier), each.since), default=None)


def months_on(first: date, months: int) -> date:
    """The first day of a month so many months later."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def day_of_month(month: date, day: int) -> date:
    """A day of a month; the last one when the month is shorter."""
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def _next(day: date, fits: Callable[[date], bool]) -> date:
    for ahead in range(400):
        if fits(day + timedelta(ahead)):
            return day + timedelta(ahead)
    return day
