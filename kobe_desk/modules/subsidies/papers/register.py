"""The register of things bought with grants (備品台帳): what, when, for how much, where, and how long it is bound."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.subsidies.rules.disposal import printed
from kobe_desk.modules.subsidies.usecases.assets import AssetRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.styles import LEDGER, LIST_CELL, LIST_SMALL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Column, Kind, Table, draw_table
from kobe_desk.paper.table.spec import Value

TITLE = "備品台帳"
SUBTITLE = "助成を受けて取得した財産"
ASK = "要確認"
COLUMNS = (
    Column("番号", 29, kind=Kind.CODE),
    Column("品名", 42),
    Column("取得日", 21, "center", Kind.CODE),
    Column("取得価格", 21, "right", Kind.NUMBER),
    Column("うち助成額", 22, "right", Kind.NUMBER),
    Column("助成の名称", 38),
    Column("置き場所・保管者", 30),
    Column("耐用\n年数", 10, "center", Kind.CODE),
    Column("処分制限\n期限", 21, "center", Kind.CODE),
    Column("処分", 28),
)
HEADINGS = (
    "番号", "品名", "取得日", "取得価格（円）", "うち助成額（円）", "助成の名称", "置き場所", "保管者",
    "耐用年数（年）", "処分制限期限", "確認した日", "確認の結果", "次に確認する日", "処分した日", "処分の理由",
    "処分の承認", "出納の番号", "処分の方法", "承認の日", "処分による収入（円）", "返還した額（円）",
)  # fmt: skip
NOTES = (
    "処分制限期限までに処分（廃棄・売却・譲渡・貸付・担保・目的外の使用）するときは、先に助成元の承認を受ける。",
    f"「{ASK}」は、助成元に期限をまだたずねていないもの。",
)


def register_pdf(
    rows: Sequence[AssetRow], association: str, *, made: date | None = None, sample: bool = False
) -> bytes:
    """The register as it is on a day. Raises MissingGlyph."""
    facts = PaperFacts(TITLE, author=association, made=made, sample=sample)
    paper = Paper(facts, LEDGER)
    flow = Flow(paper)
    y = flow.y
    width = flow.sheet.text(flow.left, centre_line(y, 10, LIST_TITLE.size), TITLE, LIST_TITLE)
    words = f"{SUBTITLE}　{era.wareki(facts.day)}現在"
    flow.sheet.within(flow.left + width + 8, centre_line(y, 10, 11), 130, words, LIST_CELL.at(11))
    with paper.owner(association):
        flow.sheet.text(flow.right, centre_line(y, 10, 10.5), association, LIST_CELL.at(10.5), "right")
    flow.y = y + 11
    there = [row for row in rows if row.disposed is None]
    total: list[Value] = ["", "計", "", sum(row.price for row in there),
                          sum(row.share for row in there), *[""] * 5]  # fmt: skip
    table = Table(COLUMNS, LIST_TABLE, unit="円", empty="台帳にのせたものはありません。", total=total)
    draw_table(flow, table, [_cells(row) for row in rows])
    flow.gap(3)
    flow.text(f"計は、処分したものをのぞく{len(there)}点の合計。", LIST_SMALL)
    for note in NOTES:
        flow.text(note, LIST_SMALL)
    return paper.finish()


def _cells(row: AssetRow) -> list[Value]:
    place = "\n".join(filter(None, (row.place, row.keeper)))
    bound = era.short(row.limit) if row.limit else ASK if row.share else "－"
    return [
        row.number, row.name, era.short(row.bought), row.price, row.share, row.programme, place,
        str(row.life) if row.life else "", bound, _disposal(row),
    ]  # fmt: skip


def _disposal(row: AssetRow) -> str:
    """What became of it; before that the approval, once it has come."""
    day = era.short(row.approved) if row.approved else ""
    approval = " ".join(filter(None, ("承認", day, row.approval))) if row.approval else ""
    if row.disposed is None:
        return f"{approval}\n（未処分）" if approval else ""
    done = " ".join(filter(None, (era.short(row.disposed), printed(row.disposal_kind))))
    return "\n".join(filter(None, (done, row.disposal_reason, approval)))


def lines_of(rows: Sequence[AssetRow]) -> list[tuple[str | int | date | None, ...]]:
    """The rows of the file, typed."""
    return [
        (row.number, row.name, row.bought, row.price, row.share, row.programme, row.place, row.keeper, row.life,
         row.limit, row.checked, row.check_note, row.check_next, row.disposed, row.disposal_reason, row.approval,
         row.entry, printed(row.disposal_kind), row.approved, row.proceeds, row.pay_back)
        for row in rows
    ]  # fmt: skip
