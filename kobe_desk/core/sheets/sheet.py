"""A table read from a file: its header and, chunk by chunk, its rows."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import Report, silent
from kobe_desk.core.text import N_

CHUNK = 5_000
"""Rows that are in memory at once."""


class NotASheet(UserError):
    text = N_("“{file}” is not a table this program can read. Save it as CSV or as an Excel workbook (.xlsx).")


class CannotReadSheet(UserError):
    text = N_("“{file}” cannot be opened. Close it in Excel and other programs, and try again.")


class EmptySheet(UserError):
    text = N_("There is nothing in “{file}”. Choose the file that holds the table.")


class SheetTooLarge(UserError):
    text = N_("“{file}” is too large: at most {most} MB can be read. Divide it into smaller files.")


class TooManyRows(UserError):
    text = N_("“{file}” has more than {most:,} rows. Divide it into smaller files.")


class TooManyParts(UserError):
    text = N_("“{file}” holds too many pictures and sheets. Copy the sheet with the table into a new workbook.")


class FarCell(UserError):
    text = N_("A cell of “{file}” lies far from the table, at {cell}. Delete the rows and columns outside the table.")


class EncryptedSheet(UserError):
    text = N_("“{file}” is protected by a password. Open it in Excel, take the password off and save it again.")


class OldWorkbook(UserError):
    text = N_("“{file}” is an old Excel workbook (.xls). Open it in Excel and save it as .xlsx.")


class DamagedSheet(UserError):
    text = N_("“{file}” is damaged and cannot be read. Open it in Excel and save it again.")


class SheetChanged(UserError):
    text = N_("“{file}” was changed while it was being read. Choose it once more.")


DITTO = "〃"
"""What stands in a cell that says what the cell above says; so do the lines of a merged cell."""
DITTOS = frozenset((DITTO, "同上", "″", "”", "々", '"', "〃〃"))
"""How people write the same by hand."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a stranger's file is taken: sizes in bytes, unpacked for a workbook."""

    size: int = 64 * 2**20
    unpacked: int = 100 * 2**20
    entries: int = 2_000
    ratio: int = 100
    rows: int = 200_000
    lines_of_a_row: int = 200


class SheetRow(NamedTuple):
    """A row with any text in it. `line` is its first line in the file (header = 1 when nothing stands above it);
    `problem` is a text for the user when the row cannot be trusted, and `cells` then hold the raw line."""

    line: int
    cells: list[str]
    problem: str = ""


BROKEN_QUOTES = N_("The quotation marks of this row do not close.")
CELL_TOO_LONG = N_("A cell of this row is far too long. Shorten it in the file.")
UNREADABLE = N_("This row holds characters that cannot be read.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of a file; `rows()` reads it again from the start each time. Small, and can cross processes."""

    file: str
    form: str
    """csv, xlsx or vcard."""
    header: tuple[str, ...]
    """The names of the columns; all empty when the table has none."""
    header_line: int
    """Its line in the file; 0 when the table has none."""
    source: Path | bytes
    """The CSV file, or the packed rows of a workbook or of vCards."""
    stamp: tuple[int, int] = (0, 0)
    encoding: str = ""
    separator: str = ""
    sheet_names: tuple[str, ...] = ()
    limits: Limits = Limits()
    hidden: tuple[int, ...] = ()
    """The lines of a workbook's rows that are hidden in it."""
    struck: tuple[int, ...] = ()
    """Those in which something is crossed out."""

    def rows(self, report: Report = silent) -> Iterator[SheetRow]:
        """Every row below the header that holds anything; lines of blanks and of `,,,` are left out."""
        return (row for row in self._lines(report) if row.line > self.header_line)

    def every_row(self, report: Report = silent) -> Iterator[SheetRow]:
        """Every row that holds anything, the header and what stands above it among them."""
        return self._lines(report)

    def first(self, count: int = 20) -> list[SheetRow]:
        """The first rows, for a preview."""
        return list(islice(self.rows(), count))

    def _lines(self, report: Report) -> Iterator[SheetRow]:
        from kobe_desk.core.sheets import csv_file

        if self.form != "csv" and isinstance(self.source, bytes):
            return unpacked(self.source)
        return csv_file.rows(self, report)


def packed(rows: Iterator[SheetRow]) -> bytes:
    """Rows in little space: how a workbook's rows leave the process that read it."""
    squeeze = zlib.compressobj(1)
    parts = []
    while chunk := list(islice(rows, CHUNK)):
        parts.append(squeeze.compress(json.dumps(chunk, ensure_ascii=False).encode() + b"\n"))
    return b"".join((*parts, squeeze.flush()))


def unpacked(data: bytes) -> Iterator[SheetRow]:
    """The rows of `packed`, a chunk at a time."""
    expand, rest = zlib.decompressobj(), b""
    for start in range(0, len(data), 2**16):
        *lines, rest = (rest + expand.decompress(data[start : start + 2**16])).split(b"\n")
        for line in lines:
            yield from (SheetRow(*row) for row in json.loads(line))
