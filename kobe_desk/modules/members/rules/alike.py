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

Marks = tuple[int, int, int, int, int, int]
"""The name and FACTS of a row as numbers that only mean something within one process; 0: not said."""


def marks(folded: str, birth: date | None, home: str, phones: tuple[str, str], rest: str) -> Marks:
    """What a row is compared by."""
    phone, mobile = phones
    said = (birth.toordinal() if birth else 0, _mark(home), _mark(phone), _mark(mobile))
    return (hash(folded), *said, 0 if any(said) else _mark(rest) or 1)


def _mark(text: str) -> int:
    return hash(text) & _BITS if text else 0


class SameNames:
    """The rows that came before, in some 30 bytes a row."""

    def __init__(self) -> None:
        self._last = Places()
        self._before, self._lines = array("i"), array("i")
        self._facts = tuple(array("i") for _fact in FACTS)

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
        births, homes, phones, mobiles, rests = self._facts
        birth, home, phone, mobile, rest = said
        if birth and births[row] and birth != births[row]:
            return ()
        there = (phones[row], mobiles[row])
        same = (
            birth and birth == births[row],
            home and home == homes[row],
            phone and phone in there,
            mobile and mobile in there,
            rest and rest == rests[row],
        )
        return tuple(fact for fact, agrees in zip(FACTS, same, strict=True) if agrees) if any(same) else ()
