"""Rows of one file that may be the same person: one name, and one more fact that agrees. A name alone says nothing."""

from array import array
from collections.abc import Sequence
from datetime import date

from kobe_desk.modules.members.rules.places import Places

FACTS = ("birth", "home", "phone", "mobile", "all")
"""What can agree beside the name; `all` when two rows say nothing but a name and are the same."""
MOST = 64
"""So many earlier rows of one name are looked at."""
_BITS = 0x7FFFFFFF

Marks = tuple[int, int, int, int, int]
"""The name and facts of a row as numbers that only mean something within one process; 0: not said. A row without any
fact has what else it says in place of the home."""


def marks(folded: str, birth: date | None, home: str, phones: tuple[str, str], rest: str) -> Marks:
    """What a row is compared by."""
    phone, mobile = phones
    day, at, first, second = birth.toordinal() if birth else 0, _mark(home), _mark(phone), _mark(mobile)
    return hash(folded), day, at if day or at or first or second else -(_mark(rest) or 1), first, second


def in_columns(rows: Sequence[Marks]) -> tuple["array[int]", ...]:
    """The marks of many rows in little space."""
    columns = zip(*rows, strict=True) if rows else ((),) * 5
    return tuple(array("i" if place else "q", column) for place, column in enumerate(columns))


def _mark(text: str) -> int:
    return hash(text) & _BITS if text else 0


class SameNames:
    """The rows that came before, in some 30 bytes a row."""

    def __init__(self) -> None:
        self._last = Places()
        self._before, self._lines = array("i"), array("i")
        self._facts = tuple(array("i") for _fact in range(4))

    def add(self, line: int, said: Marks) -> tuple[int, tuple[str, ...]]:
        """Remember a row. Returns the line of the latest row that may be the same person, and which facts agree."""
        row = self._last.put(said[0], len(self._lines))
        self._before.append(row)
        self._lines.append(line)
        for column, fact in zip(self._facts, said[1:], strict=True):
            column.append(fact)
        for _row in range(MOST):
            if row < 0:
                break
            if agreed := self._agreeing(row, said[1:]):
                return self._lines[row], agreed
            row = self._before[row]
        return -1, ()

    def _agreeing(self, row: int, said: Sequence[int]) -> tuple[str, ...]:
        births, homes, phones, mobiles = self._facts
        birth, home, phone, mobile = said
        if birth and births[row] and birth != births[row]:
            return ()
        there = (phones[row], mobiles[row])
        same = (
            birth and birth == births[row],
            home > 0 and home == homes[row],
            phone and phone in there,
            mobile and mobile in there,
            home < 0 and home == homes[row],
        )
        return tuple(fact for fact, agrees in zip(FACTS, same, strict=True) if agrees) if any(same) else ()
