"""The 議案書: cover, contents and order of the meeting, what is proposed, and all papers of it, numbered through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import ceil, cos, pi, sin

import pypdfium2

from kobe_desk.core.progress import Report
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings.papers import words
from kobe_desk.modules.meetings.papers.numbering import Numbers, numbered
from kobe_desk.modules.meetings.usecases import MeetingRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.lines import wrap
from kobe_desk.paper.pdfium import alone
from kobe_desk.paper.sheet import MM, Sheet, Type, centre_line
from kobe_desk.paper.styles import BODY, CELL, Format
from kobe_desk.paper.table import Column, Table, draw_table

_ROW = 9.6
_BARE = Format(210, 297, 25, 20, 20, 20, footer=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """A paper to be bound in: its title and its PDF; `label` is the point it belongs to (第1号議案)."""

    label: str
    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents; `page` counts from the first page after the contents."""

    label: str
    title: str
    page: int


def book_pdf(row: MeetingRow, house: Profile, papers: tuple[Bound, ...], today: date, report: Report) -> bytes:
    """Cover, 目次, 次第, proposals, then every paper in order; page numbers run through. Raises MissingGlyph."""
    proposals, marks = _proposals(row, house, today)
    body = [proposals, *(each.data for each in papers)]
    lines = [*marks]
    page = _pages(proposals) + 1
    for each in papers:
        lines.append(Line("資料", f"{each.title}（{each.label}）" if each.label else each.title, page))
        page += _pages(each.data)
    return bind(front_of(row, house, lines, today, page - 1), body, report)


def _proposals(row: MeetingRow, house: Profile, today: date) -> tuple[bytes, list[Line]]:
    """次第 and the text of every motion and report, and on which page each begins."""
    paper = Paper(PaperFacts(f"{row.title}議案書", author=house.name, made=today, sample=house.sample), _BARE)
    flow = Flow(paper)
    lines = [Line("", _order_name(row), 1)]
    _order(flow, row)
    for item in row.items:
        if item.kind not in ("motion", "report"):
            continue
        flow.gap(8)
        flow.need(46)
        lines.append(Line(item.label, item.title, len(paper.sheets)))
        motion = item.kind == "motion"
        who = "提案者" if motion else "説明者"
        flow.heading(item.label, CELL, f"{who}　{item.presenter}" if item.presenter else "", keep=30)
        flow.text(item.title, BODY.at(14))
        flow.gap(3)
        with paper.owner(item.title):
            flow.paragraph(item.proposal.strip() or f"別紙資料のとおり{'提案' if motion else '報告'}します。", BODY)
    return paper.finish(), lines


def _order_name(row: MeetingRow) -> str:
    return f"{words.apart(row.title)[1]}次第"


def _order(flow: Flow, row: MeetingRow) -> None:
    flow.sheet.tracked(105 + 2.5, flow.y + 8, _order_name(row), Type(Face.MINCHO, 15), 8, "center")
    flow.y += 16
    columns = (Column("時刻", 24, "center"), Column("次第", flow.width - 64), Column("担当", 40, "center"))
    rows = [(f"{each.at:%H:%M}" if _timed(row) else "", f"{'　' * each.depth}{each.heading}", each.presenter)
            for each in row.items]  # fmt: skip
    draw_table(flow, Table(columns, empty="議題はまだありません。"), rows)


def _timed(row: MeetingRow) -> bool:
    return any(each.planned for each in row.items)


def front_of(row: MeetingRow, house: Profile, lines: list[Line], today: date, pages: int) -> Numbers:
    """Cover and contents, which carry no page number, and the numbers of so many pages."""
    paper = Paper(PaperFacts(f"{row.title}議案書", author=house.name, made=today, sample=house.sample), _BARE)
    _cover(paper, row, house)
    paper.add_sheet()
    flow = Flow(paper, lambda flow: _contents_head(flow, "目次（続き）"))
    _contents_head(flow, "目次")
    for line in lines:
        _contents_line(flow, line)
    numbers = tuple(paper.setter.line(f"－ {number} －", Face.GOTHIC) for number in range(1, pages + 1))
    return Numbers(paper.finish(), numbers, paper.facts.title, house.name)


