"""Time as rooms are held: half-open, buffers included, cut at midnight."""

from collections.abc import Iterator
from datetime import datetime, timedelta

DAY_MINUTES = 24 * 60


def pieces(start: str, end: str, before: int, after: int) -> Iterator[tuple[str, str]]:
    """What a booking holds of each day, given and told as the database writes times (2026-04-13T09:00)."""
    if not before and not after and start[:10] == end[:10]:
        yield start, end  # nearly every booking
        return
    at = datetime.fromisoformat(start) - timedelta(minutes=before)
    last = datetime.fromisoformat(end) + timedelta(minutes=after)
    while at < last:
        midnight = (at + timedelta(days=1)).replace(hour=0, minute=0)
        yield at.isoformat(timespec="minutes"), min(midnight, last).isoformat(timespec="minutes")
        at = midnight


def clock_time(minutes: int) -> str:
    """9:00, 24:00."""
    return f"{minutes // 60}:{minutes % 60:02}"


def minute_of(moment: datetime, day_end: bool = False) -> int:
    """Minutes after midnight; the end of a span at midnight is 1440."""
    minutes = moment.hour * 60 + moment.minute
    return DAY_MINUTES if day_end and not minutes else minutes
