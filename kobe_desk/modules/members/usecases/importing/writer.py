"""Brings what an import found to the tables, a chunk at a time: 班, then households, then people."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.batch import Edit, Many
from kobe_desk.core.ids import new_ids
from kobe_desk.core.names import fold
from kobe_desk.modules.members.model import Area, Household, Person, order_key
from kobe_desk.modules.members.usecases.importing.items import ImportRow
from kobe_desk.modules.members.usecases.importing.known import KnownHomes, KnownPerson
from kobe_desk.modules.members.usecases.people import DAY


class Writer:
    """`work` is None when an import is only tried: everything is counted and nothing written."""

    def __init__(self, session: Session, work: Any) -> None:
        self._session = session
        self._homes = KnownHomes(session)
        self._areas = {fold(name): key for key, name in session.execute(sa.select(Area.id, Area.name))}
        self._next_area = (session.scalar(sa.select(sa.func.max(Area.position))) or 0) + 1
        self._many: tuple[Many, ...] = ()
        if work:
            self._many = tuple(work.many(table.__table__) for table in (Area, Household, Person))
        self.households = 0
        self._ids = new_ids()
        self._new: tuple[list[dict[str, Any]], ...] = ([], [], [])
        self._edits: list[Edit] = []

    def add_person(self, row: ImportRow) -> None:
        """A new person, in the household the row proposes."""
        home, head = self.home_of(row) if row.home else (None, False)
        if not self._many:
            return
        self._new[2].append(
            {
                "id": next(self._ids), "joined": row.joined, "until": row.left + DAY if row.left else None,
                "number": row.number, "name": row.name, "kana": row.kana, "birth": row.birth,
                "birth_part": row.birth_part, "sex": row.sex, "household_id": home, "head": head,
                "relation": row.relation, "phone": row.phone, "mobile": row.mobile, "mail": row.mail,
                "notes": row.notes, "sort_key": order_key(row.name, row.kana),
            }
        )  # fmt: skip

    def home_of(self, row: ImportRow) -> tuple[UUID, bool]:
        """The household a row proposes, made if need be, and whether the row's person is its head."""
        place = self._homes.find(row.home, row.head)
        fresh = place < 0
        if fresh:
            place = self._homes.add(row.home, self._add_home(row))
        head = (fresh if row.head is None else row.head) and not self._homes.headed(place)
        if head:
            self._homes.head(place)
        return self._homes.id(place), head

    def known_home(self, row: ImportRow) -> UUID | None:
        """The household of the desk that a row speaks of, if it has that one."""
        place = self._homes.find(row.home, None)
        return self._homes.id(place) if place >= 0 else None

    def _add_home(self, row: ImportRow) -> UUID:
        key = next(self._ids)
        self.households += 1
        if self._many:
            values = {"id": key, "joined": row.joined, "until": None, "notes": "", "phone": "", **self._values(row)}
            self._new[1].append(values)
        return key

    def _values(self, row: ImportRow) -> dict[str, Any]:
        return {
            "number": row.home_number, "area_id": self._area(row.area), "house_number": row.house,
            "postal_code": row.postal, "address": row.address, "building": row.building,
        }  # fmt: skip

    def _area(self, name: str) -> UUID | None:
        """The 班 of this name, made if need be. All of one file share a position: their names order them."""
        if not name:
            return None
        folded = fold(name)
        if folded not in self._areas:
            self._areas[folded] = key = next(self._ids)
            self._new[0].append({"id": key, "name": name, "parent_id": None, "position": self._next_area})
        return self._areas[folded]

    def edit_home(self, key: UUID, row: ImportRow) -> None:
        """A household that moved as a whole, or was put into another 班."""
        if not self._many:
            return
        home = self._session.get_one(Household, key)
        values = {name: value for name, value in self._values(row).items() if value and value != getattr(home, name)}
        before = {name: getattr(home, name) for name in values}
        self._session.expunge(home)
        self.flush()
        self._many[1].edit([Edit(key, before, values)])

    def edit_person(self, known: KnownPerson, found: dict[str, Any]) -> None:
        """What the file says otherwise of somebody on the roster."""
        if not self._many:
            return
        before = {name: getattr(known, name) for name in found}
        if "name" in found or "kana" in found:
            before["sort_key"] = order_key(known.name, known.kana)
            key = order_key(found.get("name", known.name), found.get("kana", known.kana))
            found = {**found, "sort_key": key}
        self._edits.append(Edit(known.id, before, found))

    def flush(self) -> None:
        """Write the chunk."""
        for many, rows in zip(self._many, self._new, strict=False):
            if rows:
                many.insert(rows)
        if self._edits:
            self._many[2].edit(self._edits)
        self._new, self._edits = ([], [], []), []
