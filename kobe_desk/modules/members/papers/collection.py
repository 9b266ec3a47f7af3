"""集金表 (r04): large type, a sheet or more for each 班, a sum on every sheet; exempted households are struck."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from kobe_desk.core.japanese import kana
from kobe_desk.modules.members.papers.heads import LARGE_TITLE
from kobe_desk.modules.members.usecases.dues.owing import ChargeRow, CollectionArea, CollectionSheet
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Sheet, Type, centre_line
from kobe_desk.paper.styles import LIST, TINT

ROW, HEAD = 15.0, 12.0
NUMBER, NAME, AMOUNT, DAY, RECEIPT, TICK = 16.0, 64.0, 28.0, 21.0, 28.0, 18.0
_WIDTHS = (NUMBER, NAME, AMOUNT, DAY, RECEIPT, TICK)
_TITLES = ("戸番", "氏　名", "金額（円）", "受取日", "領収証番号", "受領")
_NAME = Type(Face.GOTHIC, 15.5)
_RUBY = Type(Face.GOTHIC, 9, grey=0.2)
_BOLD = Type(Face.GOTHIC_BOLD, 13)
_MONEY = Type(Face.GOTHIC_NUMBERS, 15)
_SAID = Type(Face.GOTHIC, 11.5)
_WORD = Type(Face.GOTHIC, 13)
_HEAD = Type(Face.GOTHIC_BOLD, 11)


def collection_pdf(sheet: CollectionSheet) -> bytes:
    """The sheets to collect dues with, as a PDF. Raises MissingGlyph."""
    facts = PaperFacts(f"会費 集金表 {sheet.title}", author=sheet.association, sample=sheet.sample)
    paper = Paper(facts, LIST)
    for place, area in enumerate(sheet.areas):
        if place:
            paper.add_sheet()
        _Area(paper, sheet, area).draw()
    if not sheet.areas:
        flow = Flow(paper)
        flow.text("集める会費はありません。", _SAID)
    return paper.finish()


class _Area:
    """The sheets of one 班."""

    def __init__(self, paper: Paper, round_: CollectionSheet, area: CollectionArea) -> None:
        self.round, self.area = round_, area
        self.flow = Flow(paper, partial(_title, round_, area))
        self.edges = [self.flow.left + sum(_WIDTHS[:place]) for place in range(len(_WIDTHS) + 1)]

    def draw(self) -> None:
        self.flow.paper.mark(self.area.name or "未所属")
        _title(self.round, self.area, self.flow)
        room = int((self.flow.room - HEAD - ROW) / ROW)
        for first in range(0, len(self.area.rows), room):
            if first:
                self.flow.next_sheet()
            self._page(self.area.rows[first : first + room])

    def _page(self, rows: Sequence[ChargeRow]) -> None:
        flow, sheet, top = self.flow, self.flow.sheet, self.flow.y
        sheet.tint(flow.left, top, sum(_WIDTHS), HEAD, TINT)
        for place, words in enumerate(_TITLES):
            sheet.middle(self.edges[place] + _WIDTHS[place] / 2, top, HEAD, words, _HEAD, "center")
        flow.y += HEAD
        for row in rows:
            with flow.paper.owner(row.name):
                self._row(sheet, flow.y, row)
            sheet.line(flow.left, flow.y, self.edges[-1], flow.y, 0.35, 0.35)
            flow.y += ROW
        self._total(sheet, rows)
        for edge in self.edges[1:-1]:
            sheet.line(edge, top, edge, flow.y - ROW, 0.35, 0.35)
        sheet.line(flow.left, top + HEAD, self.edges[-1], top + HEAD, 0.6)
        sheet.box(flow.left, top, sum(_WIDTHS), flow.y - top, 0.75)

    def _row(self, sheet: Sheet, y: float, row: ChargeRow) -> None:
        x = self.edges
        sheet.middle(x[0] + NUMBER / 2, y, ROW, row.house_number, _BOLD, "center")
        sheet.within(x[1] + 2, y + 4.7, NAME - 4, kana.to_hiragana(row.kana), _RUBY)
        sheet.within(x[1] + 2, y + 11.4, NAME - 4, row.name, _NAME)
        if row.exempt:
            sheet.middle(x[2] + AMOUNT / 2, y, ROW, "免除", _WORD, "center")
            sheet.line(x[5] + 2, y + ROW - 2.5, x[6] - 2, y + 2.5, 0.6, 0.3)
            return
        sheet.middle(x[3] - 2.5, y, ROW, f"{row.owed:,}", _MONEY, "right")
        if row.owed == 0:
            sheet.middle(x[3] + DAY / 2, y, ROW, "納入済", _SAID, "center")
            sheet.within(
                x[4] + 1.5, centre_line(y, ROW, 10), RECEIPT - 3, "・".join(row.receipts), _SAID.at(10), "center"
            )
        else:
            sheet.middle(x[3] + DAY / 2, y, ROW, "／", Type(Face.GOTHIC, 12, grey=0.45), "center")
        sheet.tick_box(x[5] + (TICK - 6) / 2, y + (ROW - 6) / 2, 6.0, row.owed == 0)

    def _total(self, sheet: Sheet, rows: Sequence[ChargeRow]) -> None:
        flow, y = self.flow, self.flow.y
        sheet.tint(flow.left, y, sum(_WIDTHS), ROW, TINT)
        asked = sum(not row.exempt for row in rows)
        exempt = len(rows) - asked
        words = f"この頁の計　{asked}世帯" + (f"（免除 {exempt}世帯）" if exempt else "")
        sheet.within(flow.left + 2, centre_line(y, ROW, 12), NUMBER + NAME - 4, words, _BOLD.at(12))
        total = f"{sum(row.owed for row in rows):,}"
        sheet.middle(self.edges[3] - 2.5, y, ROW, total, Type(Face.GOTHIC_BOLD_NUMBERS, 14), "right")
        sheet.middle(self.edges[3] + DAY / 2, y, ROW, "受領額", _HEAD, "center")
        for edge in (self.edges[2], self.edges[3], self.edges[4]):
            sheet.line(edge, y, edge, y + ROW, 0.35, 0.35)
        sheet.line(flow.left, y, self.edges[-1], y, 0.6)
        flow.y += ROW


def _title(round_: CollectionSheet, area: CollectionArea, flow: Flow) -> None:
    sheet, y = flow.sheet, flow.paper.top
    sheet.text(flow.left, centre_line(y, 10, LARGE_TITLE.size), f"会費 集金表　{area.name or '未所属'}", LARGE_TITLE)
    last = round_.last
    period = f"{round_.year} {round_.title}（{round_.first.month}月〜{last.month}月）"
    sheet.text(flow.right, centre_line(y, 10, 13), period, _BOLD, "right")
    sheet.within(flow.left, centre_line(y + 10.5, 6, _SAID.size), flow.width, _said(round_, area), _SAID)
    flow.y = y + 18


def _said(round_: CollectionSheet, area: CollectionArea) -> str:
    each = f"1世帯 {round_.usual:,}円"
    days = f"集金の期間 {_day(round_.collect_from)}〜{_day(round_.collect_until)}"
    leader = f"班長 {area.leader}" if area.leader else ""
    return "　　".join(filter(None, (each, days, leader)))


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
