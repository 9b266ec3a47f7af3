"""The same day of another year."""

from datetime import date


def same_day(day: date, year: int) -> date:
    """29 February stands on the 28th in common years."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
