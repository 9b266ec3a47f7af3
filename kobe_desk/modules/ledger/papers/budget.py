"""The budget for the general meeting (収支予算書): this year beside the last, income equal to expense."""

from datetime import date

from kobe_desk.modules.ledger.papers.parts import head, side_table
from kobe_desk.modules.ledger.usecases import BudgetRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import FORM, SMALL
from kobe_desk.paper.table import Column, Kind
from kobe_desk.paper.table.spec import number

COLUMNS = (
    Column("科　目", 42),
    Column("本年度予算額", 28, kind=Kind.NUMBER, align="right"),
    Column("前年度予算額", 28, kind=Kind.NUMBER, align="right"),
    Column("増　減", 24, kind=Kind.NUMBER, align="right"),
    Column("摘　要", 43),
)


def budget_pdf(
    rows: tuple[BudgetRow, ...], association: str, label: str, *, made: date | None = None, sample: bool = False
) -> bytes:
    """The budget of a year. Accounts without a figure in this year and the last are left out. Raises MissingGlyph."""
    title = f"{label} 収支予算書"
    paper = Paper(PaperFacts(title, author=association, made=made, sample=sample, archive=True), FORM)
    flow = Flow(paper)
    head(flow, title, association)
    told = [row for row in rows if row.budget is not None or row.last_budget is not None]
    sums = {}
    for place, (words, kind) in enumerate((("１　収入の部", "income"), ("２　支出の部", "expense"))):
        if place:
            flow.gap(5)
        mine = [row for row in told if row.kind == kind]
        sums[kind] = sum(row.budget or 0 for row in mine)
        side_table(flow, words, COLUMNS, [_cells(row) for row in mine], _total(mine))
    flow.gap(4)
    flow.text(_equal(sums["income"], sums["expense"]), SMALL)
    return paper.finish()


def _cells(row: BudgetRow) -> list[str | int | None]:
    this, last = row.budget or 0, row.last_budget or 0
    return [row.account, this, last, this - last, row.note]


def _total(rows: list[BudgetRow]) -> list[str | int | None]:
    this, last = sum(row.budget or 0 for row in rows), sum(row.last_budget or 0 for row in rows)
    return ["計", this, last, this - last, ""]


def _equal(income: int, expense: int) -> str:
    if income == expense:
        return f"収入の部と支出の部の計は、ともに {number(income)}円です。"
    return f"収入の部の計と支出の部の計は、{number(abs(income - expense))}円ちがいます。"
