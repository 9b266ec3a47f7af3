"""Writes the book as a typed workbook, or as CSV for Excel or for old programs; nothing in it can run as a formula."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kobe_desk.core.progress import Report
from kobe_desk.core.sheets import writing
from kobe_desk.modules.ledger.usecases import BookFile


class Form(StrEnum):
    """What a book is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    CSV_CP932 = "csv_cp932"


@dataclass(frozen=True, slots=True)
class LostCell:
    """A text with characters that CP932 lacks: its line in the file (the heading is 1), its column, the characters."""

    line: int
    column: str
    value: str
    characters: str


def lost_in_cp932(file: BookFile) -> tuple[LostCell, ...]:
    """Every text that the old encoding cannot hold."""
    return tuple(
        LostCell(each.row + 2, each.column, each.value, "".join(each.characters))
        for each in writing.unwritable(file.headings, file.rows)
    )


def write_book(file: BookFile, target: Path, kind: str, title: str, mark: str | None, report: Report) -> Path:
    """Write the file. Raises CannotBeWritten where CP932 lacks characters and no substitute was chosen."""
    report(0, 1)
    if kind == Form.XLSX:
        writing.write_xlsx(target, title, file.headings, file.rows)
    elif kind == Form.CSV:
        writing.write_csv(target, file.headings, file.rows)
    else:
        writing.write_csv(target, file.headings, file.rows, encoding=writing.CP932, substitute=mark)
    return target
