"""班長名簿 as of a day, and 輪番表: the turns of each 班 for a year, as they are talked over at its meeting."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from kobe_desk.core.japanese import era, kana
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.modules.members.papers.heads import draw_list_head
from kobe_desk.modules.members.rules.turns import Passed
from kobe_desk.modules.members.usecases.rota.listing import LeaderLine
from kobe_desk.modules.members.usecases.rota.rows import LeaderRow, Rota, TurnRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import LIST, LIST_SMALL
from kobe_desk.paper.table import LIST_TABLE, Band, Cell, Column, Kind, Table, draw_table

PASSED = {Passed.NOT: "", Passed.EXEMPT: "免除", Passed.SKIPPED: "見送り", Passed.AGED: "年齢による免除"}
"""Why a household is exempt (an illness) is nobody's business on a paper."""
_LEADERS = (
    Column("班", 22, size=10.5),
    Column("世帯", 13, "right", kind=Kind.NUMBER),
    Column("班長（ふりがな）", 44, kind=Kind.NAME, size=11.5),
    Column("住所", 38, size=9.5),
    Column("電話", 28, "center", kind=Kind.CODE),
    Column("任期", 30, "center", size=9),
)
_TURNS = (
    Column("順", 13, "center", kind=Kind.NUMBER),
    Column("戸番", 16, "center", size=10.5),
    Column("世帯主", 58, kind=Kind.NAME, size=11.5),
    Column("前の任期", 44, "center", size=9.5),
    Column("備考", 44, size=9.5),
)
_NOTE = "順は、前に務めた世帯の次からです。免除と見送りの世帯は飛ばします。"


def leaders_pdf(lines: Sequence[LeaderLine], association: str, on: date, sample: bool = False) -> bytes:
    """班長名簿 as of a day, in the order of the 班. Raises MissingGlyph."""
    led = sum(bool(each.name) for each in lines)
    said = f"{association}　基準日 {era.wareki(on)}"
    flow = _flow("班長名簿", association, sample, said, f"{len(lines)}班　班長 {led}名")
    empty = f"班はまだありません。（{era.wareki(on)}現在）"
    draw_table(flow, Table(_LEADERS, LIST_TABLE, empty=empty), [_leader(each) for each in lines])
    return flow.paper.finish()


def rota_pdf(rotas: Sequence[Rota], association: str, sample: bool = False) -> bytes:
    """輪番表 of a year, each 班 on sheets of its own: who leads it, and its households with their turns.

    Raises MissingGlyph.
    """
    year = FiscalYear(rotas[0].year, rotas[0].first.month).label if rotas else ""
    said = f"{association}　{f'基準日 {era.wareki(rotas[0].first)}' if rotas else ''}"
    flow = _flow(f"班長の輪番表　{year}".strip(), association, sample, said, f"{len(rotas)}班")
    flow.text(_NOTE, LIST_SMALL)
    flow.gap(2)
    table = Table(_TURNS, LIST_TABLE, empty="回る世帯はありません。")
    for number, rota in enumerate(rotas):
        if number:
            flow.next_sheet()
        draw_table(flow, table, [_turn(row) for row in rota.rows], _band(rota))
    if not rotas:
        draw_table(flow, table, [])
    return flow.paper.finish()


def _leader(line: LeaderLine) -> tuple[str | int | Cell, ...]:
    name = Cell(line.name, ruby=kana.to_hiragana(line.kana)) if line.name else Cell("（未定）", grey=0.4)
    area = f"{line.area}\n{line.block}" if line.block else line.area
    return area, line.households, name, line.address, line.phone, _term(line.start, line.end)


def _turn(row: TurnRow) -> tuple[str | Cell, ...]:
    grey = 0.4 if row.passed else 0.0
    served = f"{era.wareki(row.served)}まで" if row.served else ""
    return (
        str(row.turn) if row.turn else "−",
        row.house_number,
        Cell(row.name, bold=row.turn == 1, grey=grey),
        served,
        PASSED[row.passed],
    )


def _band(rota: Rota) -> Band:
    return Band(rota.area, _led(rota.leader), f"{len(rota.rows)}世帯")


def _led(leader: LeaderRow) -> str:
    if not leader.person:
        return "班長 未定"
    return f"班長 {leader.person}　{_term(leader.start, leader.end)}"


def _term(start: date | None, end: date | None) -> str:
    return f"{era.short(start)}〜{era.short(end) if end else ''}" if start else ""


def _flow(title: str, association: str, sample: bool, said: str, count: str) -> Flow:
    head = partial(_head, title, said, count)
    flow = Flow(Paper(PaperFacts(title, author=association, sample=sample), LIST), head)
    head(flow)
    return flow


def _head(title: str, said: str, count: str, flow: Flow) -> None:
    draw_list_head(flow, title, said, count)
