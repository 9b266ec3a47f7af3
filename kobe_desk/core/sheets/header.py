"""Finds the row that names the columns: lists often begin with a title, a date and a blank line."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kobe_desk.core.names import fold
from kobe_desk.core.sheets.sheet import DITTO, SheetRow

LOOKED_AT = 30
"""Rows from the top among which the header is sought."""
_SURE = 2
"""So many known words make a second line of headings; one may be somebody's 続柄 (世帯主)."""

_DATA = re.compile(r"[SHRTM明大昭平令]?[\d０-９][\d０-９.,/\-‐－ー年月日円¥]*\Z|.*\d{3,}")


class Header(NamedTuple):
    """The names of the columns and the last line they take."""

    line: int
    names: tuple[str, ...]


def _key(cell: str) -> str:
    """A heading without width and kana; 〒, of which folding leaves nothing, as it stands."""
    return fold(cell) or cell


def _filled(row: SheetRow) -> list[str]:
    return [cell for cell in map(str.strip, row.cells) if cell and cell != DITTO]


def _known(row: SheetRow, words: frozenset[str]) -> int:
    return sum(_key(cell) in words for cell in _filled(row))


def _looks_like_data(row: SheetRow) -> bool:
    return any(_DATA.match(cell) for cell in _filled(row))


def known_words(top: Sequence[SheetRow], words: Collection[str]) -> int:
    """How many of the expected headings the best of the first rows holds: a cover sheet has none."""
    known = frozenset(map(_key, words))
    return max((_known(row, known) for row in top if not row.problem), default=0)


def find_header(top: Sequence[SheetRow], words: Collection[str] = ()) -> Header:
    """The header among the first rows: the one with most of the known words (氏名, 住所 …), else the first that is
    as wide as the table. Line 0 and empty names when that row already holds data."""
    good = [row for row in top if not row.problem]
    if not good:
        return Header(0, ())
    known = frozenset(map(_key, words))
    best = max(good, key=lambda row: (_known(row, known), -row.line))
    if _known(best, known):
        return _with_its_neighbour(good, best, known)
    widest = max(len(_filled(row)) for row in good)
    first = next(row for row in good if len(_filled(row)) * 2 > widest)
    return Header(0, ("",) * len(first.cells)) if _looks_like_data(first) else _named(first)


def _named(row: SheetRow) -> Header:
    return Header(row.line, tuple(" ".join(cell.split()) for cell in row.cells))


def _with_its_neighbour(good: Sequence[SheetRow], best: SheetRow, known: frozenset[str]) -> Header:
    """The header, or the two lines of one: 氏名 and 電話 above 姓, 名, 自宅 and 携帯."""
    for row in good:
        if abs(row.line - best.line) == 1 and _is_heading(row, known):
            above, below = sorted((row, best), key=lambda each: each.line)
            return Header(below.line, _together(above.cells, below.cells, known))
    return _named(best)


def _is_heading(row: SheetRow, known: frozenset[str]) -> bool:
    found = _known(row, known)
    return found >= _SURE and found * 2 >= len(_filled(row)) and not _looks_like_data(row)


def _together(above: Sequence[str], below: Sequence[str], known: frozenset[str]) -> tuple[str, ...]:
    names, last = [], ""
    for place in range(max(len(above), len(below))):
        upper, lower = (" ".join(cells[place].split()) if place < len(cells) else "" for cells in (above, below))
        lower = "" if lower == DITTO else lower
        last = upper or (last if lower else "")
        both = f"{last} {lower}".strip()  # 世帯 above 番号 is 世帯番号, and no number of the person's
        names.append(lower if _key(lower) in known and _key(both) not in known else both)
    return tuple(names)
