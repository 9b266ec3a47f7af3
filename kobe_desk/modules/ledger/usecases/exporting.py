"""The book as a file: typed rows, and a record of who was given them and what for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association
from kobe_desk.modules.ledger.model import BookExport
from kobe_desk.modules.ledger.usecases.balances import year_of
from kobe_desk.modules.ledger.usecases.budget import statement
from kobe_desk.modules.ledger.usecases.errors import PurposeMissing, RecipientMissing
from kobe_desk.modules.ledger.usecases.reading import book
from kobe_desk.modules.ledger.usecases.rows import BookFilter

BOOK, STATEMENT = "book", "statement"
BOOK_HEADINGS = (
    "番号", "日付", "科目", "内容", "相手", "収入", "支出", "残高", "移した額", "現金・預金", "領収書", "状態",
)  # fmt: skip
STATEMENT_HEADINGS = ("区分", "科目", "予算額", "決算額", "差異", "摘要")
SIDES = {"income": "収入", "expense": "支出"}
GONE = NoUndo(N_("What is given away stays in the record."))

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class BookFile:
    """The rows of a file, typed, under their headings; `number` is its number in the record."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is written and for whom: `what` is the book or the statement of the filter's year, `kind` the file's."""

    what: str
    kind: str
    recipient: str
    purpose: str
    said: str = ""
    """The filter in words, for the record."""


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A file of the book that left the desk."""

    id: UUID
    label: str
    day: date
    what: str
    recipient: str
    purpose: str
    lines: int


@query(needs="ledger.read")
def preview_book_file(session: Session, which: BookFilter, what: str) -> BookFile:
    """What the file would hold, without a record: for trying whether an encoding has every character."""
    return _file(session, which, what)


@usecase(label=N_("Write the book to a file"), needs="ledger.edit", undo=GONE)
def export_book(session: Session, which: BookFilter, request: ExportRequest) -> BookFile:
    """The rows of a file that leaves the desk, recorded with recipient and purpose.

    Raises RecipientMissing, PurposeMissing.
    """
    if not request.recipient.strip():
        raise RecipientMissing("recipient")
    if not request.purpose.strip():
        raise PurposeMissing("purpose")
    found = _file(session, which, request.what)
    today = clock.today()
    year = year_of(session, today)
    row = BookExport(
        fiscal_year=year,
        number=numbers.take(session, "book_export", year),
        day=today,
        kind=request.kind,
        what=f"{request.what} {which.year} {request.said}".strip(),
        recipient=request.recipient.strip(),
        purpose=request.purpose.strip(),
        lines=len(found.rows),
    )
    session.add(row)
    session.flush()
    return BookFile(found.headings, found.rows, _label(session, row))


@query(needs="ledger.read")
def book_exports(session: Session) -> tuple[ExportRow, ...]:
    """Every file of the book that left the desk, the latest first."""
    found = session.scalars(sa.select(BookExport).order_by(BookExport.fiscal_year.desc(), BookExport.number.desc()))
    return tuple(
        ExportRow(each.id, _label(session, each), each.day, each.what, each.recipient, each.purpose, each.lines)
        for each in found
    )


def _label(session: Session, row: BookExport) -> str:
    mark = session.scalar(sa.select(Association.mark)) or ""
    return f"{mark}会{row.fiscal_year}-{row.number:03}"


def _file(session: Session, which: BookFilter, what: str) -> BookFile:
    if what == STATEMENT:
        told = statement(session, which.year)
        rows: list[tuple[Value, ...]] = [
            (SIDES[row.kind], row.account, row.budget, row.actual, row.difference, row.note) for row in told.rows
        ]
        return BookFile(STATEMENT_HEADINGS, tuple(rows))
    lines = book(session, which).rows
    states = {(True, False): "取消済", (False, True): "取消", (True, True): "取消"}
    return BookFile(BOOK_HEADINGS, tuple(
        (row.number, row.day, row.account, row.text, row.partner, row.income or None, row.expense or None, row.balance,
         row.moved or None, row.purse, row.paper, states.get((row.reversed, row.reverses), ""))
        for row in lines
    ))  # fmt: skip
