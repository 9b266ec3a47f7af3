"""Households whose address or 班 the file gives otherwise: moved as a whole, or one person out of them.

Nobody is moved because a housemate's row was changed, and a file that contradicts itself changes nothing twice:
where any row of a household agrees with the desk, the desk is right.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.modules.members.model import Person
from kobe_desk.modules.members.rules.identity import house_key, same_area
from kobe_desk.modules.members.rules.import_rows import Difference
from kobe_desk.modules.members.rules.places import Places
from kobe_desk.modules.members.usecases.importing.items import ImportRow
from kobe_desk.modules.members.usecases.importing.known import KnownPerson
from kobe_desk.modules.members.usecases.importing.writer import Writer

MOST_TOLD = 1_000
"""So many facts that a file says otherwise are shown one by one."""
_OF_HOME = ("home_number", "area", "house", "postal", "address", "building")
_KNOWN_AS = {"house": "house_number", "postal": "postal_code"}


class _Said(NamedTuple):
    row: ImportRow
    known: KnownPerson
    counted: bool


class Moves:
    """What rows say of the households of people who are on the roster already."""

    def __init__(self, session: Session, writer: Writer) -> None:
        self._session, self._writer = session, writer
        self._agreed, self._first = Places(), Places()
        self._homes: list[tuple[UUID | None, bool]] = []
        self._said: dict[UUID | None, list[_Said]] = {}
        self.differences: list[Difference] = []

    def tell(self, row: ImportRow, known: KnownPerson, found: Mapping[str, Any]) -> None:
        """Remember what a row says otherwise, to be shown before it is written."""
        if len(self.differences) < MOST_TOLD:
            self.differences += [
                Difference(row.line, known.name, name, getattr(known, name), value) for name, value in found.items()
            ]

    def note(self, row: ImportRow, known: KnownPerson, counted: bool) -> None:
        """Remember a row whose household differs from the desk's; `counted`: the person has changed otherwise."""
        if not row.home:
            return
        if self._agrees(row, known):
            self._agreed.put(known.household_id, 1)
        else:
            self._said.setdefault(known.household_id, []).append(_Said(row, known, counted))

    def _agrees(self, row: ImportRow, known: KnownPerson) -> bool:
        """Whether the desk has the household so. The first row of a household speaks for those below it."""
        first = self._first.get(row.home)
        if first >= 0 and self._homes[first][0] == known.household_id:
            return self._homes[first][1]
        agrees = known.household_id is not None and not _differs(row, known)
        if first < 0:
            self._first.put(row.home, len(self._homes))
            self._homes.append((known.household_id, agrees))
        return agrees

    def settle(self) -> list[int]:
        """Move whom the file moved. Returns the lines of the people this changed beyond those counted."""
        return [line for home, said in self._said.items() for line in self._settle(home, said)]

    def _settle(self, home: UUID | None, said: list[_Said]) -> list[int]:
        if home and self._whole(home, said):
            self._writer.edit_home(home, said[0].row)
            self._tell_of_home(said[0])
            return [each.row.line for each in said if not each.counted]
        moved = []
        for each in said:
            if home and self._writer.speaks_of(each.row, home):
                continue  # another row of the household agrees with the desk
            new, head = self._writer.home_of(each.row)
            self._writer.edit_person(each.known, {"household_id": new, "head": head})
            self._tell_of_home(each)
            moved += [] if each.counted else [each.row.line]
        return moved

    def _tell_of_home(self, said: _Said) -> None:
        values = {name: getattr(said.row, name) for name in _OF_HOME}
        kept = {name: getattr(said.known, _KNOWN_AS.get(name, name)) for name in _OF_HOME}
        if len(self.differences) < MOST_TOLD:
            self.differences += [
                Difference(said.row.line, said.known.name, name, kept[name], value)
                for name, value in values.items()
                if value and value != kept[name] and not (name == "area" and same_area(value, kept[name]))
            ]

    def _whole(self, home: UUID, said: list[_Said]) -> bool:
        """Whether everybody in the household is said to be at one new place."""
        if self._agreed.get(home) >= 0:
            return False
        if all(self._writer.speaks_of(each.row, home) for each in said):
            return True
        members = set(self._session.scalars(sa.select(Person.id).where(Person.household_id == home)))
        return len({each.row.home for each in said}) == 1 and members <= {each.known.id for each in said}


def _differs(row: ImportRow, known: KnownPerson) -> bool:
    pairs = ((row.home_number, known.home_number), (row.house, known.house_number), (row.postal, known.postal_code))
    if any(said and said != kept for said, kept in pairs):
        return True
    if row.area and not same_area(row.area, known.area):
        return True
    return bool(row.address) and house_key(row.address, row.building) != house_key(known.address, known.building)
