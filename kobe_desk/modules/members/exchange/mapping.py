"""How the table of a file is read: a field for each column, and what somebody said otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import ascii_uppercase
from uuid import UUID

from kobe_desk.core.sheets.sheet import Sheet
from kobe_desk.modules.members.exchange.fields import Field
from kobe_desk.modules.members.rules.import_rows import OwnCell


def letter_of(place: int) -> str:
    """A column by its place from 0, as a spreadsheet calls it: E, AB."""
    return (ascii_uppercase[place // 26 - 1] if place >= 26 else "") + ascii_uppercase[place % 26]  # noqa: PLR2004


HEAD, SAME = "世帯主", "="
"""What a word for a relation can mean: the head, or itself."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read: a field for each column, and the era that dates without one are in (S, H …), if chosen."""

    fields: tuple[Field, ...]
    era: str = ""
    repairs: tuple[tuple[int, int, str], ...] = ()
    """Cells written otherwise than in the file: line, place of the column, text."""
    own: tuple[tuple[int, UUID], ...] = ()
    """Columns that hold the association's own fields: place and field; `fields` leaves them out."""
    words: tuple[tuple[str, str, str], ...] = ()
    """Words of the columns sex and relation that are read otherwise: field, word, and what it means.

    Of a sex female, male, other or nothing; of a relation `HEAD`, or `SAME` for no head, the word as it stands.
    """

    def read_as(self, field: str, word: str, meaning: str) -> "Mapping":
        """The same with one word read otherwise."""
        return replace(
            self, words=(*(each for each in self.words if each[:2] != (field, word)), (field, word, meaning))
        )

    def repaired(self, line: int, field: str, text: str) -> "Mapping":
        """The same with one cell written otherwise; a second time, the last writing holds."""
        if field not in self.fields:
            return self
        cell = (line, self.fields.index(Field(field)))
        return replace(self, repairs=(*(each for each in self.repairs if each[:2] != cell), (*cell, text)))


def own_cells(sheet: Sheet, mapping: Mapping) -> Iterator[OwnCell]:
    """The cells of the association's own fields, line by line."""
    heads = {place: sheet.header[place] if place < len(sheet.header) else "" for place, _field in mapping.own}
    for row in sheet.rows():
        for place, field in mapping.own:
            if place < len(row.cells) and not row.problem:
                yield OwnCell(row.line, field, heads[place], row.cells[place])
