"""The book of keys (鍵台帳): who has which key since when; what is not back stands out."""

from collections.abc import Sequence
from datetime import date, datetime

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.modules.bookings.papers.words import at, hours
from kobe_desk.modules.bookings.usecases import BookingRow, CentreRow
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.sheet import centre_line
from kobe_desk.paper.styles import LEDGER, LIST_CELL, LIST_TITLE
from kobe_desk.paper.table import LIST_TABLE, Cell, Column, Kind, Table, draw_table

TITLE = "鍵台帳"
LINES = 16
_COLUMNS = (
    Column("鍵", 22, "center", Kind.CODE),
    Column("部屋", 34),
    Column("利用日", 46, "center"),
    Column("借りた団体", 62),
    Column("渡した時刻", 34, "center"),
    Column("返った時刻", 34, "center"),
    Column("備考", 30, "center"),
)


def keys_pdf(
    rows: Sequence[BookingRow], centre: CentreRow, first: date, *, made: date | None = None, sample: bool = False
) -> bytes:
    """The keys handed out in a month, with empty lines to go on by hand. Raises MissingGlyph."""
    paper = Paper(PaperFacts(TITLE, author=centre.label, made=made, sample=sample), LEDGER)
    flow = Flow(paper)
    sheet = flow.sheet
    width = sheet.text(flow.left, centre_line(flow.y, 9, LIST_TITLE.size), TITLE, LIST_TITLE)
    words = f"{centre.label}　{era.era_year(first)}{first.month}月"
    sheet.text(flow.left + width + 8, centre_line(flow.y, 9, LIST_CELL.size), words, LIST_CELL.at(11))
    flow.gap(13)
    blank = ("",) * len(_COLUMNS)
    lines = [_line(row) for row in rows]
    draw_table(flow, Table(_COLUMNS, LIST_TABLE), [*lines, *[blank] * max(0, LINES - len(lines))])
    return paper.finish()


def _line(row: BookingRow) -> Sequence[str | Cell]:
    back = Cell("未返却", bold=True) if row.key_out and not row.key_back else ""
    return (
        row.key,
        row.room,
        f"{row.start.month}/{row.start.day} {hours(row)}",
        row.title,
        _moment(row.key_out),
        _moment(row.key_back),
        back,
    )


def _moment(moment: datetime | None) -> str:
    """A fact's moment as the clock on the wall showed it."""
    if moment is None:
        return ""
    shown = moment.astimezone(clock.JST)
    return f"{shown.month}/{shown.day} {at(shown)}"
