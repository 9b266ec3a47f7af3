"""Signs for the doors (本日のご利用): one sheet for each room and day, in type that is read from the corridor."""

from collections.abc import Sequence
from datetime import date, datetime

from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.papers.wall import closed_words, words_of
from kobe_desk.modules.bookings.rules.days import BandFact
from kobe_desk.modules.bookings.usecases import BookingRow, DayRow, WeekRow
from kobe_desk.modules.bookings.usecases.lanes import Blocks, Lane, bands_of, lanes_of, span
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import wrap
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import LEDGER, TINT

TITLE = "本日のご利用"
ROOM = Type(Face.GOTHIC_BOLD, 54)
DAY = Type(Face.GOTHIC_BOLD, 24)
PLACE = Type(Face.GOTHIC, 13)
BAND, HOURS = Type(Face.GOTHIC_BOLD, 22), Type(Face.GOTHIC, 15)
NAMES = tuple(Type(Face.GOTHIC_BOLD, size, 1.2) for size in (38, 32, 26, 21, 17, 14))
FREE = Type(Face.GOTHIC, 22, grey=0.35)
HEAD, LEFT = 46.0, 62.0
"""mm: above the bands, and beside the names."""
HIGHEST = 40.0
Use = tuple[str, str, list[str]]
"""A band (empty where times are free), its hours, and who has it."""


def door_pdf(week: WeekRow, day: date, *, made: date | None = None, sample: bool = False) -> bytes:
    """A sheet for each room that is used on a day of this week; one that says so where none is. Raises MissingGlyph.

    A joined room hangs on the doors of its parts, so that whoever comes finds the words at either.
    """
    paper = Paper(PaperFacts(TITLE, author=week.centre.label, made=made, sample=sample), LEDGER)
    (row,) = [each for each in week.days if each.day == day]
    lanes = lanes_of(week.rooms)
    blocks = Blocks(week, lanes)
    signs = [(lane, _uses(blocks, row, at)) for at, lane in enumerate(lanes)] if row.closed is None else []
    signs = [(lane, uses) for lane, uses in signs if any(lines for *_when, lines in uses)]
    if not signs:
        _head(paper, week, row, week.centre.label)
        words = closed_words(row) if row.closed is not None else "この日のご利用はありません"
        paper.sheet.within(paper.left, 118, paper.width, words, NAMES[0], "center")
    for number, (lane, uses) in enumerate(signs):
        if number:
            paper.add_sheet()
        _sign(paper, week, row, lane, uses)
    return paper.finish()


def _uses(blocks: Blocks, row: DayRow, at: int) -> list[Use]:
    """The bands of a lane with who has them; where times are free, the times of its bookings."""
    if row.bands:
        return [(band.name, hours_between(*span(row.day, band)), _names(blocks, row, band, at)) for band in row.bands]
    held = {each.id: each for band in bands_of(row) for each in _held(blocks, row, band, at)}
    return [("", hours_between(each.start, each.end), [words_of(each, each.start, each.end)]) for each in held.values()]


def _names(blocks: Blocks, row: DayRow, band: BandFact, at: int) -> list[str]:
    """Who has a lane in a band; with the hours where they are not the band's own."""
    return [words_of(each, *span(row.day, band)) for each in _held(blocks, row, band, at)]


def _held(blocks: Blocks, row: DayRow, band: BandFact, at: int) -> list[BookingRow]:
    return [
        booking
        for each in blocks.on(row.day, band)
        if each.first <= at < each.first + each.count
        for booking in each.bookings
    ]


def hours_between(start: datetime, end: datetime) -> str:
    """「9:00〜12:00」."""
    return f"{start.hour}:{start.minute:02}〜{end.hour}:{end.minute:02}"


def _head(paper: Paper, week: WeekRow, row: DayRow, room: str) -> None:
    sheet = paper.sheet
    sheet.text(paper.left, paper.top + 9, era.with_weekday(era.wareki(row.day), row.day), DAY)
    sheet.text(paper.right, paper.top + 6, week.centre.label, PLACE, "right")
    sheet.text(paper.right, paper.top + 12, TITLE, PLACE, "right")
    sheet.within(paper.left, paper.top + 35, paper.width, room, ROOM, "center")


def _sign(paper: Paper, week: WeekRow, row: DayRow, lane: Lane, uses: Sequence[Use]) -> None:
    _head(paper, week, row, lane.name)
    sheet, top = paper.sheet, paper.top + HEAD
    height = min(HIGHEST, (paper.bottom - top) / len(uses))
    for number, (band, hours, lines) in enumerate(uses):
        y, middle = top + number * height, centre_line(top + number * height, height, BAND.size)
        sheet.tint(paper.left, y, LEFT, height, TINT)
        sheet.within(paper.left + 2, middle - 4, LEFT - 4, band, BAND, "center")
        sheet.within(paper.left + 2, middle + (5 if band else 0), LEFT - 4, hours, HOURS if band else BAND, "center")
        _fill(paper, y, height, lines)
        sheet.box(paper.left, y, paper.width, height, 0.9)
    sheet.line(paper.left + LEFT, top, paper.left + LEFT, top + len(uses) * height, 0.5)


def _fill(paper: Paper, y: float, height: float, lines: Sequence[str]) -> None:
    """The names as large as their place allows; nothing is cut off."""
    sheet, x, width = paper.sheet, paper.left + LEFT + 4, paper.width - LEFT - 8
    if not lines:
        sheet.within(x, centre_line(y, height, FREE.size), width, "空き", FREE, "center")
        return
    for type in NAMES:
        wrapped = [part for line in lines for part in wrap(sheet.setter, line, type, width)]
        if len(wrapped) * type.line <= height - 4:
            break
    step = min(type.line, (height - 2) / len(wrapped))
    begin = y + (height - step * len(wrapped)) / 2
    with paper.owner(lines[0]):
        for number, line in enumerate(wrapped):
            sheet.within(x, centre_line(begin + number * step, step, type.size), width, line, type, "center")
