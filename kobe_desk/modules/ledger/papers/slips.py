"""伝票: 入金・出金・振替 of the lines of the cash book, two to a sheet, with room for who looks it over."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import written_out
from kobe_desk.modules.ledger.usecases import EntryRow
from kobe_desk.paper.continuation import Continuation, draw_continuations
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fields import Field, draw_fields
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.styles import BODY, CELL, FORM_TITLE, SMALL, Format

TITLE = "伝票"
SHEET = Format(210, 297, 25, 18, 20, 10, footer=False)
"""Cut in two, each half is A5; the left margin keeps the two punched holes free."""
CONTENT = "内容"
HALF = 148.5
LABEL = 30.0
BOX = 22.0
"""mm: a place for a seal or a signature."""
LOOKED_OVER = ("会長", "会計", "係")


def slips_pdf(
    rows: Sequence[EntryRow], association: str, label: str, *, made: date | None = None, sample: bool = False
) -> bytes:
    """A slip for every line; one sheet that says so where there is none. Raises MissingGlyph."""
    paper = Paper(PaperFacts(f"{TITLE}（{label}）", author=association, made=made, sample=sample), SHEET)
    flow = Flow(paper)
    if not rows:
        flow.text("この条件の出納はありません。", BODY)
    rest = []
    for place, row in enumerate(rows):
        if place and not place % 2:
            flow.next_sheet()
        if place % 2:
            flow.sheet.line(0, HALF, SHEET.width, HALF, 0.35, 0.5, (2, 2))
            flow.y = HALF + SHEET.top
        more = _slip(flow, row, association, label, sample=sample)
        rest += [Continuation(f"{kind_of(row)}　第{row.number}号", CONTENT, more)] if more else []
    draw_continuations(flow, rest)
    return paper.finish()


def kind_of(row: EntryRow) -> str:
    """入金, 出金 or 振替."""
    if row.moved:
        return "振替伝票"
    return "入金伝票" if row.income else "出金伝票"


def _slip(flow: Flow, row: EntryRow, association: str, label: str, *, sample: bool) -> str:
    """Draws one; returns what of a long text goes on on a 続紙."""
    title, middle = kind_of(row), (flow.left + flow.right) / 2
    flow.sheet.tracked(middle + 1.5, flow.y + 6, title, FORM_TITLE, 3, "center")
    flow.sheet.text(flow.left, flow.y + 6, f"{label}　第{row.number}号", CELL)
    with flow.paper.owner(association):
        flow.sheet.within(flow.right - 55, flow.y + 6, 55, association, CELL, "right")
    flow.y += 11
    yen = row.income or row.expense or row.moved
    named = [Field("科目", row.account), Field("現金・預金", row.purse)]
    paid = Field("入金元" if row.income else "支払先", row.partner)
    rest = draw_fields(flow, [
        [Field("日付", era.wareki(row.day)), Field("金額", written_out(yen), type=BODY.at(12))],
        *([Field("振替", row.purse)] if row.moved else [named, paid]),
        Field(CONTENT, row.text, height=24, fixed=True),
        Field("領収書", row.paper or ("写しあり" if row.scans else "")),
    ], LABEL)  # fmt: skip
    _looked_over(flow)
    notes = [_note(row), "見本：架空の団体です。" if sample else ""]
    width = flow.width - BOX * len(LOOKED_OVER) - 4
    for place, note in enumerate(filter(None, notes)):
        flow.sheet.within(flow.left, flow.y - 4 - 6 * place, width, note, SMALL)
    return rest.get(CONTENT, "")


def _note(row: EntryRow) -> str:
    """What a line says of another one (赤伝)."""
    if row.reverses:
        return "この伝票は、前の伝票を取り消すものです。"
    return "この伝票は、取り消されました。" if row.reversed else ""


def _looked_over(flow: Flow) -> None:
    flow.gap(5)
    for place, office in enumerate(LOOKED_OVER):
        x = flow.right - BOX * (len(LOOKED_OVER) - place)
        flow.sheet.tint(x, flow.y, BOX, 6)
        flow.sheet.box(x, flow.y, BOX, 6 + BOX, 0.6)
        flow.sheet.line(x, flow.y + 6, x + BOX, flow.y + 6, 0.35)
        flow.sheet.text(x + BOX / 2, flow.y + 4.4, office, SMALL, "center")
    flow.y += 6 + BOX
