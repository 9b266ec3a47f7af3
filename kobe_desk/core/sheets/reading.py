"""One door for every table a person brings: looks at the file, not at its name."""

from collections.abc import Collection
from pathlib import Path

from kobe_desk.core.progress import Report, silent
from kobe_desk.core.sheets import csv_file, vcard_file, xlsx_file
from kobe_desk.core.sheets.sheet import CannotReadSheet, EmptySheet, Limits, NotASheet, Sheet, SheetTooLarge


def read_sheet(
    source: Path | bytes,
    file: str = "",
    *,
    words: Collection[str] = (),
    sheet: str | None = None,
    limits: Limits | None = None,
    report: Report = silent,
    across: bool = False,
) -> Sheet:
    """The table in a CSV, XLSX or vCard file, ready to be read row by row.

    `words` are headers to expect (氏名, 住所 …), `sheet` the name of a workbook's sheet; `across` says
    that a merged area holds for every cell that it covers (a timetable). Plain arguments and a plain
    answer, so that it can run in a child process.
    """
    limits = limits or Limits()
    file = file or (source.name if isinstance(source, Path) else "")
    size, head = _size_and_head(source, file)
    if size > limits.size:
        raise SheetTooLarge(None, file=file, most=limits.size // 2**20)
    if head.startswith(xlsx_file.OLE):
        xlsx_file.refuse_old(xlsx_file.bytes_of(source), file)
    if head.startswith(xlsx_file.ZIP):
        return xlsx_file.read(xlsx_file.bytes_of(source), file, limits, words, sheet, report, across)
    if vcard_file.looks_like(head):
        return vcard_file.read(xlsx_file.bytes_of(source), file, limits)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_NO_TABLES):
        raise NotASheet(None, file=file)
    return csv_file.read(source, file, limits, words)


_HEAD = 64
_NO_TABLES = (b"%PDF", b"<", b"{", b"\x89PNG", b"GIF8", b"\xff\xd8\xff")
"""How pages of the web, PDFs and pictures begin, whatever they are called."""


def _size_and_head(source: Path | bytes, file: str) -> tuple[int, bytes]:
    if isinstance(source, bytes):
        size, head = len(source), source[:_HEAD]
    else:
        try:
            with source.open("rb") as stream:
                size, head = source.stat().st_size, stream.read(_HEAD)
        except OSError as trouble:
            raise CannotReadSheet(None, file=file) from trouble
    if not size:
        raise EmptySheet(None, file=file)
    return size, head
