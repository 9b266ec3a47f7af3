"""配布用名簿 (r03): one line a household, only what was agreed to, with the number and name of who gets this copy."""

from functools import partial

from kobe_desk.core.japanese import era, kana
from kobe_desk.modules.members.usecases.provision import Distribution, DistributionHome
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.marks import draw_tag, draw_watermark
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Cell, Column, Kind, Table, draw_table

ABSENT = Cell("—", align="center")
_COLUMNS = (
    Column("戸番", 15, "center", size=10.5),
    Column("氏名（ふりがな）", 62, kind=Kind.NAME, size=11.5),
    Column("住所", 61, size=10),
    Column("電話", 37, "center", kind=Kind.CODE),
)
_BY_AREA = (
    Column("班", 15, "center", size=10),
    _COLUMNS[0],
    Column("氏名（ふりがな）", 56, kind=Kind.NAME, size=11.5),
    Column("住所", 52, size=10),
    _COLUMNS[3],
)
RULES = "会員以外への提供、複写、写真の撮影はできません。"


def distribution_pdf(roster: Distribution) -> bytes:
    """The copy for one recipient as a PDF. Raises MissingGlyph."""
    title = f"{roster.area or '会員'} 名簿（配布用）"
    number = f"配布番号 {roster.number}" if roster.number else "配布番号なし（下見）"
    facts = PaperFacts(title, number=number, author=roster.association, sample=roster.sample)
    paper = Paper(facts, LIST)
    flow = Flow(paper, partial(_head, roster, title))
    _head(roster, title, flow)
    flow.text(_conditions(roster), LIST_CELL.at(9.5))
    flow.gap(2)
    draw_table(flow, Table(_COLUMNS if _of_one(roster) else _BY_AREA, LIST_TABLE, empty=_empty(roster)),
               [_row(home, roster) for home in roster.homes])  # fmt: skip
    flow.gap(2)
    flow.need(12)
    flow.text(_notes(roster), LIST_CELL.at(9))
    for sheet in paper.sheets:
        draw_watermark(sheet, f"配布用　第{roster.number}号" if roster.number else "下見", 56)
    return paper.finish()


def _head(roster: Distribution, title: str, flow: Flow) -> None:
    sheet, y = flow.sheet, flow.paper.top
    sheet.text(flow.left, centre_line(y, 9, LIST_TITLE.size), title, LIST_TITLE)
    number = f"配布番号 {roster.number}" if roster.number else "下見"
    draw_tag(sheet, flow.right, y + 1.4, f"{number}　受領者 {roster.recipient}" if roster.recipient else number)
    small = LIST_CELL.at(9.5)
    line = centre_line(y + 9, 6, small.size)
    said = f"{roster.association}　基準日 {era.wareki(roster.on)}　掲載：本人の同意がある項目だけ"
    used = sheet.text(flow.right, line, f"掲載 {len(roster.homes)}世帯／{roster.total}世帯", small, "right")
    sheet.within(flow.left, line, flow.width - used - 3, said, small)
    sheet.line(flow.left, y + 16, flow.right, y + 16, 0.6)
    flow.y = y + 18.5


def _conditions(roster: Distribution) -> str:
    purpose = f"利用の目的　{roster.purpose}。" if roster.purpose else ""
    back = f"返却期限　{era.wareki(roster.return_by)}。" if roster.return_by else ""
    contact = f"訂正の連絡先　{roster.contact}" if roster.contact else ""
    return f"{purpose}{RULES}{back}{contact}"


def _row(home: DistributionHome, roster: Distribution) -> tuple[str | Cell, ...]:
    name = "・".join((home.name, *home.family))
    where, phone = (ABSENT if each is None else each for each in (home.address, home.phone))
    cells = (home.house_number, Cell(name, ruby=kana.to_hiragana(home.kana)), where, phone)
    return cells if _of_one(roster) else (home.area, *cells)


def _of_one(roster: Distribution) -> bool:
    """Whether all stand in the one 班 that the title names; those of a ブロック say theirs."""
    return bool(roster.area) and {home.area for home in roster.homes} <= {roster.area}


def _empty(roster: Distribution) -> str:
    return f"掲載に同意した世帯はありません。（{era.wareki(roster.on)}現在）"


def _notes(roster: Distribution) -> str:
    out = roster.total - len(roster.homes)
    left_out = f"同意がないため載せていない世帯 {out}世帯"
    return f"—　掲載の同意がない項目　　{left_out}　　この名簿を渡した記録は3年間保管します。"
