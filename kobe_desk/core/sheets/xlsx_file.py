"""Reads an Excel workbook (.xlsx); meant for a child process with limits, and careful without one."""

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from kobe_desk.core.progress import Report
from kobe_desk.core.sheets import hidden
from kobe_desk.core.sheets.guard import bare
from kobe_desk.core.sheets.header import LOOKED_AT, find_header, known_words
from kobe_desk.core.sheets.sheet import (
    DITTO,
    DamagedSheet,
    EmptySheet,
    EncryptedSheet,
    FarCell,
    Limits,
    NotASheet,
    OldWorkbook,
    Sheet,
    SheetRow,
    SheetTooLarge,
    TooManyParts,
    packed,
    unpacked,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BLOCK = 2**20
_FAR = re.compile(rb'<c [^>]*?r="((?:[A-Z]{3}|[E-Z][A-Z])\d+|[A-Z]{1,2}(?:[5-9]\d{4}|\d{6,}))"')
"""A cell beyond column DZ or line 49,999: the reader would make room for everything before it."""
_BAD_FILE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def refuse_old(data: bytes, file: str) -> None:
    """An OLE file is a workbook of before 2007, or a new one behind a password."""
    raise (EncryptedSheet if _ENCRYPTED in data else OldWorkbook)(None, file=file)


def read(
    data: bytes,
    file: str,
    limits: Limits,
    words: Collection[str],
    name: str | None,
    report: Report,
    across: bool = False,
) -> Sheet:
    """The table of one sheet of a workbook: the named one, else the one with most of the expected headings."""
    _check_unpacked(data, file, limits)
    names, chosen, found = _rows(data, file, words, name, across)
    lines: list[int] = []
    rows = packed(_counted(found, report, lines))
    top = list(islice(unpacked(rows), LOOKED_AT))
    if not top:
        raise EmptySheet(None, file=file)
    header = find_header(top, words)
    hidden_lines, struck = (
        tuple(line for line in lines if line in aside and line > header.line)
        for aside in hidden.set_aside(data, chosen)
    )
    return Sheet(
        file, "xlsx", header.names, header.line, rows, sheet_names=names, limits=limits, hidden=hidden_lines,
        struck=struck,
    )  # fmt: skip


def _check_unpacked(data: bytes, file: str, limits: Limits) -> None:
    """Refuse a zip bomb before anything is read from it: first by what it declares, then by what comes out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if not any(entry.filename == "xl/workbook.xml" for entry in entries):
                raise NotASheet(None, file=file)
            if len(entries) > limits.entries:
                raise TooManyParts(None, file=file)
            declared = sum(entry.file_size for entry in entries)
            if declared > min(limits.unpacked, len(data) * limits.ratio):
                raise _too_large(file, limits)
            left = limits.unpacked
            for entry in entries:
                left -= _check_entry(archive, entry, left, file, limits)
    except _BAD_FILE as damage:
        raise DamagedSheet(None, file=file) from damage


def _too_large(file: str, limits: Limits) -> SheetTooLarge:
    return SheetTooLarge(None, file=file, most=limits.unpacked // 2**20)


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, file: str, limits: Limits) -> int:
    """The bytes an entry really unpacks to, whatever it declares."""
    entry.file_size = left + 1
    size, tail = 0, b""
    with archive.open(entry) as stream:
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > left:
                raise _too_large(file, limits)
            if far := entry.filename.startswith("xl/worksheets/") and _FAR.search(tail + block):
                raise FarCell(None, file=file, cell=far[1].decode())
            tail = block[-200:]
    return size


def _rows(
    data: bytes, file: str, words: Collection[str], name: str | None, across: bool
) -> tuple[tuple[str, ...], str, Iterator[SheetRow]]:
    """The names of all sheets, that of the one to be read, and its rows."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        pages = [each for each in book.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet]
        names = tuple(each.name for each in pages)
        shown = tuple(each.name for each in pages if each.visible == calamine.SheetVisibleEnum.Visible)
        wanted = (name,) if name in names else shown or names
        sheets = [sheet for sheet in map(book.get_sheet_by_name, wanted) if sheet.height]
    except calamine.CalamineError as damage:
        raise DamagedSheet(None, file=file) from damage
    if not sheets:
        return names, "", iter(())
    best = max(sheets, key=lambda sheet: known_words(list(islice(_sheet_rows(sheet, {}), LOOKED_AT)), words))
    rows = _spread_rows(best) if across else _sheet_rows(best, hidden.of_sheet(data, best.name))
    return names, best.name, rows


def _sheet_rows(sheet: Any, errors: Mapping[tuple[int, int], str]) -> Iterator[SheetRow]:
    """Rows with anything in them: what stands in error is named, and below a cell merged over lines stands 〃."""
    below = hidden.below_merged(sheet.merged_cell_ranges, sheet.total_height + 1)
    for line, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [bare(_text(value)) for value in values]
        if errors:
            cells = [errors.get((line, place), cell) for place, cell in enumerate(cells)]
        if any(map(str.strip, cells)):
            for place in below.get(line, ()):
                cells[place] = cells[place] or DITTO
            yield SheetRow(line, cells)


def _spread_rows(sheet: Any) -> Iterator[SheetRow]:
    """Rows in which every cell of a merged area says what the area says, as it is seen on the wall."""
    shown = hidden.shown_across(sheet.merged_cell_ranges, sheet.total_height + 1, sheet.total_width + 1)
    asked = {origin for cells in shown.values() for _column, origin in cells}
    said: dict[tuple[int, int], str] = {}
    for line, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [bare(_text(value)) for value in values]
        said |= {(line, column): cell for column, cell in enumerate(cells) if (line, column) in asked}
        for column, origin in shown.get(line, ()):
            if column < len(cells):
                cells[column] = cells[column] or said.get(origin, "")
        if any(map(str.strip, cells)):
            yield SheetRow(line, cells)


def _text(value: object) -> str:
    """A cell as a person would type it: 5.0 is 5, a day is 1948-04-01, true is TRUE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return _moment(value)


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date | timedelta | int):
        return str(value)
    return ""


def _counted(rows: Iterator[SheetRow], report: Report, lines: list[int]) -> Iterator[SheetRow]:
    """The rows as they are; their lines gather in `lines`."""
    for count, row in enumerate(rows):
        if count % 1_000 == 0:
            report(count, 0)
        lines.append(row.line)
        yield row


def bytes_of(source: Path | bytes) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()
