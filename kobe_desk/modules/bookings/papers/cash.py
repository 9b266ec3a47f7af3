"""日計表: what was taken and given back on a day, the notes and coins counted, and who says so."""

from collections.abc import Sequence
from datetime import date

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.papers.words import at
from kobe_desk.modules.bookings.usecases import PIECES, CashLine, CashSheet, CentreRow, ClosingRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.styles import LIST, LIST_CELL, LIST_HEADING, LIST_SMALL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Cell, Column, Kind, Table, draw_table
from kobe_desk.paper.table.spec import number

TITLE = "日計表"
SIGNERS = ("数えた人", "確かめた人")
BELOW = 112.0
"""What the count, the sums and the signatures need in mm: they stay on one sheet."""
_LINES = (
    Column("領収書番号", 38, "center", Kind.CODE),
    Column("団体", 45),
    Column("内容", 46),
    Column("受け取り", 23, "right", Kind.NUMBER),
    Column("返金", 23, "right", Kind.NUMBER),
)
_COUNT = (
    Column("金種", 24, "right", Kind.NUMBER),
    Column("枚数", 22, "right", Kind.NUMBER),
    Column("金額", 30, "right", Kind.NUMBER),
)
_SUMS = (Column("項目", 46, tinted=True), Column("金額", 39, "right", Kind.NUMBER))


def cash_pdf(sheet: CashSheet, centre: CentreRow, *, made: date | None = None, sample: bool = False) -> bytes:
    """A day's cash as it was closed; before that with room to count by hand. Raises MissingGlyph."""
    paper = Paper(PaperFacts(TITLE, author=centre.label, made=made, sample=sample), LIST)
    flow = Flow(paper)
    _head(flow, sheet.day, centre)
    table = Table(
        _LINES, LIST_TABLE, title="１　受け取りと返金", unit="円", empty="この日の受け取りと返金はありません。",
        total=("計", "", "", number(sheet.taken), number(sheet.returned)) if sheet.lines else None,
    )  # fmt: skip
    draw_table(flow, table, [_line(each) for each in sheet.lines])
    flow.gap(6)
    flow.need(BELOW)
    top = flow.y
    _count(flow, sheet.closing)
    below, flow.y = flow.y, top
    with flow.inset(flow.width - sum(column.width for column in _SUMS)):
        _sums(flow, sheet)
    flow.y = max(below, flow.y) + 6
    _signatures(flow, sheet.closing)
    return paper.finish()


def _head(flow: Flow, day: date, centre: CentreRow) -> None:
    sheet, y = flow.sheet, flow.y
    width = sheet.text(flow.left, centre_line(y, 10, LIST_TITLE.size), TITLE, LIST_TITLE)
    words = era.with_weekday(era.wareki(day), day)
    sheet.text(flow.left + width + 8, centre_line(y, 10, 11), words, LIST_CELL.at(11))
    sheet.text(flow.right, centre_line(y, 10, 10.5), centre.label, LIST_CELL.at(10.5), "right")
    sheet.line(flow.left, y + 11, flow.right, y + 11, 0.6)
    flow.y = y + 15


def _line(line: CashLine) -> Sequence[str | Cell]:
    taken, back = ("", number(-line.amount)) if line.amount < 0 else (number(line.amount), "")
    return (line.receipt, line.payer, line.purpose, taken, back)


def _count(flow: Flow, closing: ClosingRow | None) -> None:
    """Every note and coin; empty cells where the sum alone was written, or nothing yet."""
    found = dict(closing.pieces) if closing else {}
    rows = [_piece(yen, found.get(yen), bool(found)) for yen in PIECES]
    total = ("計", "", number(closing.counted) if closing else "")
    draw_table(flow, Table(_COUNT, LIST_TABLE, title="２　現金を数える", unit="円", total=total), rows)


def _piece(yen: int, count: int | None, counted: bool) -> Sequence[str]:  # noqa: FBT001 - a plain fact
    if not counted:
        return (number(yen), "", "")
    return (number(yen), str(count or 0), number(yen * (count or 0)))


def _sums(flow: Flow, sheet: CashSheet) -> None:
    closing = sheet.closing
    rows: list[Sequence[str | Cell]] = [
        ("受け取り", number(sheet.taken)),
        ("返金", number(sheet.returned)),
        ("あるはずの現金", Cell(number(closing.expected if closing else sheet.total), bold=True)),
        ("数えた現金", Cell(number(closing.counted), bold=True) if closing else ""),
        ("過不足", number(closing.difference) if closing else ""),
    ]
    draw_table(flow, Table(_SUMS, LIST_TABLE, title="３　まとめ", unit="円"), rows)
    flow.gap(4)
    flow.heading("過不足のわけ", LIST_HEADING)
    flow.sheet.box(flow.left, flow.y, flow.width, 18, 0.5)
    if closing and closing.note:
        with flow.inset(2, 2), flow.paper.owner(TITLE):
            top = flow.y
            flow.y += 2
            flow.text(closing.note, LIST_SMALL)
            flow.y = max(top + 18, flow.y)
    else:
        flow.y += 18


def _signatures(flow: Flow, closing: ClosingRow | None) -> None:
    """Who counted, who looked again; a closed day says who closed it when."""
    width, height = 85.0, 16.0
    for place, words in enumerate(SIGNERS):
        x = flow.left + place * (flow.width - width)
        flow.sheet.text(x, flow.y + height - 4, words, LIST_SMALL)
        flow.sheet.line(x + 20, flow.y + height - 3, x + width - 14, flow.y + height - 3, 0.5)
        flow.sheet.text(x + width, flow.y + height - 4, "㊞", LIST_CELL, "right")
    flow.y += height
    if closing:
        moment = closing.closed_at.astimezone(clock.JST)
        words = f"{era.wareki(moment.date())} {at(moment)}　{closing.closed_by}が締めました。"
        flow.text(words, LIST_SMALL, "right")
