"""The week for the wall (週間予約表): days across, bands and the parts of rooms down."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.papers.wall import (
    CLEAR,
    DARK,
    HEAD,
    NAME,
    NOT_OFFERED,
    closed_words,
    day_words,
    draw_block,
    draw_closed,
    draw_fitted,
    draw_signs,
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
from kobe_desk.paper.sheet import Sheet, Type, centre_line
from kobe_desk.paper.styles import LEDGER, LIST_CELL, LIST_TITLE, TINT

BAND, ROOM, HEAD_HEIGHT = 17.0, 25.0, 11.0
BEGIN = 19.0
"""mm from the top margin to the table."""
LOWEST, HIGHEST = 6.5, 14.0
"""mm: the height of a row."""
TITLE = "週間予約表"


def week_pdf(week: WeekRow, *, made: date | None = None, sample: bool = False) -> bytes:
    """The week on A4 lying down; bands that do not fit go on the next sheet. Raises MissingGlyph."""
    paper = Paper(PaperFacts(TITLE, author=week.centre.label, made=made, sample=sample), LEDGER)
    lanes, bands = lanes_of(week.rooms), band_names(week.days)
    each = max(1, int((paper.bottom - paper.top - BEGIN - HEAD_HEIGHT) // (LOWEST * max(1, len(lanes)))))
    for start in range(0, max(1, len(bands)), each):
        if start:
            paper.add_sheet()
        _Page(paper, week, lanes, bands[start : start + each]).draw()
    return paper.finish()


class _Page:
    """One sheet of the week."""

    def __init__(self, paper: Paper, week: WeekRow, lanes: Sequence[Lane], bands: Sequence[str]) -> None:
        self.paper, self.week, self.lanes, self.bands = paper, week, lanes, bands
        self.left, self.top = paper.left, paper.top + BEGIN
        self.width = (paper.width - BAND - ROOM) / max(1, len(week.days))
        self.blocks = Blocks(week, lanes)
        rows = max(1, len(lanes) * len(bands))
        self.row = min(HIGHEST, (paper.bottom - self.top - HEAD_HEIGHT) / rows)
        self.body = self.top + HEAD_HEIGHT
        self.end = self.body + rows * self.row

    def draw(self) -> None:
        self._title()
        self._heads()
        for number, day in enumerate(self.week.days):
            self._day(self.left + BAND + ROOM + number * self.width, day)
        self._lines()

    def _title(self) -> None:
        sheet, week, paper = self.paper.sheet, self.week, self.paper
        first, last = week.days[0].day, week.days[-1].day
        width = sheet.text(self.left, paper.top + 6, TITLE, LIST_TITLE)
        days = f"{era.with_weekday(era.wareki(first), first)}〜{era.with_weekday(f'{last.month}月{last.day}日', last)}"
        sheet.text(self.left + width + 10, paper.top + 6, days, LIST_TITLE.at(13))
        sheet.text(paper.right, paper.top + 6, week.centre.label, LIST_CELL.at(11), "right")
        draw_signs(sheet, self.left, paper.top + 11)
        if week.centre.phone:
            sheet.text(paper.right, paper.top + 14.2, f"予約の申込み　{week.centre.phone}", LIST_CELL, "right")

    def _heads(self) -> None:
        sheet, y = self.paper.sheet, self.top
        sheet.tint(self.left, y, self.paper.width, HEAD_HEIGHT, DARK)
        sheet.middle(self.left + (BAND + ROOM) / 2, y, HEAD_HEIGHT, "時間帯・部屋", NAME_CLEAR, "center")
        for number, day in enumerate(self.week.days):
            x = self.left + BAND + ROOM + number * self.width
            if day.holiday or day.day.weekday() == 6:
                sheet.tint(x, y, self.width, HEAD_HEIGHT, 0.0)
            height = 6.4 if day.holiday else HEAD_HEIGHT
            sheet.middle(x + self.width / 2, y, height, day_words(day.day), HEAD, "center")
            baseline = centre_line(y + 5.8, 4.4, NAME_CLEAR.size)
            sheet.within(x + 1, baseline, self.width - 2, day.holiday or "", NAME_CLEAR, "center")
        for number, name in enumerate(self.bands):
            self._band(sheet, self.body + number * len(self.lanes) * self.row, name)

    def _band(self, sheet: Sheet, y: float, name: str) -> None:
        height = len(self.lanes) * self.row
        sheet.tint(self.left, y, BAND, height, TINT)
        middle = centre_line(y, height, 11)
        sheet.within(self.left + 0.8, middle - 1.6, BAND - 1.6, name, Type(Face.GOTHIC_BOLD, 11), "center")
        hours = hours_of(self.week.days, name)
        sheet.within(self.left + 0.8, middle + 3.4, BAND - 1.6, hours, NAME.at(9), "center")
        for number, lane in enumerate(self.lanes):
            top = y + number * self.row
            draw_fitted(sheet, self.left + BAND + 1.4, top, ROOM - 2.4, self.row, [lane.name], NAME)

    def _day(self, x: float, day: DayRow) -> None:
        if day.closed is not None:
            draw_closed(self.paper.sheet, x, self.body, self.width, self.end - self.body, closed_words(day))
            return
        for number, name in enumerate(self.bands):
            self._cell(x, self.body + number * len(self.lanes) * self.row, day, name)

    def _cell(self, x: float, y: float, day: DayRow, name: str) -> None:
        sheet, band = self.paper.sheet, band_on(day, name)
        if band is None:
            sheet.tint(x, y, self.width, len(self.lanes) * self.row, NOT_OFFERED)
            return
        start, end = span(day.day, band)
        for block in self.blocks.on(day.day, band):
            top, height = y + block.first * self.row, block.count * self.row
            with self.paper.owner(block.bookings[0].title):
                lines = [words_of(each, start, end) for each in block.bookings]
                draw_block(sheet, x, top, self.width, height, lines, block.maybe)
            for line in range(1, block.count):
                sheet.line(x, top + line * self.row, x + 1.0, top + line * self.row, 0.35)

    def _lines(self) -> None:
        sheet, right = self.paper.sheet, self.left + self.paper.width
        for row in range(1, len(self.lanes) * len(self.bands)):
            y = self.body + row * self.row
            whole = row % len(self.lanes) == 0
            self._across(y, row, 0.9 if whole else 0.35)
            sheet.line(self.left + (0 if whole else BAND), y, self.left + BAND + ROOM, y, 0.9 if whole else 0.35)
        sheet.line(self.left + BAND, self.body, self.left + BAND, self.end, 0.5)
        for x in (self.left + BAND + ROOM + n * self.width for n in range(len(self.week.days))):
            sheet.line(x, self.top, x, self.end, 0.5)
        sheet.box(self.left, self.top, right - self.left, self.end - self.top, 0.9)

    def _across(self, y: float, row: int, pen: float) -> None:
        """The line above a row, left out where a joined room goes on or the day is closed."""
        band, lane = divmod(row, max(1, len(self.lanes)))
        for number, day in enumerate(self.week.days):
            x = self.left + BAND + ROOM + number * self.width
            if day.closed is None and not (lane and self._joined(day, self.bands[band], lane)):
                self.paper.sheet.line(x, y, x + self.width, y, pen)

    def _joined(self, day: DayRow, name: str, lane: int) -> bool:
        band = band_on(day, name)
        blocks = self.blocks.on(day.day, band) if band else ()
        return any(block.first < lane < block.first + block.count for block in blocks)


NAME_CLEAR = Type(NAME.face, NAME.size, NAME.leading, grey=CLEAR)
