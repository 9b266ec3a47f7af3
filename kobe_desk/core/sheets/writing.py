"""Writes rows as CSV for Excel or as a typed workbook; nothing written can run as a formula or turn into `?`."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kobe_desk.core import atomic, names
from kobe_desk.core.errors import UserError
from kobe_desk.core.sheets.guard import guarded
from kobe_desk.core.text import N_

Cell = str | int | date | None
UTF8 = "utf-8-sig"
"""What Excel opens without asking, and holds every name."""
CP932 = "cp932"
"""For old programs; lacks 𠮷 and every 異体字セレクタ."""

_SAME_IN_CP932 = str.maketrans("—", "―")
_LONGEST_TITLE = 31
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class CannotBeWritten(UserError):
    text = N_(
        "This encoding has no {characters} (in “{value}”, and {more} more). Choose UTF-8 or XLSX, or a substitute."
    )


@dataclass(frozen=True, slots=True)
class Unwritable:
    """A cell with characters that the encoding lacks; `row` counts from 0."""

    row: int
    column: str
    value: str
    characters: tuple[str, ...]


def unwritable(header: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str = CP932) -> tuple[Unwritable, ...]:
    """Every cell that the encoding cannot hold, to be shown before anything is written."""
    return tuple(
        Unwritable(number, header[column] if column < len(header) else "", cell, missing)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if isinstance(cell, str) and (missing := names.unwritable(_for(cell, encoding), encoding))
    )


def _for(text: str, encoding: str) -> str:
    return text.translate(_SAME_IN_CP932) if encoding == CP932 else text


def _replaced(text: str, encoding: str, substitute: str | None) -> str:
    text = _for(text, encoding)
    missing = names.unwritable(text, encoding)
    if missing and substitute is None:
        return text
    for character in missing:
        text = text.replace(character, "" if names.is_selector(character) else substitute or "")
    return text


def _plain(cell: Cell, encoding: str, substitute: str | None) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(_replaced(cell, encoding, substitute)) if isinstance(cell, str) else cell


def write_csv(
    target: Path,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    encoding: str = UTF8,
    substitute: str | None = None,
) -> None:
    """A CSV file as Excel reads it. Refuses what the encoding lacks unless the user chose a substitute (〓)."""
    if substitute is None and (lacking := unwritable(header, rows, encoding)):
        first = lacking[0]
        raise CannotBeWritten(None, characters="".join(first.characters), value=first.value, more=len(lacking) - 1)
    with atomic.writing(target) as file:
        text = io.TextIOWrapper(file, encoding, newline="")
        out = csv.writer(text, lineterminator="\r\n")
        out.writerow([_plain(name, encoding, substitute) for name in header])
        out.writerows([_plain(cell, encoding, substitute) for cell in row] for row in rows)
        text.flush()
        text.detach()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_xlsx(target: Path, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A workbook of one sheet: texts are texts (phone numbers keep their 0), amounts and days have their type."""
    write_workbook(target, [Sheet(title, header, rows)])


def write_workbook(target: Path, sheets: Iterable[Sheet]) -> None:
    """A workbook; sheets whose titles are the same within Excel's 31 characters are numbered."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for each in sheets:
        sheet = book.create_sheet(_sheet_title(each.title, [name.casefold() for name in book.sheetnames]))
        sheet.freeze_panes = "A2"
        for row in _with_header(each.header, each.rows):
            sheet.append([_typed(sheet, cell) for cell in row])
    with atomic.writing(target) as file:
        book.save(file)


def _sheet_title(title: str, taken: Sequence[str]) -> str:
    plain = re.sub(r"[\\/*?:\[\]]", " ", title).strip("'")
    named = plain[:_LONGEST_TITLE]
    number = 2
    while named.casefold() in taken:
        after = f" {number}"
        named = f"{plain[: _LONGEST_TITLE - len(after)]}{after}"
        number += 1
    return named


def _with_header(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield header
    yield from rows


def _typed(sheet: object, cell: Cell) -> object:
    from openpyxl.cell import WriteOnlyCell

    typed = WriteOnlyCell(sheet, None)  # type: ignore[arg-type]
    if isinstance(cell, str):
        typed.value = _CONTROLS.sub("", cell)
        typed.data_type = "s"
        typed.number_format = "@"
    else:
        typed.value = cell
    return typed
