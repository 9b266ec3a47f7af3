"""What a fiscal year ends with: the statement (収支決算書), what is owned (財産目録), the audit (監査報告書)."""

from dataclasses import dataclass
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.ledger.papers.parts import head, side_table, sign_digitally, sign_here
from kobe_desk.modules.ledger.usecases import BudgetRow, PurseLeft, Settlement
from kobe_desk.paper.document import Paper, PaperFacts, Place
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import BODY, CELL, FORM, SMALL
from kobe_desk.paper.table import Column, Kind, Table, draw_table
from kobe_desk.paper.table.spec import Value, number

STATEMENT = (
    Column("科　目", 42),
    Column("予算額", 27, "right", Kind.NUMBER),
    Column("決算額", 27, "right", Kind.NUMBER),
    Column("差　異", 25, "right", Kind.NUMBER),
    Column("摘　要", 44),
)
ASSETS = (
    Column("区　分", 26),
    Column("名　称", 55),
    Column("摘　要", 50),
    Column("金　額", 34, "right", Kind.NUMBER),
)
AUDITED = (
    "{label}の収支決算について、帳簿、証拠書類及び預金通帳を照合し、監査した結果、"
    "いずれも正確かつ適正に処理されていることを認めます。"
)
DAY_TO_WRITE = "令和　　年　　月　　日"
KINDS = {"cash": "現金", "bank": "預金", "asset": "その他の資産", "debt": "負債"}


@dataclass(frozen=True, slots=True)
class Issued:
    """Whose papers they are, and the day they are made."""

    association: str
    made: date
    sample: bool = False


def statement_pdf(found: Settlement, issued: Issued) -> bytes:
    """収支決算書: both sides against the budget, what is left, who answers for it. Raises MissingGlyph."""
    title = f"{found.label} 収支決算書"
    paper = _paper(title, issued)
    flow = Flow(paper)
    head(flow, title, issued.association, f"{era.wareki(found.first)}から{era.wareki(found.last)}まで")
    told = found.statement
    income = [_cells(row) for row in told.side("income")]
    if told.opening:
        income.append(["前年度からの残高", None, told.opening, None, "まだ繰り越していません"])
    side_table(flow, "１　収入の部", STATEMENT, income, _total(told.side("income"), told.opening))
    flow.gap(5)
    expense = [_cells(row) for row in told.side("expense")]
    side_table(flow, "２　支出の部", STATEMENT, expense, _total(told.side("expense")))
    flow.gap(4)
    flow.need(12)
    flow.text(f"収入 {number(told.income)}円 － 支出 {number(told.expense)}円 ＝ 差引残高 {number(told.left)}円", CELL)
    left = "次年度へ繰り越します。" if told.left >= 0 else "次年度の収入で補います。"
    flow.text(f"差引残高は{left}", CELL)
    flow.text("注　差異は決算額から予算額を引いた額で、減は△で示します。", SMALL)
    flow.gap(5)
    _answering(flow, found)
    return paper.finish()


def assets_pdf(found: Settlement, issued: Issued) -> bytes:
    """財産目録: the money where it lies, what else is owned and owed, and what remains. Raises MissingGlyph."""
    title = f"{found.label} 財産目録"
    paper = _paper(title, issued)
    flow = Flow(paper)
    head(flow, title, issued.association, f"{era.wareki(found.last)}現在")
    owned: list[list[Value]] = [[KINDS[each.kind], each.name, "", each.amount] for each in found.purses]
    owned += [[KINDS["asset"], each.name, each.note, each.amount] for each in found.said.assets if each.kind == "asset"]
    owed: list[list[Value]] = [
        [KINDS["debt"], each.name, each.note, each.amount] for each in found.said.assets if each.kind == "debt"
    ]
    sums = [sum(int(row[3]) for row in rows if isinstance(row[3], int)) for rows in (owned, owed)]
    for place, (words, rows) in enumerate((("１　資産の部", owned), ("２　負債の部", owed))):
        side_table(flow, words, ASSETS, rows, ["計", "", "", sums[place]])
        flow.gap(5)
    flow.text(f"正味財産（資産 － 負債）　{number(sums[0] - sums[1])}円", CELL)
    flow.gap(6)
    _answering(flow, found)
    return paper.finish()


def audit_pdf(found: Settlement, issued: Issued) -> bytes:
    """監査報告書: the sentence, the figures it is about, and a place to sign for each auditor. Raises MissingGlyph."""
    return _audit(found, issued, ()).finish()


def audit_with_places(found: Settlement, issued: Issued, digital: tuple[str, ...]) -> tuple[bytes, tuple[Place, ...]]:
    """監査報告書 with room for the digital signatures of some, in their order; the other auditors sign by pen."""
    paper = _audit(found, issued, digital)
    return paper.finish(), tuple(paper.places)


def _audit(found: Settlement, issued: Issued, digital: tuple[str, ...]) -> Paper:
    title = f"{found.label} 監査報告書"
    paper = _paper(title, issued)
    flow = Flow(paper)
    head(flow, title, issued.association)
    flow.gap(4)
    chair = found.said.chair
    flow.sheet.within(flow.left, flow.y + 4, 110, f"会長　{chair}　様" if chair else "会長　様", BODY.at(12))
    flow.gap(14)
    flow.paragraph(AUDITED.format(label=found.label), BODY)
    flow.gap(5)
    told = found.statement
    columns = (Column("区　分", 110), Column("金　額", 55, "right", Kind.NUMBER))
    rows: list[list[Value]] = [["収入の計", told.income], ["支出の計", told.expense], ["差引残高", told.left]]
    rows += [[f"うち{_where(each)}", each.amount] for each in found.purses]
    draw_table(flow, Table(columns, title="監査した額", unit="円"), rows)
    flow.gap(10)
    day = era.wareki(found.said.audited) if found.said.audited else DAY_TO_WRITE
    flow.text(day, BODY)
    flow.gap(6)
    for name in found.said.auditors or ("", ""):
        if name in digital:
            sign_digitally(flow, "監　事", name)
        else:
            sign_here(flow, "監　事", name)
    return paper


def _where(purse: PurseLeft) -> str:
    kind = KINDS[purse.kind]
    return kind if purse.name == kind else f"{kind}（{purse.name}）"


def _paper(title: str, issued: Issued) -> Paper:
    facts = PaperFacts(title, author=issued.association, made=issued.made, sample=issued.sample, archive=True)
    return Paper(facts, FORM)


def _cells(row: BudgetRow) -> list[Value]:
    budget = row.budget or 0
    return [row.account, budget, row.actual, row.actual - budget, row.note]


def _total(rows: tuple[BudgetRow, ...], opening: int = 0) -> list[Value]:
    budget, actual = sum(row.budget or 0 for row in rows), sum(row.actual for row in rows) + opening
    return ["計", budget, actual, actual - budget, ""]


def _answering(flow: Flow, found: Settlement) -> None:
    """Chair and treasurer below the figures, as far as they are written down."""
    said = found.said
    flow.need(24)
    flow.sheet.text(flow.left, flow.y + 4, f"作成　{era.wareki(flow.paper.facts.day)}", BODY)
    for office, name in (("会　長", said.chair), ("会　計", said.treasurer)):
        x = flow.right - 80
        flow.sheet.spread(x, flow.y + 4, 18, office, BODY)
        with flow.paper.owner(name or office):
            flow.sheet.within(x + 24, flow.y + 4, 56, name, BODY)
        flow.sheet.line(x + 22, flow.y + 6, flow.right, flow.y + 6, 0.6)
        flow.y += 10
