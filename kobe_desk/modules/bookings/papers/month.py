"""The month for the wall (施設予約表) on A3: dates down, bands and the parts of rooms across."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.papers.wall import (
    CLEAR,
    DARK,
    NAME,
    NOT_OFFERED,
    closed_words,
    draw_block,
    draw_closed,
    draw_fitted,
    draw_signs,
    shade_of,
    words_of,
)
from kobe_desk.modules.bookings.usecases import DayRow, WeekRow
from kobe_desk.modules.bookings.usecases.lanes import (
    Blocks,
    Lane,
    band_names,
    band_on,
    hours_of,
    lanes_of,
    span,
)
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import LIST_CELL, LIST_TITLE, WALL

DATE, HEAD_HEIGHT, BEGIN = 38.0, 15.0, 19.0
NARROWEST = 15.0
"""mm: the width of a column; bands that would make it narrower go on another sheet."""
TITLE = "施設予約表"
_BAND = Type(Face.GOTHIC_BOLD, 12, 1.3, grey=CLEAR)
_ROOM = Type(Face.GOTHIC, 9.5, 1.3, grey=CLEAR)
_DAY = Type(Face.GOTHIC_BOLD, 14, 1.2)


def month_pdf(month: WeekRow, *, made: date | None = None, sample: bool = False) -> bytes:
    """A month on A3 lying down; bands that do not fit go on the next sheet. Raises MissingGlyph."""
    first = month.days[0].day
    facts = PaperFacts(f"{TITLE} {first.year}年{first.month}月", author=month.centre.label, made=made, sample=sample)
    paper = Paper(facts, WALL)
    lanes, bands = lanes_of(month.rooms), band_names(month.days)
    blocks = Blocks(month, lanes)
    each = max(1, int((paper.width - DATE) // (NARROWEST * max(1, len(lanes)))))
    for start in range(0, max(1, len(bands)), each):
        if start:
            paper.add_sheet()
        _Page(paper, month, lanes, bands[start : start + each], blocks).draw()
    return paper.finish()


class _Page:
    """One sheet of the month."""

    def __init__(
        self, paper: Paper, month: WeekRow, lanes: Sequence[Lane], bands: Sequence[str], blocks: Blocks
    ) -> None:
        self.paper, self.month, self.lanes, self.bands, self.blocks = paper, month, lanes, bands, blocks
        self.left, self.top = paper.left, paper.top + BEGIN
        self.body = self.top + HEAD_HEIGHT
        self.row = (paper.bottom - self.body) / len(month.days)
        self.width = (paper.width - DATE) / max(1, len(lanes) * len(bands))

    def draw(self) -> None:
        self._title()
        self._heads()
        for number, day in enumerate(self.month.days):
            self._day(self.body + number * self.row, day)
        self._lines()

    def _title(self) -> None:
        sheet, paper, first = self.paper.sheet, self.paper, self.month.days[0].day
        centre = self.month.centre
        width = sheet.text(self.left, paper.top + 13, f"{first.month}月", Type(Face.GOTHIC_BOLD, 36))
        x = self.left + width + 10
        sheet.text(x, paper.top + 5, f"{era.era_year(first)}（{first.year}年）", LIST_CELL.at(12))
        sheet.text(x, paper.top + 13, TITLE, LIST_TITLE)
        draw_signs(sheet, x + 52, paper.top + 9.4)
        sheet.text(paper.right, paper.top + 5, centre.label, LIST_CELL.at(12), "right")
        if centre.phone:
            sheet.text(paper.right, paper.top + 13, f"申込み　電話 {centre.phone}", LIST_CELL.at(11), "right")

    def _heads(self) -> None:
        sheet = self.paper.sheet
        sheet.tint(self.left, self.top, self.paper.width, HEAD_HEIGHT, DARK)
        sheet.middle(self.left + DATE / 2, self.top, HEAD_HEIGHT, "日付", _BAND, "center")
        for number, name in enumerate(self.bands):
            x = self._x(number, 0)
            words = f"{name}　{hours_of(self.month.days, name)}"
            width = self.width * len(self.lanes)
            sheet.within(x + 1, centre_line(self.top, 8, _BAND.size), width - 2, words, _BAND, "center")
            for place, lane in enumerate(self.lanes):
                x = self._x(number, place) + 0.6
                draw_fitted(sheet, x, self.top + 7.4, self.width - 1.2, 7.4, [lane.name], _ROOM, "center")

    def _x(self, band: int, lane: int) -> float:
        return self.left + DATE + (band * len(self.lanes) + lane) * self.width

    def _day(self, y: float, day: DayRow) -> None:
        sheet = self.paper.sheet
        sheet.tint(self.left, y, DATE, self.row, shade_of(day))
        baseline = centre_line(y, self.row, _DAY.size)
        sheet.text(self.left + 9, baseline, str(day.day.day), _DAY, "right")
        sheet.text(self.left + 11, baseline, era.weekday(day.day), _DAY.at(12))
        if day.holiday:
            sheet.within(self.left + 17.5, baseline, DATE - 18.5, day.holiday, NAME.at(9))
        if day.closed is not None:
            draw_closed(sheet, self.left + DATE, y, self.paper.width - DATE, self.row, closed_words(day))
            return
        for number, name in enumerate(self.bands):
            self._cell(number, y, day, name)

    def _cell(self, number: int, y: float, day: DayRow, name: str) -> None:
        sheet, band, x = self.paper.sheet, band_on(day, name), self._x(number, 0)
        if band is None:
            sheet.tint(x, y, self.width * len(self.lanes), self.row, NOT_OFFERED)
            return
        start, end = span(day.day, band)
        gone_on: set[int] = set()
        for block in self.blocks.on(day.day, band):
            left = x + block.first * self.width
            words = "／".join(words_of(each, start, end) for each in block.bookings)
            with self.paper.owner(block.bookings[0].title):
                draw_block(sheet, left, y, block.count * self.width, self.row, [words], block.maybe)
            gone_on |= set(range(block.first + 1, block.first + block.count))
        for lane in range(1, len(self.lanes)):
            if lane not in gone_on:
                sheet.line(x + lane * self.width, y, x + lane * self.width, y + self.row, 0.35, 0.35)

    def _lines(self) -> None:
        sheet, right = self.paper.sheet, self.paper.right
        for number, day in enumerate(self.month.days):
            y = self.body + (number + 1) * self.row
            sheet.line(self.left, y, right, y, 1.1 if day.day.weekday() == 6 else 0.35)
        for band in range(len(self.bands)):
            x = self._x(band, 0)
            sheet.line(x, self.top, x, self.paper.bottom, 0.9)
        sheet.box(self.left, self.top, self.paper.width, self.paper.bottom - self.top, 0.9)
