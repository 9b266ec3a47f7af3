"""A block of cells as it goes through the clipboard: lines of tabs, and quotes around what holds a tab or a line."""

import csv
import io
from collections.abc import Iterable, Sequence

from kobe_desk.core.sheets.guard import bare, guarded

_LINE_ENDS = str.maketrans({"\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def block_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as a spreadsheet takes them from the clipboard; nothing in them is run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def read_block(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a block that was copied in a spreadsheet, a table or a text; empty lines at its end are none."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS).replace("\0", "")
    quoted = plain.startswith('"') or '\t"' in plain or '\n"' in plain
    lines = csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab") if quoted else None
    rows = [tuple(row) for row in (lines if lines is not None else (line.split("\t") for line in plain.split("\n")))]
    while rows and not any(rows[-1]):
        rows.pop()
    return tuple(tuple(bare(cell) for cell in row) or ("",) for row in rows)
