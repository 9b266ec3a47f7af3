"""The grants of a year on one page for the general meeting (年度の助成一覧): A4 on its long side."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.subsidies.usecases.overview import NOT_APPLIED, YearLine, YearOverview
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.styles import LEDGER, LIST_CELL, LIST_SMALL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Column, Kind, Table, draw_table
from kobe_desk.paper.table.spec import Value

TITLE = "助成一覧"
STATES = {
    "answering": "申請の準備中", "prepared": "申請の準備中", "signed": "申請の準備中", NOT_APPLIED: "今年度は申請なし",
}  # fmt: skip
HEADINGS = (
    "助成の名称", "助成元", "いまの段階", "申請額（円）", "決定額（円）", "確定額（円）", "受取額（円）", "次の期限",
    "前年度の額（円）", "前年度との差（円）",
)  # fmt: skip
NOTES = (
    "前年度の額と差は、確定額、なければ決定額、なければ申請額で比べている。取り下げ・不交付・中止は0円としている。",
    "同じ助成に2件以上申請したときは、差を1件めの行にまとめている。",
)


def overview_pdf(found: YearOverview, association: str, *, made: date | None = None, sample: bool = False) -> bytes:
    """The year as it stands on a day. Raises MissingGlyph."""
    title = f"{found.label} {TITLE}"
    facts = PaperFacts(title, author=association, made=made, sample=sample)
    paper = Paper(facts, LEDGER)
    flow = Flow(paper)
    y = flow.y
    width = flow.sheet.text(flow.left, centre_line(y, 10, LIST_TITLE.size), title, LIST_TITLE)
    flow.sheet.within(flow.left + width + 8, centre_line(y, 10, 11), 80, f"{era.wareki(facts.day)}現在",
                      LIST_CELL.at(11))  # fmt: skip
    with paper.owner(association):
        flow.sheet.text(flow.right, centre_line(y, 10, 10.5), association, LIST_CELL.at(10.5), "right")
    flow.y = y + 11
    sums = found.sums
    total: list[Value] = [f"計（{len(found.lines)}件）", "", "", sums.asked, sums.decided, sums.settled, sums.paid, "",
                          sums.before, sums.difference]  # fmt: skip
    empty = "この年度に申請した助成はありません。"
    table = Table(_columns(found), LIST_TABLE, unit="円", empty=empty, total=total)
    draw_table(flow, table, [_cells(found, line) for line in found.lines])
    flow.gap(3)
    for note in NOTES:
        flow.text(note, LIST_SMALL)
    return paper.finish()


def _columns(found: YearOverview) -> tuple[Column, ...]:
    return (
        Column("助成の名称", 54),
        Column("助成元", 37),
        Column("いまの段階", 25),
        *(Column(head, 21, "right", Kind.NUMBER) for head in ("申請額", "決定額", "確定額", "受取額")),
        Column("次の期限", 20, "center", Kind.CODE),
        Column(f"前年度の額\n（{found.label_before}）", 22, "right", Kind.NUMBER),
        Column("前年度との\n差", 20, "right", Kind.NUMBER),
    )


def stage_words(line: YearLine) -> str:
    """Where it stands, as the paper says it."""
    return line.stage or STATES.get(line.state, "")


def _cells(found: YearOverview, line: YearLine) -> list[Value]:
    return [
        line.title, line.funder, stage_words(line), line.asked, line.decided, line.settled, line.paid,
        era.short(line.due) if line.due else "", line.before, found.difference(line),
    ]  # fmt: skip


def lines_of(found: YearOverview) -> Sequence[tuple[str | int | date | None, ...]]:
    """The rows of the file, typed, with the sums below."""
    sums = found.sums
    rows: list[tuple[str | int | date | None, ...]] = [
        (line.title, line.funder, stage_words(line), line.asked, line.decided, line.settled, line.paid, line.due,
         line.before, found.difference(line))
        for line in found.lines
    ]  # fmt: skip
    return [
        *rows,
        ("計", "", "", sums.asked, sums.decided, sums.settled, sums.paid, None, sums.before, sums.difference),
    ]
