"""The cash book on paper (出納帳): every line with its balance, receipts named by number and page."""

from datetime import date

from kobe_desk.core.japanese import era
from kobe_desk.modules.ledger.usecases import Book, EntryRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.styles import LEDGER, LIST_CELL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Cell, Column, Kind, Table, draw_table
from kobe_desk.paper.table.spec import number

TITLE = "出納帳"
COLUMNS = (
    Column("番号", 14, "right", Kind.CODE),
    Column("日付", 20, "center", Kind.CODE),
    Column("科目", 32),
    Column("内容", 72),
    Column("相手", 38),
    Column("収入", 22, "right", Kind.NUMBER),
    Column("支出", 22, "right", Kind.NUMBER),
    Column("残高", 23, "right", Kind.NUMBER),
    Column("領収書", 19),
)


def book_pdf(
    book: Book, association: str, label: str, said: str = "", *, made: date | None = None, sample: bool = False
) -> bytes:
    """The lines of a filter that `said` says in words. Raises MissingGlyph."""
    title = f"{TITLE}（{label}）"
    paper = Paper(PaperFacts(title, author=association, made=made, sample=sample), LEDGER)
    flow = Flow(paper)
    _head(flow, association, label, said)
    rows = [_cells(row) for row in book.rows]
    if book.opening and book.which.whole:
        rows.insert(0, ["", "", "", "前年度から（まだ繰り越していません）", "", None, None, book.opening, ""])
    total: list[str | int | None] = ["", "", "", "計", "", book.income, book.expense, None, ""]
    table = Table(COLUMNS, LIST_TABLE, title="", unit="円", empty="この条件の出納はありません。", total=total)
    draw_table(flow, table, rows)
    return paper.finish()


def _head(flow: Flow, association: str, label: str, said: str) -> None:
    sheet, y = flow.sheet, flow.y
    width = sheet.text(flow.left, centre_line(y, 10, LIST_TITLE.size), TITLE, LIST_TITLE)
    words = "　".join(filter(None, (label, said)))
    sheet.within(flow.left + width + 8, centre_line(y, 10, 11), 130, words, LIST_CELL.at(11))
    sheet.text(flow.right, centre_line(y, 10, 10.5), association, LIST_CELL.at(10.5), "right")
    flow.y = y + 11


def _cells(row: EntryRow) -> list[str | int | Cell | None]:
    text = f"{row.text}（取消済）" if row.reversed else row.text
    moved = f"{text}　{number(row.moved)}円" if row.moved and not (row.income or row.expense) else text
    return [
        str(row.number), era.short(row.day), row.account, moved, row.partner, row.income or None, row.expense or None,
        row.balance, row.paper or ("写しあり" if row.scans else ""),
    ]  # fmt: skip
