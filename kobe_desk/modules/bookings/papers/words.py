"""Times and days as the papers of the centre write them."""

from datetime import datetime

from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.usecases import BookingRow, clock_time

PURPOSES = {
    "welfare": "地域福祉",
    "children": "子ども・子育て",
    "seniors": "高齢者",
    "circle": "サークル",
    "meeting": "会議",
    "other": "その他",
}
"""Papers speak Japanese whatever the screen does."""


def at(moment: datetime) -> str:
    """9:00."""
    return clock_time(moment.hour * 60 + moment.minute)


def hours(row: BookingRow) -> str:
    """9:00〜12:00; an end on another day says which."""
    other = "" if row.start.date() == row.end.date() else f"{row.end.month}/{row.end.day} "
    return f"{at(row.start)}〜{other}{at(row.end)}"


def day(row: BookingRow) -> str:
    """令和8年9月9日（水）."""
    return era.with_weekday(era.wareki(row.start.date()), row.start.date())


def circled(place: int) -> str:
    """① to ⑳, then plain."""
    return chr(ord("①") + place) if place < 20 else str(place + 1)
