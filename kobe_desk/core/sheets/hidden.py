"""What a workbook's reader does not tell: cells that show an error (#N/A), lines that a merged cell covers, and those
that somebody hid or crossed out."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from posixpath import normpath

ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
"""What Excel shows in a cell that it could not work out."""
NO_RESULT = "#CALC!"
"""For a formula that was saved without its result."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_WRONG = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\br=\"([A-Z]{1,3})(\d{1,7})\")(?:(?=[^>]*\bt=\"e\")|(?![^>]*\bt=)(?=[^>]*><(?:\w+:)?f\b))[^>]*>"
    rb"(?:<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?\s*(?:<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</"
)
"""A cell of the kind error with what it shows, or one with a formula: without a result if there is no value."""

Range = tuple[tuple[int, int], tuple[int, int]]
Cell = tuple[int, int]


def of_sheet(data: bytes, name: str) -> dict[tuple[int, int], str]:
    """The cells of a sheet that show an error, by line (from 1) and column (from 0)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = _part(archive, name)
        text = archive.read(part) if part in archive.namelist() else b""
    if b't="e"' not in text and b"<f" not in text and b":f" not in text:
        return {}
    found = {}
    for letters, line, shown in _WRONG.findall(text):
        if (error := shown.decode("utf-8", "replace").strip() or NO_RESULT) in ERRORS:
            found[int(line), _column(letters)] = error
    return found


_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_FONT = re.compile(rb"<(?:\w+:)?font(?:\s[^>]*)?/>|<(?:\w+:)?font(?:\s[^>]*)?>.*?</(?:\w+:)?font>", re.DOTALL)
_STRIKE = re.compile(rb"<(?:\w+:)?strike\b(?!\s+val=\"(?:0|false)\")")
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_WRITTEN = re.compile(rb"<(?:\w+:)?c\b(?=[^>]*\br=\"[A-Z]+(\d+)\")(?=[^>]*\bs=\"(\d+)\")[^>]*(?<!/)>")


def set_aside(data: bytes, name: str) -> tuple[frozenset[int], frozenset[int]]:
    """The lines of a sheet that are hidden (a filter hides them, too), and those with a cell that is crossed out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.namelist()
        part = _part(archive, name)
        text = archive.read(part) if part in parts else b""
        styles = archive.read("xl/styles.xml") if "xl/styles.xml" in parts else b""
    rows = (_attribute(tag, "r") for tag in _HIDDEN_ROW.findall(text))
    struck = _struck_styles(styles)
    cells = _WRITTEN.findall(text) if struck else []
    return frozenset(int(row) for row in rows if row.isdecimal()), frozenset(int(r) for r, s in cells if s in struck)


def _struck_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the styles whose letters are crossed out."""
    fonts = {str(at) for at, font in enumerate(_FONT.findall(styles)) if _STRIKE.search(font)}
    listed = _STYLES.search(styles) if fonts else None
    tags = _STYLE.findall(listed[0]) if listed else []
    return frozenset(b"%d" % at for at, tag in enumerate(tags) if _attribute(tag, "fontId") in fonts)


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """Where the sheet of this name lies in the workbook; empty when nothing says so."""
    from html import unescape

    wanted = next(
        (
            _attribute(tag, "id")
            for tag in _SHEET.findall(archive.read("xl/workbook.xml"))
            if unescape(_attribute(tag, "name")) == name
        ),
        "",
    )
    if "xl/_rels/workbook.xml.rels" not in archive.namelist():
        return ""
    for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        if wanted and _attribute(tag, "Id") == wanted:
            target = _attribute(tag, "Target")
            return target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
    return ""


def _attribute(tag: bytes, name: str) -> str:
    match = re.search(rf"\b{name}=[\"']([^\"']*)[\"']".encode(), tag)
    return match[1].decode("utf-8", "replace") if match else ""


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def below_merged(ranges: Sequence[Range] | None, height: int) -> Mapping[int, list[int]]:
    """The columns of each line (from 1) that a cell merged downwards covers: what it says holds for them too."""
    found: dict[int, list[int]] = {}
    for (first, left), (last, right) in ranges or ():
        if left == right:
            for line in range(first + 1, min(last + 1, height)):
                found.setdefault(line + 1, []).append(left)
    return found


MOST_MERGED = 10_000
"""Cells of one merged area that are believed."""


def shown_across(ranges: Sequence[Range] | None, height: int, width: int) -> Mapping[int, list[tuple[int, Cell]]]:
    """The columns of each line (from 1) that a merged cell covers, each with the cell whose text they show.

    A title merged across from the first column is left where it stands.
    """
    found: dict[int, list[tuple[int, Cell]]] = {}
    for (first, left), (last, right) in ranges or ():
        last, right = min(last, height - 1), min(right, width - 1)
        if (last - first + 1) * (right - left + 1) > MOST_MERGED or (left == 0 and right > 0):
            continue
        for line in range(first, last + 1):
            for column in range(left, right + 1):
                if (line, column) != (first, left):
                    found.setdefault(line + 1, []).append((column, (first + 1, left)))
    return found
