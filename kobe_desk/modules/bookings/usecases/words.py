"""How days, times and numbers of bookings are said."""

from datetime import date, datetime
from functools import lru_cache

from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _

SHORT_DAY = N_("{month}/{day} ({weekday})")


def short_day(day: date) -> str:
    """4月14日(火)."""
    return _(SHORT_DAY).format(month=day.month, day=day.day, weekday=era.weekday(day))


def clock(moment: datetime) -> str:
    """9:00."""
    return f"{moment.hour}:{moment.minute:02}"


def number_label(year: int, number: int) -> str:
    """R8-0012: a number of a fiscal year that begins in April or later of `year`."""
    return f"{number_prefix(year)}{number:04}"


@lru_cache(maxsize=256)
def number_prefix(year: int) -> str:
    """R8-."""
    return f"{era.short(date(year, 4, 1)).partition('.')[0]}-"
