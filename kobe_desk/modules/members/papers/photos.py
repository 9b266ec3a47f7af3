"""行事の写真: six photos on a sheet, with caption and day, as reports ask for them (実績報告の写真)."""

from kobe_desk.core.japanese import era
from kobe_desk.modules.members.papers.heads import draw_list_head
from kobe_desk.modules.members.usecases.event_photos import PhotoSheet, SheetPhoto
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.styles import LIST, LIST_CELL

ACROSS, DOWN = 2, 3
GAP, WORDS = 6.0, 13.0
"""Between two photos, and the height of a photo's words; mm."""
_BELOW_HEAD = 20.0


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
    day = era.with_weekday(era.wareki(sheet.start.date()), sheet.start.date())
    right = "　".join(filter(None, (day, sheet.place)))
    draw_list_head(flow, f"行事の写真　{sheet.title}", sheet.association, right, tag="")


def _draw(paper: Paper, at: int, photo: SheetPhoto) -> None:
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
