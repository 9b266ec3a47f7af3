"""Periods counted in months as the Civil Code does (民法143条): up to the day before the corresponding day.

Where a month has no such day the period ends with that month: a year from 29 February ends on 28 February.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)


def after_months(day: date, months: int) -> date:
    """The corresponding day so many months later; the first of the month after where there is none."""
    count = day.year * 12 + day.month - 1 + months
    try:
        return date(count // 12, count % 12 + 1, day.day)
    except ValueError:
        count += 1
        return date(count // 12, count % 12 + 1, 1)


def last_of(first: date, months: int) -> date:
    """The last day of so many months from a day."""
    return after_months(first, months) - timedelta(days=1)


def next_period(first: date, last: date) -> tuple[date, date]:
    """The period that follows, as long again: in months, or in days where it is not whole months."""
    begins = last + timedelta(days=1)
    most = (begins.year - first.year) * 12 + begins.month - first.month
    for months in (most, most - 1):  # 29 February to 28 February is twelve, although its day after is in March
        if months > 0 and after_months(first, months) == begins:
            return begins, last_of(begins, months)
    return begins, begins + (last - first)


def last_day(until: date | None) -> date | None:
    """The last day of a half-open period, as it stands on screen and paper."""
    return until - DAY if until else None
