"""The roster on paper (会員名簿): by 班 with a sheet of its own for each, or by 五十音 in two columns."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from kobe_desk.core.japanese import era, kana
from kobe_desk.core.progress import Report, silent
from kobe_desk.modules.members.papers.by_kana import draw_by_kana
from kobe_desk.modules.members.usecases.rosters import Roster, RosterAreaRow, RosterHomeRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.marks import draw_tag
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Band, Cell, Column, Kind, Table, draw_table

UNPLACED = "未所属"
BY_HAN, BY_KANA = "han", "kana"
_TITLES = {BY_HAN: "会員名簿（班別）", BY_KANA: "会員名簿（五十音順）"}
_COLUMNS = (
    Column("戸番", 13, "center", size=10.5),
    Column("世帯主（ふりがな）", 47, kind=Kind.NAME, size=11.5),
    Column("同居の家族", 37, size=9.5),
    Column("住所", 36, size=9.5),
    Column("電話", 28, "center", kind=Kind.CODE),
    Column("備考", 14, "center", size=9),
)


def roster_pdf(roster: Roster, order: str = BY_HAN, made: date | None = None, report: Report = silent) -> bytes:
    """The roster as a PDF. `order` is BY_HAN or BY_KANA. Raises MissingGlyph naming the person."""
    facts = PaperFacts(_TITLES[order], author=roster.association, made=made, sample=roster.sample)
    paper = Paper(facts, LIST)
    flow = Flow(paper, partial(_head, roster, order))
    _head(roster, order, flow)
    if order == BY_KANA:
        draw_by_kana(flow, [home for area in roster.areas for home in area.homes])
    else:
        _draw_by_han(flow, roster, report)
    return paper.finish()


def _draw_by_han(flow: Flow, roster: Roster, report: Report) -> None:
    empty = f"該当する世帯はありません。（{era.wareki(roster.on)}現在）"
    table = Table(_COLUMNS, LIST_TABLE, empty=empty)
    for number, area in enumerate(roster.areas):
        if number:
            flow.next_sheet()
        report(number, len(roster.areas))
        draw_table(flow, table, list(_rows(area)), _band(area))
    if not roster.areas:
        draw_table(flow, table, [])


def _rows(area: RosterAreaRow) -> Iterator[tuple[str | Cell, ...]]:
    for home in area.homes:
        ruby = kana.to_hiragana(home.kana)
        family = "・".join(home.family)
        yield (home.house_number, Cell(home.name, ruby=ruby), family, home.address, home.phone, home.offices)


def _band(area: RosterAreaRow) -> Band:
    note = area.place
    if area.leader and area.term:
        start, end = area.term
        term = f"{era.wareki(start)}〜{era.wareki(end) if end else ''}"
        note = f"{note}　班長 {area.leader}　任期 {term}".strip("　")
    return Band(area.title or UNPLACED, note, f"{len(area.homes)}世帯　{area.people}名")


def _head(roster: Roster, order: str, flow: Flow) -> None:
    """Title, day and filter on each sheet, so that a single sheet explains itself."""
    sheet, y = flow.sheet, flow.paper.top
    sheet.text(flow.left, centre_line(y, 9, LIST_TITLE.size), _TITLES[order], LIST_TITLE)
    draw_tag(sheet, flow.right, y + 1.4, "取扱注意　個人情報")
    small = LIST_CELL.at(9.5)
    line = centre_line(y + 9, 6, small.size)
    chosen = roster.chosen or (f"{roster.area}の在籍者" if roster.area else "在籍中の世帯")
    right = "凡例　班−戸番" if order == BY_KANA else f"会員 {roster.households}世帯・{roster.people}名"
    used = sheet.text(flow.right, line, right, small, "right")
    said = f"{roster.association}　基準日 {era.wareki(roster.on)}　絞り込み：{chosen}"
    sheet.within(flow.left, line, flow.width - used - 4, said, small)
    sheet.line(flow.left, y + 16, flow.right, y + 16, 0.6)
    flow.y = y + 19


__all__ = ["BY_HAN", "BY_KANA", "RosterHomeRow", "roster_pdf"]
