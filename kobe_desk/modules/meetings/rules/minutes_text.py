"""The text of minutes as it is typed: paragraphs, lists, and what was decided or is to be done.

A line that begins with 【決定】 is a decision, with 【宿題】 an action item, with ・ a point of a list; any other is a
paragraph. An action item names who and until when in brackets at its end: 【宿題】倉庫の鍵を作る（佐藤、6月30日）.
"""

import re
from dataclasses import dataclass
from datetime import date

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.day_text import read_day

DECISION, ACTION, POINT, PARAGRAPH = "decision", "action", "point", "paragraph"
MARKS = {DECISION: "【決定】", ACTION: "【宿題】", POINT: "・"}
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_CHARGE = re.compile(r"（([^（）]*)）\s*[。．]?\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the minutes without its mark."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Charge:
    """What an action line says: what, who, until when."""

    title: str
    person: str = ""
    due: date | None = None


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text; empty ones are left out."""
    return tuple(_line(each) for each in text.splitlines() if each.strip())


def _line(text: str) -> Line:
    for kind, mark in MARKS.items():
        if text.startswith(mark):
            return Line(kind, text.removeprefix(mark).strip())
    return Line(PARAGRAPH, text.strip())


def charges(text: str, meeting: date) -> tuple[Charge, ...]:
    """The action items (宿題) of a text; a day without its year is the first one after the meeting."""
    return tuple(_charge(each.text, meeting) for each in lines(text) if each.kind == ACTION)


def _charge(text: str, meeting: date) -> Charge:
    found = _CHARGE.search(text)
    if found is None:
        return Charge(text.rstrip("。"))
    person, due = "", None
    for part in re.split(r"[、,，・]\s*", found[1]):
        day = _day(part.strip(), meeting)
        due, person = (day, person) if day else (due, person or part.strip())
    return Charge(text[: found.start()].strip().rstrip("。"), person, due)


def _day(text: str, meeting: date) -> date | None:
    text = text.removesuffix("まで")
    if found := _MONTH_DAY.fullmatch(text):
        return _after(meeting, int(found[1]), int(found[2]))
    try:
        day = read_day(text)
    except UserError:
        return None
    return day if isinstance(day, date) else None


def _after(meeting: date, month: int, day: int) -> date | None:
    try:
        found = date(meeting.year, month, day)
        return found if found >= meeting else date(meeting.year + 1, month, day)
    except ValueError:
        return None
