"""Finds the row that names the columns: lists often begin with a title, a date and a blank line."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kobe_desk.core.names import fold
from kobe_desk.core.sheets.sheet import SheetRow

LOOKED_AT = 30
"""Rows from the top among which the header is sought."""

_DATA = re.compile(r"[SHRTM明大昭平令]?[\d０-９][\d０-９.,/\-‐－ー年月日円¥]*\Z|.*\d{3,}")


class Header(NamedTuple):
    line: int
    names: tuple[str, ...]


def _filled(row: SheetRow) -> list[str]:
    return [cell for cell in map(str.strip, row.cells) if cell]


def _known(row: SheetRow, words: frozenset[str]) -> int:
    return sum(fold(cell) in words for cell in _filled(row))


def _looks_like_data(row: SheetRow) -> bool:
    return any(_DATA.match(cell) for cell in _filled(row))


def known_words(top: Sequence[SheetRow], words: Collection[str]) -> int:
    """How many of the expected headings the best of the first rows holds: a cover sheet has none."""
    known = frozenset(map(fold, words))
    return max((_known(row, known) for row in top if not row.problem), default=0)


def find_header(top: Sequence[SheetRow], words: Collection[str] = ()) -> Header:
    """The header among the first rows: the one with most of the known words (氏名, 住所 …), else the first that is
    as wide as the table. Line 0 and empty names when that row already holds data."""
    good = [row for row in top if not row.problem]
    if not good:
        return Header(0, ())
    known = frozenset(map(fold, words))
    best = max(good, key=lambda row: (_known(row, known), -row.line))
    if _known(best, known):
        return _named(best)
    widest = max(len(_filled(row)) for row in good)
    first = next(row for row in good if len(_filled(row)) * 2 > widest)
    return Header(0, ("",) * len(first.cells)) if _looks_like_data(first) else _named(first)


def _named(row: SheetRow) -> Header:
    return Header(row.line, tuple(" ".join(cell.split()) for cell in row.cells))
