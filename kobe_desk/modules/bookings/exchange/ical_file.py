"""A calendar file as its events, within limits and in whatever letters it is written."""

import re
from io import BytesIO
from typing import Any

from kobe_desk.core.sheets.encoding import encoding_of
from kobe_desk.modules.bookings.exchange.ical_part import text_of
from kobe_desk.modules.bookings.usecases import FileTooLarge, NotACalendar, OldCalendar

LARGEST = 5 * 2**20
PARTS = 5_000
_OLD_TEXT = re.compile(rb"^[A-Z-]+;(?:[^:\r\n]*;)?(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE | re.MULTILINE)
"""How vCalendar 1.0 writes letters beyond ASCII, which the library does not read."""


def events_in(data: bytes) -> list[Any]:
    """Every event of every calendar in a file; those that a calendar calls off are marked as cancelled.

    Raises FileTooLarge, NotACalendar, OldCalendar.
    """
    from icalendar import Calendar  # only here: it takes a while

    if len(data) > LARGEST:
        raise FileTooLarge("file")
    text = _as_utf8(data)
    if text.upper().count(b"BEGIN:") > PARTS:
        raise FileTooLarge("file")
    if _OLD_TEXT.search(text):
        raise OldCalendar("file")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        found = [part for calendar in calendars for part in _events_of(calendar)]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise NotACalendar("file") from error
    if not calendars:
        raise NotACalendar("file")
    return found


def _events_of(calendar: Any) -> list[Any]:
    events: list[Any] = calendar.walk("VEVENT")
    if text_of(calendar, "METHOD").upper() == "CANCEL":
        for each in events:
            each["STATUS"] = "CANCELLED"
    return events


def _as_utf8(data: bytes) -> bytes:
    """A calendar is UTF-8; older programs of Japan write CP932, some of Windows UTF-16."""
    encoding = encoding_of(BytesIO(data)) if data else None
    return data.decode(encoding, "replace").encode() if encoding else data
