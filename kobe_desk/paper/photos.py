"""写真: six photos on a sheet, with caption and day, as reports ask for them (実績報告の写真)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from kobe_desk.core.japanese import era
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_TITLE

ACROSS, DOWN = 2, 3
GAP, WORDS = 6.0, 13.0
"""Between two photos, and the height of a photo's words; mm."""
_BELOW_HEAD = 20.0


class OnePhoto(Protocol):
    """A JPEG with what stands below it."""

    @property
    def data(self) -> bytes: ...
    @property
    def caption(self) -> str: ...
    @property
    def taken(self) -> date | None: ...


class PhotoSheet(Protocol):
    """What the photos are of, whose they are, and the photos."""

    @property
    def title(self) -> str: ...
    @property
    def start(self) -> datetime: ...
    @property
    def end(self) -> datetime: ...
    @property
    def place(self) -> str: ...
    @property
    def association(self) -> str: ...
    @property
    def sample(self) -> bool: ...
    @property
    def photos(self) -> Sequence[OnePhoto]: ...


def photo_sheet_pdf(sheet: PhotoSheet) -> bytes:
    """The photos of one event on paper; one sheet that says so where there is none. Raises MissingGlyph."""
    paper = Paper(PaperFacts("行事の写真", author=sheet.association, sample=sheet.sample), LIST)
    flow = Flow(paper)
    _head(flow, sheet)
    if not sheet.photos:
        flow.text("写真はありません。", LIST_CELL)
    for at, photo in enumerate(sheet.photos):
        if at and at % (ACROSS * DOWN) == 0:
            paper.add_sheet()
            _head(flow, sheet)
        _draw(paper, at, photo)
    return paper.finish()


def _head(flow: Flow, sheet: PhotoSheet) -> None:
    day = era.days(sheet.start.date(), (sheet.end - timedelta(microseconds=1)).date())
    right = "　".join(filter(None, (day, sheet.place)))
    page, y, small = flow.sheet, flow.paper.top, LIST_CELL.at(9.5)
    title = f"行事の写真　{sheet.title}"
    page.within(flow.left, centre_line(y, 9, LIST_TITLE.size), flow.width, title, LIST_TITLE)
    line = centre_line(y + 9, 6, small.size)
    used = page.text(flow.right, line, right, small, "right")
    page.within(flow.left, line, flow.width - used - 3, sheet.association, small)
    page.line(flow.left, y + 16, flow.right, y + 16, 0.6)
    flow.y = y + 19


def _draw(paper: Paper, at: int, photo: OnePhoto) -> None:
    column, row = at % ACROSS, at // ACROSS % DOWN
    width = (paper.width - GAP * (ACROSS - 1)) / ACROSS
    whole = (paper.bottom - paper.top - _BELOW_HEAD - GAP * (DOWN - 1)) / DOWN
    height = whole - WORDS
    x, y = paper.left + column * (width + GAP), paper.top + _BELOW_HEAD + row * (whole + GAP)
    paper.image(photo.data, x, y, width, height)
    paper.sheet.box(x, y, width, height, 0.35, 0.6)
    first, second = y + height + 1, y + height + 6.5
    taken = era.wareki(photo.taken) if photo.taken else ""
    caption = f"{at + 1}　{photo.caption}" if photo.caption else f"{at + 1}"
    paper.sheet.within(x, centre_line(first, 5.5, LIST_CELL.size), width, caption, LIST_CELL.at(10))
    paper.sheet.within(x, centre_line(second, 5.5, LIST_CELL.size), width, taken, LIST_CELL.at(9))
