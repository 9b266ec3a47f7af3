"""The report of use (利用状況報告書): what the ward is told of a month or a year, with charts that survive a copier."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.papers.words import PURPOSES
from kobe_desk.modules.bookings.usecases import Count, UseReport
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.marks import draw_hatch
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_HEADING, LIST_SMALL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Cell, Column, Kind, Table, draw_table
from kobe_desk.paper.table.spec import number

TITLE = "利用状況報告書"
LINE, BAR = 6.4, 4.4
WORDS, FIGURE = 44.0, 16.0
HATCHED = 1.0
AGES = (("大人", 0.8), ("子ども", HATCHED), ("高齢者", 0.55))
_FIGURE = Type(Face.GOTHIC_BOLD, 16)
_CAPTION = Type(Face.GOTHIC, 9, 1.2)


def report_pdf(report: UseReport, *, made: date | None = None, sample: bool = False) -> bytes:
    """The report of a period. Raises MissingGlyph."""
    paper = Paper(PaperFacts(TITLE, author=report.centre, made=made, sample=sample), LIST)
    flow = Flow(paper)
    _head(flow, report)
    _figures(flow, report)
    _rooms(flow, report)
    flow.gap(5)
    purposes = [(PURPOSES.get(each.name, each.name or "決めていない"), each) for each in report.by_category]
    _bars(flow, "２　目的別の利用", purposes)
    flow.gap(4)
    _ages(flow, report)
    if len(report.by_month) > 1:
        flow.gap(4)
        _bars(flow, "４　月別の利用", [(_month(each.name), each) for each in report.by_month])
    flow.gap(4)
    _groups(flow, report)
    return paper.finish()


def _head(flow: Flow, report: UseReport) -> None:
    sheet, y = flow.sheet, flow.y
    width = sheet.text(flow.left, centre_line(y, 10, LIST_TITLE.size), TITLE, LIST_TITLE)
    sheet.text(flow.left + width + 8, centre_line(y, 10, 11), _period(report), LIST_CELL.at(11))
    sheet.text(flow.right, centre_line(y, 10, 10.5), report.centre, LIST_CELL.at(10.5), "right")
    sheet.line(flow.left, y + 11, flow.right, y + 11, 0.6)
    flow.y = y + 15


def _period(report: UseReport) -> str:
    first, last = report.first, report.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{era.era_year(first)}{first.month}月分"
    return f"{era.wareki(first)}〜{era.wareki(last)}"


def _figures(flow: Flow, report: UseReport) -> None:
    """Six figures in boxes: what is asked for first."""
    facts = (
        ("開館日数", report.open_days, "日"),
        ("利用件数", report.uses, "件"),
        ("利用人数", report.people, "人"),
        ("使用料", report.fees, "円"),
        ("減免", report.reduced_uses, "件"),
        ("来なかった", report.no_shows, "件"),
    )
    sheet, width, height = flow.sheet, flow.width / len(facts), 18.0
    sheet.box(flow.left, flow.y, flow.width, height, 0.75)
    for place, (words, value, unit) in enumerate(facts):
        x = flow.left + place * width
        if place:
            sheet.line(x, flow.y, x, flow.y + height, 0.35, 0.35)
        sheet.text(x + width / 2, flow.y + 6, words, _CAPTION, "center")
        type = sheet.squeezed(number(value), _FIGURE, width - 9)
        end = sheet.text(x + 2, flow.y + 14.5, number(value), type)
        sheet.text(x + 2 + end + 1, flow.y + 14.5, unit, _CAPTION)
    flow.y += height + 5


def _rooms(flow: Flow, report: UseReport) -> None:
    """部屋・時間帯別の利用: uses, people in brackets, and how much of the open time was used."""
    bands = list(dict.fromkeys(each.band for each in report.by_room_band))
    rooms = list(dict.fromkeys(each.room for each in report.by_room_band))
    found = {(each.room, each.band): each for each in report.by_room_band}
    width = (flow.width - 42) / (len(bands) + 1)
    columns = (
        Column("部屋", 42),
        *(Column(name, width, "right", Kind.CODE) for name in bands),
        Column("計", width, "right", Kind.CODE),
    )
    rows: list[Sequence[str | Cell]] = []
    for room in rooms:
        cells = [found.get((room, band)) for band in bands]
        uses, people = sum(c.uses for c in cells if c), sum(c.people for c in cells if c)
        told = [f"{c.uses}（{c.people}）{c.rate * 100:.0f}%" if c else "—" for c in cells]
        rows.append((room, *told, Cell(f"{uses}（{people}）", bold=True)))
    title, empty = "１　部屋・時間帯別の利用", "この期間の利用はありません。"
    flow.heading(title, LIST_HEADING, "件数（人数）と、開館した時間帯のうち使われた割合")
    draw_table(flow, Table(columns, LIST_TABLE, empty=empty), rows)


def _bars(flow: Flow, title: str, rows: Sequence[tuple[str, Count]]) -> None:
    """Bars from zero with their figures beside them."""
    flow.heading(title, LIST_HEADING, "件数（人数）", keep=3 * LINE)
    most = max((count.uses for _words, count in rows), default=0) or 1
    room = flow.width - WORDS - 3 * FIGURE
    for words, count in rows:
        flow.need(LINE)
        sheet, baseline = flow.sheet, centre_line(flow.y, LINE, LIST_CELL.size)
        sheet.within(flow.left, baseline, WORDS - 3, words, LIST_CELL, "right")
        length = max(0.4, room * count.uses / most) if count.uses else 0.0
        top = flow.y + (LINE - BAR) / 2
        if length:
            sheet.tint(flow.left + WORDS, top, length, BAR, 0.8)
            sheet.box(flow.left + WORDS, top, length, BAR, 0.5)
        sheet.text(flow.left + WORDS + length + 2, baseline, f"{count.uses}（{number(count.people)}）", LIST_CELL)
        flow.y += LINE
    if not rows:
        flow.text("この期間の利用はありません。", LIST_SMALL)


def _ages(flow: Flow, report: UseReport) -> None:
    """年齢層別の人数: one bar, each part with its word, share and hatch."""
    flow.heading("３　年齢層別の人数", LIST_HEADING, keep=20)
    people = (report.adults, report.children, report.seniors)
    whole, x, sheet = sum(people), flow.left, flow.sheet
    if not whole:
        flow.text("人数は書かれていません。", LIST_SMALL)
        return
    third = flow.width / 3
    for place, ((words, grey), count) in enumerate(zip(AGES, people, strict=True)):
        width = flow.width * count / whole
        _shade(flow, x, flow.y, width, 9, grey)
        at = flow.left + place * third
        _shade(flow, at, flow.y + 11, 5, 3.4, grey)
        sheet.text(at + 7, flow.y + 13.8, f"{words}　{number(count)}人　{count * 100 / whole:.1f}%", LIST_SMALL)
        x += width
    flow.y += 17


def _shade(flow: Flow, x: float, y: float, width: float, height: float, grey: float) -> None:
    """A part of the bar: told apart by grey and by hatch."""
    flow.sheet.tint(x, y, width, height, grey)
    if grey == HATCHED:
        draw_hatch(flow.sheet, x, y, width, height, 3)
    flow.sheet.box(x, y, width, height, 0.5)


def _groups(flow: Flow, report: UseReport) -> None:
    columns = (
        Column("団体", 95),
        Column("件数", 22, "right", Kind.NUMBER),
        Column("人数", 25, "right", Kind.NUMBER),
        Column("使用料（円）", 33, "right", Kind.NUMBER),
    )
    number_of = "５" if len(report.by_month) > 1 else "４"
    rows = [(each.name, number(each.uses), number(each.people), number(each.fees)) for each in report.by_group]
    total = ("計", number(report.uses), number(report.people), number(report.fees))
    table = Table(columns, LIST_TABLE, title=f"{number_of}　団体別の利用", total=total if rows else None)
    draw_table(flow, table, rows)


def _month(name: str) -> str:
    year, _dash, month = name.partition("-")
    return f"{era.era_year(date(int(year), int(month), 1))}{int(month)}月"
