"""The words of a file for sex and relation, and what each is read as: shown, and changed where it is read wrongly."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from kobe_desk.core.names import as_typed
from kobe_desk.core.sheets.sheet import DITTOS, Sheet
from kobe_desk.modules.members.exchange.cells import HEAD_WORDS, sex_word
from kobe_desk.modules.members.exchange.fields import Field
from kobe_desk.modules.members.exchange.mapping import HEAD, SAME, Mapping
from kobe_desk.modules.members.exchange.roster_rows import NOTHING

LOOKED_AT = 50_000
"""So many lines are looked through for words."""
MOST = 30
"""So many words of a column are shown, the frequent ones first."""


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word of a column, in how many lines it stands, and what it is read as; `known` is False for a guess."""

    field: str
    word: str
    count: int
    meaning: str
    known: bool


def words_of(sheet: Sheet, mapping: Mapping) -> tuple[WordRow, ...]:
    """Every word for sex and relation in the table, as it is mapped now."""
    places = {field: mapping.fields.index(field) for field in (Field.SEX, Field.RELATION) if field in mapping.fields}
    if not places:
        return ()
    found: dict[Field, Counter[str]] = {field: Counter() for field in places}
    for row in islice(sheet.rows(), LOOKED_AT):
        for field, place in places.items():
            if place < len(row.cells) and (word := as_typed(row.cells[place])) and word not in NOTHING | DITTOS:
                found[field][word] += 1
    chosen = {(field, word): meaning for field, word, meaning in mapping.words}
    return tuple(_rows(found, chosen))


def _rows(found: dict[Field, Counter[str]], chosen: dict[tuple[str, str], str]) -> Iterable[WordRow]:
    for field, counter in found.items():
        for word, count in counter.most_common(MOST):
            if (field.value, word) in chosen:
                yield WordRow(field.value, word, count, chosen[field.value, word], True)
            elif field is Field.SEX:
                meaning = sex_word(word)
                yield WordRow(field.value, word, count, meaning or "", meaning is not None)
            else:
                yield WordRow(field.value, word, count, HEAD if word in HEAD_WORDS else SAME, True)
