"""Past years as they hang on the wall (月間予定表): rows are days, columns band × room, cells the group's name.

Looked at first: nothing is taken in before somebody has seen which room, band and group each word was read as.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.day_text import read_day
from kobe_desk.core.names import fold
from kobe_desk.core.sheets.sheet import DITTOS
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import BandFact, BookingRequest, PastBooking

NOT_A_BOOKING = re.compile(r"[\s×✕xX/／\-−―ー—・.。]*\Z|.*(?:休館|閉館|祝日|定休).*", re.DOTALL)
PEOPLE = re.compile(r"[（(]?\s*(\d{1,4})\s*(?:人|名)\s*[)）]?\s*\Z|[（(]\s*(\d{1,4})\s*[)）]\s*\Z")
MONTH_DAY = re.compile(r"(?:(\d{1,2})[/月.\-])?\s*(\d{1,2})\s*日?\s*(?:[(（].[)）])?\Z")
NO_DAY = N_("The day “{text}” cannot be read.")
DAY_MISSING = N_("There is no day in this row.")


class NotAMatrix(UserError):
    text = N_("This table has no columns with a room and a time of day. Choose another sheet.")


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A column that was read as a room at a time of day."""

    column: int
    room: str
    band: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A use as the table tells it."""

    line: int
    column: int
    day: date
    room: str
    band: str
    group: str
    people: int


@dataclass(frozen=True, slots=True)
class MatrixProblem:
    """A line that cannot be read, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table as it was read."""

    columns: tuple[MatrixColumn, ...]
    cells: tuple[MatrixCell, ...]
    problems: tuple[MatrixProblem, ...]

    @property
    def rooms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.room for each in self.columns))

    @property
    def groups(self) -> tuple[str, ...]:
        """Every name that stands in the table, once for each spelling."""
        return tuple(dict.fromkeys(each.group for each in self.cells))


def read_matrix(
    lines: Iterable[tuple[int, Sequence[str]]], rooms: Sequence[str], bands: Sequence[str], month: date
) -> Matrix:
    """Read a table given line by line (number, cells); `month` is what its days belong to where they do not say.

    Rooms and bands stand above their columns, in one line or two; a room that stands once counts for the columns to
    its right. Raises NotAMatrix.
    """
    listed = [(line, list(cells)) for line, cells in lines]
    columns, first = _columns(listed, rooms, bands)
    cells: list[MatrixCell] = []
    problems: list[MatrixProblem] = []
    before, above = month, [""] * len(columns)
    for line, row in listed[first:]:
        text = _squeezed(row[0]) if row else ""
        day = _day(text, before) if text else None
        if day is None:
            if any(NOT_A_BOOKING.match(cell) is None for cell in row[1:]):
                problems.append(MatrixProblem(line, _(NO_DAY).format(text=text) if text else _(DAY_MISSING)))
            continue
        before, above = day, _said(row, columns, above)
        cells += _cells(line, above, day, columns)
    return Matrix(columns, tuple(cells), tuple(problems))


def _columns(
    listed: Sequence[tuple[int, Sequence[str]]], rooms: Sequence[str], bands: Sequence[str]
) -> tuple[tuple[MatrixColumn, ...], int]:
    """What each column is, and the number of lines above the first day."""
    room_of: dict[int, str] = {}
    band_of: dict[int, str] = {}
    for at, (_line, row) in enumerate(listed[:12]):
        room_of |= _named(row, rooms)
        band_of |= _named(row, bands)
        both = room_of and band_of
        below = listed[at + 1][1] if at + 1 < len(listed) else ()
        if both and not _named(below, rooms) and not _named(below, bands):
            width = max(len(cells) for _, cells in listed)
            return _paired(_to_the_right(room_of, width), _to_the_right(band_of, width), width), at + 1
    raise NotAMatrix("sheet")


def _named(row: Sequence[str], names: Sequence[str]) -> dict[int, str]:
    """Which columns of a line hold one of these names, whatever stands around it."""
    folded = sorted(((fold(name), name) for name in names), key=lambda each: -len(each[0]))
    found = {}
    for column, cell in enumerate(row):
        text = fold(cell)
        name = next((name for short, name in folded if short and short in text), None)
        if name is not None and column:
            found[column] = name
    return found


def _to_the_right(names: Mapping[int, str], width: int) -> dict[int, str]:
    """Merged cells hold their text once: it counts up to the next one."""
    filled, last = {}, ""
    for column in range(width):
        last = names.get(column, last)
        if last:
            filled[column] = last
    return filled


def _paired(rooms: Mapping[int, str], bands: Mapping[int, str], width: int) -> tuple[MatrixColumn, ...]:
    both = [column for column in range(1, width) if column in rooms and column in bands]
    return tuple(MatrixColumn(column, rooms[column], bands[column]) for column in both)


def _said(row: Sequence[str], columns: Sequence[MatrixColumn], above: Sequence[str]) -> list[str]:
    """What each room's cell says; 〃 says what the one above says."""
    texts = (row[each.column].strip() if each.column < len(row) else "" for each in columns)
    return [over or text if text in DITTOS else text for text, over in zip(texts, above, strict=True)]


def _cells(line: int, texts: Sequence[str], day: date, columns: Sequence[MatrixColumn]) -> Iterable[MatrixCell]:
    for each, text in zip(columns, texts, strict=True):
        if NOT_A_BOOKING.match(text):
            continue
        group, people = _group(text)
        yield MatrixCell(line, each.column, day, each.room, each.band, group, people)


def _group(text: str) -> tuple[str, int]:
    """The group's name and the people behind it (コーラス 12名)."""
    match = PEOPLE.search(text)
    if match is None:
        return " ".join(text.split()), 0
    return " ".join(text[: match.start()].split()), int(match[1] or match[2])


def _squeezed(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _day(text: str, before: date) -> date | None:
    """A day in full, or the day of a month: the month of the row before, or the next one when the days begin anew."""
    match = MONTH_DAY.match(text)
    try:
        if match is None:
            found = read_day(text)
            return found if isinstance(found, date) else None
        month = int(match[1]) if match[1] else before.month
        year = before.year + (month < before.month)
        if match[1] is None and int(match[2]) < before.day:
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
        return date(year, month, int(match[2]))
    except (ValueError, UserError):
        return None


def past_of(
    matrix: Matrix, rooms: Mapping[str, UUID], groups: Mapping[str, UUID], bands_on: Mapping[date, Sequence[BandFact]]
) -> tuple[tuple[PastBooking, ...], tuple[MatrixProblem, ...]]:
    """The uses as bookings, once every room and group was agreed on; what has no band on its day is told."""
    found, problems = [], []
    for cell in matrix.cells:
        band = next((each for each in bands_on.get(cell.day, ()) if each.name == cell.band), None)
        if band is None or cell.room not in rooms or cell.group not in groups:
            problems.append(MatrixProblem(cell.line, f"{cell.day:%m/%d} {cell.band} {cell.room} {cell.group}"))
            continue
        midnight = datetime.combine(cell.day, time())
        start, end = midnight + timedelta(minutes=band.starts), midnight + timedelta(minutes=band.ends)
        request = BookingRequest(rooms[cell.room], groups[cell.group], start, end, adults=cell.people)
        came = (cell.people, 0, 0) if cell.people else None
        found.append(PastBooking(request, came, line=cell.line))
    return tuple(found), tuple(problems)