def _cover(paper: Paper, row: MeetingRow, house: Profile) -> None:
    sheet, middle = paper.sheet, 105.0
    year, rest = words.apart(row.title)
    if year:
        sheet.tracked(middle, 64, year, Type(Face.MINCHO, 16), 4, "center")
    sheet.line(53, 76, 157, 76, 0.6)
    title = f"{rest}議案書"
    size = min(26.0, 100 / max(len(title), 1) * MM * 0.92)
    sheet.tracked(middle + 1, 97, title, Type(Face.MINCHO, size), size * 0.16, "center")
    sheet.line(53, 110, 157, 110, 0.6)
    for y, label, value in ((132, "日時", f"{words.day(row.starts)}{words.short_clock(row.starts)}"),
                            (141, "場所", row.place)):  # fmt: skip
        if value:
            sheet.spread(55, y, 16, label, CELL)
            for number, line in enumerate(wrap(paper.setter, value, CELL, 82)):
                sheet.text(79, y + number * CELL.line, line, CELL)
    sheet.tracked(middle, 187, house.name, Type(Face.MINCHO, 17), 3, "center")
    sheet.text(middle, 203, "当日はこの議案書をお持ちください。", Type(Face.GOTHIC, 10), "center")
    sheet.line(0, 235, 210, 235, 0.6)
    _waves(sheet, 235, 297)


def _waves(sheet: Sheet, top: float, bottom: float, radius: float = 9.0) -> None:
    """青海波 in grey: circles on staggered rows, each row hiding the lower half of the one above."""
    rows = ceil((bottom - top) / (radius / 2)) + 2
    for number in range(rows):
        y = top + radius / 2 * number + radius
        shift = radius if number % 2 else 0.0
        for place in range(-1, ceil(sheet.width / (2 * radius)) + 1):
            x = place * 2 * radius + shift + radius / 2
            for ring in (1.0, 0.72, 0.44):
                _arch(sheet, x, y, radius * ring, top)


def _arch(sheet: Sheet, x: float, y: float, radius: float, top: float) -> None:
    """The part of a circle that the scales of the next rows leave free."""
    low = pi / 6 if radius > 8 else pi / 5
    steps = 10
    points = []
    for step in range(steps + 1):
        angle = low + (pi - 2 * low) * step / steps
        points.append((x + radius * cos(angle), y - radius * sin(angle)))
    kept = [(a, b) for a, b in points if b >= top and -1 <= a <= sheet.width + 1]
    if len(kept) > 1:
        sheet.stroke(kept, 0.35, 0.72)


def _contents_head(flow: Flow, title: str) -> None:
    flow.sheet.tracked(105 + 4, flow.y + 8, title, Type(Face.MINCHO, 17), 14, "center")
    flow.y += 20


def _contents_line(flow: Flow, line: Line) -> None:
    """Label, title, a dotted leader, the page."""
    flow.need(_ROW)
    baseline = centre_line(flow.y, _ROW, 11)
    flow.sheet.text(flow.left, baseline, line.label, BODY)
    x = flow.left + 28
    type = flow.sheet.squeezed(line.title, BODY, flow.width - 28 - 16)
    used = flow.sheet.text(x, baseline, line.title, type)
    flow.sheet.text(flow.right, baseline, str(line.page), BODY, "right")
    flow.sheet.line(x + used + 3, baseline - 1, flow.right - 9, baseline - 1, 0.6, grey=0.45, dash=(0.6, 2.6))
    flow.y += _ROW


@alone
def _pages(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


@alone
def bind(numbers: Numbers, body: Sequence[bytes], report: Report) -> bytes:
    """All pages in one file; those after the contents get their number at the foot."""
    whole, plain = pypdfium2.PdfDocument.new(), 0
    for number, data in enumerate((numbers.front, *body)):
        report(number, len(body) + 1)
        source = pypdfium2.PdfDocument(data)
        whole.import_pages(source)
        source.close()
        plain = plain or len(whole)
    buffer = BytesIO()
    whole.save(buffer)
    whole.close()
    return numbered(buffer.getvalue(), plain, numbers)
