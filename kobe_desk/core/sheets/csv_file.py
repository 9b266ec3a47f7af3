"""Reads CSV as people make it: any of Japan's encodings, three separators, and rows that are broken."""

import csv
import io
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from kobe_desk.core.progress import Report, silent
from kobe_desk.core.sheets.encoding import encoding_of
from kobe_desk.core.sheets.guard import bare
from kobe_desk.core.sheets.header import LOOKED_AT, find_header
from kobe_desk.core.sheets.sheet import (
    BROKEN_QUOTES,
    CELL_TOO_LONG,
    UNREADABLE,
    CannotReadSheet,
    EmptySheet,
    Limits,
    NotASheet,
    Sheet,
    SheetChanged,
    SheetRow,
    SheetTooLarge,
    TooManyRows,
)

_SEPARATORS = ",\t;"
_REPORT_EVERY = 1_000
_BLOCK = 2**14
_SHOWN = 1_000
"""So much of a broken line is shown."""


def read(source: Path | bytes, file: str, limits: Limits, words: Collection[str] = ()) -> Sheet:
    """The table of a CSV file: what it is, and its header; its rows stay in the file."""
    with _opened(source) as stream:
        size = stream.seek(0, io.SEEK_END)
        if size > limits.size:
            raise SheetTooLarge(None, file=file, most=limits.size // 2**20)
        encoding = encoding_of(stream)
    if encoding is None:
        raise NotASheet(None, file=file)
    sheet = Sheet(file, "csv", (), 0, source, _stamp(source), encoding, "", (), limits)
    sheet = replace(sheet, separator=_separator(sheet))
    top = list(islice(rows(sheet, silent), LOOKED_AT))
    if not top:
        raise EmptySheet(None, file=file)
    found = find_header(top, words)
    return replace(sheet, header=found.names, header_line=found.line)


def _opened(source: Path | bytes) -> BinaryIO:
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def _stamp(source: Path | bytes) -> tuple[int, int]:
    if isinstance(source, bytes):
        return (len(source), 0)
    status = source.stat()
    return (status.st_size, status.st_mtime_ns)


def _bytes(sheet: Sheet) -> BinaryIO:
    """The file as it was when its header was read, or a refusal: the stick may have been pulled out since."""
    try:
        if _stamp(sheet.source) != sheet.stamp:
            raise SheetChanged(None, file=sheet.file)
        return _opened(sheet.source)
    except OSError:
        raise CannotReadSheet(None, file=sheet.file) from None


def _lines(stream: BinaryIO, sheet: Sheet) -> Iterator[str]:
    return io.TextIOWrapper(stream, sheet.encoding, errors="replace", newline="")


def _separator(sheet: Sheet) -> str:
    """The separator that cuts most of the first lines into the same number of cells."""
    with _bytes(sheet) as stream:
        lines = [line[:_BLOCK] for line in islice(_lines(stream, sheet), LOOKED_AT) if line.strip("\r\n,;\t ")]
    return max(_SEPARATORS, key=lambda separator: _evenness(lines, separator))


def _evenness(lines: list[str], separator: str) -> int:
    counts = [len(next(csv.reader([line], delimiter=separator), ())) for line in lines]
    usual = max(set(counts), key=counts.count, default=1)
    return counts.count(usual) * (usual - 1)


class _Lines:
    """Lines for the csv module, remembered until their row is complete, so that a broken row gives back the rest."""

    def __init__(self, lines: Iterator[str], most: int) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._most = most
        self.taken: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= self._most:
            raise csv.Error
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line

    def give_back(self) -> str:
        """Return all but the first line, which is the broken one."""
        first, *rest = self.taken
        self._again.extendleft(reversed(rest))
        return first


def _parsed(lines: _Lines, separator: str) -> Iterator[SheetRow]:
    """Every row and its first line; a row whose quotes do not close is one line long, and the next line is read."""
    line, reader = 1, csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            broken = lines.give_back().rstrip("\r\n")
            reason = CELL_TOO_LONG if len(broken) > csv.field_size_limit() else BROKEN_QUOTES
            yield SheetRow(line, [broken[:_SHOWN]], reason)
            line, reader = line + 1, csv.reader(lines, delimiter=separator, strict=True)
        else:
            yield SheetRow(line, cells)
            line += len(lines.taken)


def _filled(row: SheetRow) -> SheetRow | None:
    """The row, without the apostrophes of our own exports; None if it is blank."""
    joined = "".join(row.cells)
    if not joined.strip():
        return None
    if "\ufffd" in joined and not row.problem:
        return row._replace(cells=[" ".join(filter(None, row.cells))[:_SHOWN]], problem=UNREADABLE)
    return row._replace(cells=[bare(cell) for cell in row.cells]) if "'" in joined or '="' in joined else row


def rows(sheet: Sheet, report: Report) -> Iterator[SheetRow]:
    """Every row with anything in it, header included, reporting the bytes read."""
    with _bytes(sheet) as stream:
        lines = _Lines(_lines(stream, sheet), sheet.limits.lines_of_a_row)
        for count, row in enumerate(_parsed(lines, sheet.separator)):
            if count % _REPORT_EVERY == 0:
                report(stream.tell(), sheet.stamp[0])
            if count > sheet.limits.rows:
                raise TooManyRows(None, file=sheet.file, most=sheet.limits.rows)
            if filled := _filled(row):
                yield filled
        report(sheet.stamp[0], sheet.stamp[0])
