"""The one source of today and now. Anything else that asks the system for the time fails a test.

Japan has had one offset and no summer time since 1952, so JST is a constant and needs no zone database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")

_fixed: list[datetime] = []


def now() -> datetime:
    """This moment, aware, in UTC: for facts (audit, payments, signatures)."""
    return _fixed[-1] if _fixed else datetime.now(UTC)


def wall() -> datetime:
    """The time on the wall in Kobe, naive: for bookings and meetings."""
    return now().astimezone(JST).replace(tzinfo=None)


def today() -> date:
    """The day in Kobe."""
    return wall().date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment (tests, and pictures that must not change from day to day)."""
    if moment.tzinfo is None:
        raise ValueError("a moment has a time zone")
    _fixed.append(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.pop()
