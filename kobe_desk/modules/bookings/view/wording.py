"""Days, hours and states of a booking in the language of the screen."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _, language, n_
from kobe_desk.modules.bookings.usecases import STATE_NAMES, BookingRow, DayRow, FreeSlot, Waiting, clock_time

_ENGLISH_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
STATE_MEANINGS = {
    "confirmed": "ok",
    "provisional": "warn",
    "cancelled": "plain",
    "rejected": "plain",
    "skipped": "plain",
}


def weekday(day: date) -> str:
    return era.weekday(day) if language() == "ja" else _(_ENGLISH_WEEKDAYS[day.weekday()])


def weekday_names() -> tuple[str, ...]:
    """Monday first."""
    monday = date(2024, 1, 1)
    return tuple(weekday(monday + timedelta(at)) for at in range(7))


def day_head(day: date) -> str:
    """26日（木）."""
    return _("{day} ({weekday})").format(day=day.day, weekday=weekday(day))


def short_day(day: date) -> str:
    """11月26日（木）."""
    return _("{month}/{day} ({weekday})").format(month=day.month, day=day.day, weekday=weekday(day))


def plain_day(day: date) -> str:
    """11月26日."""
    return _("{month}/{day}").format(month=day.month, day=day.day)


def long_day(day: date) -> str:
    """令和8年11月26日（木）."""
    return era.with_weekday(era.wareki(day), day) if language() == "ja" else f"{day:%Y-%m-%d} ({weekday(day)})"


def month_words(day: date) -> str:
    """令和8年11月."""
    words = _("{month}/{year}").format(month=day.month, year=day.year)
    return f"{era.era_year(day)}{day.month}月" if language() == "ja" else words


def time_of(moment: datetime) -> str:
    return clock_time(moment.hour * 60 + moment.minute)


def hours(start: datetime, end: datetime) -> str:
    """9:00〜12:00; an end on another day says which."""
    other = "" if start.date() == end.date() else f"{short_day(end.date())} "
    return _("{start} to {end}").format(start=time_of(start), end=f"{other}{time_of(end)}")


def slot_words(slot: FreeSlot) -> str:
    """11月26日（木）9:00〜12:00・会議室A."""
    return told(slot.start, slot.end, slot.room)


def told(start: datetime, end: datetime, room: str) -> str:
    return _("{day} {hours}, {room}").format(day=short_day(start.date()), hours=hours(start, end), room=room)


def freed_words(turns: Sequence[Waiting]) -> str:
    """What became free, and who is to be told of it."""
    first = turns[0].wish
    place = told(first.start, first.end, first.room)
    words = _("{place} is free. Tell {group}, who waits for it.").format(place=place, group=first.group)
    more = len(turns) - 1
    return words if not more else f"{words}\n" + n_("and {count} more", "and {count} more", more).format(count=more)


def state(row: BookingRow) -> str:
    return _(STATE_NAMES[row.state])


def below_day(day: DayRow, today: date) -> str:
    """What stands under a day's date: closed and why, holiday, today."""
    if day.closed is not None:
        return _("closed")
    words = [_("Today")] if day.day == today else []
    return _(" · ").join([*words, *([day.holiday] if day.holiday else [])])
