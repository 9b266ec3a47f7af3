"""Brings what an import found to the tables, a chunk at a time: 班, then households, then people."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.batch import Edit, Many
from kobe_desk.core.ids import new_ids
from kobe_desk.modules.members.model import Area, Household, HouseholdBefore, Person, PersonBefore
from kobe_desk.modules.members.model.dated import HOUSEHOLD_FACTS, PERSON_FACTS
from kobe_desk.modules.members.model.search import indexed_with
from kobe_desk.modules.members.rules.import_rows import ImportRow, RowChunk
from kobe_desk.modules.members.rules.index_words import order_key, place_words
from kobe_desk.modules.members.rules.periods import DAY
from kobe_desk.modules.members.usecases.area_names import KnownAreas
from kobe_desk.modules.members.usecases.importing.known import KnownHomes, KnownPerson

_AS_READ = (
    "name",
    "kana",
    "birth",
    "birth_part",
    "sex",
    "relation",
    "phone",
    "mobile",
    "mail",
    "notes",
    "joined",
)
_HOME = ("id", "joined", "number", "area_id", "house_number", "postal_code", "address", "building")


class Writer:
    """`work` is None when an import is only tried: everything is counted and nothing written."""

    def __init__(self, session: Session, work: Any, since: date | None = None) -> None:
        self._session = session
        self._homes = KnownHomes(session)
        self._ids = new_ids()
        self.areas = KnownAreas(session, self._ids)
        self._many: tuple[Many, ...] = ()
        self._since = since
        self.overtaken: list[tuple[int, str]] = []
        """Lines and names of those whose facts change again later: nothing dated was changed of them."""
        tables: tuple[Any, ...] = (Area, Household, Person)
        if since is not None:
            tables += (PersonBefore, HouseholdBefore)
            self._last = {table: _last_changes(session, table) for table in (PersonBefore, HouseholdBefore)}
        if work:
            self._many = tuple(work.many(table.__table__) for table in tables)
        self.households = 0
        self.made: list[tuple[bytes, bytes | None]] = []
        """The people written last, and the household of each."""
        self._place_words: dict[int, str] = {}
        self._new_homes: list[tuple[Any, ...]] = []
        self._edits: list[Edit] = []

    def add_people(self, chunk: RowChunk, numbers: Sequence[str]) -> None:
        """New people, each in the household the row proposes, all in one go."""
        said = zip(chunk.place_words, *map(chunk.column, _PLACE_COLUMNS), strict=True)
        placed = [self._place(*row) for row in said]
        self.made = []
        if not (self._many and placed):
            return
        self.flush()
        keys = [next(self._ids) for _row in placed]
        self.made = [(key, home) for key, (home, _head, _words) in zip(keys, placed, strict=True)]
        people = {
            **{name: chunk.column(name) for name in _AS_READ},
            "id": keys,
            "number": numbers,
            "sort_key": chunk.sort_keys,
            "until": [left + DAY if left else None for left in chunk.column("left")],
            "household_id": [home for home, _head, _words in placed],
            "head": [head for _home, head, _words in placed],
        }
        words = [words for _home, _head, words in placed]
        with indexed_with(self._session.connection(), chunk.words, words):
            self._many[2].insert_columns(people)
        if len(self._place_words) > MOST_REMEMBERED:
            self._place_words.clear()

    def home_of(self, row: ImportRow) -> tuple[UUID | None, bool]:
        """The household a row proposes, made if need be, and whether the row's person is its head."""
        home, head, _words = self._place("", *(getattr(row, name) for name in _PLACE_COLUMNS))
        return UUID(bytes=home) if home else None, head

    def speaks_of(self, row: ImportRow, home: UUID) -> bool:
        """Whether the household that a row proposes can be this one."""
        return self._homes.is_one_of(row.home, home.bytes)

    def _place(
        self, words: str, key: str, says_head: bool | None, joined: date | None, *said: str
    ) -> tuple[bytes | None, bool, str]:
        if not key:
            return None, False, ""
        place = self._homes.find(key, says_head)
        fresh = place < 0
        if fresh:
            place = self._add_home(key, joined, *said)
            if words:
                self._place_words[place] = words
        head = (fresh if says_head is None else says_head) and not self._homes.headed(place)
        if head:
            self._homes.head(place)
        return self._homes.id(place), head, self._place_words.get(place) or self._words_of(place)

    def _add_home(
        self,
        key: str,
        joined: date | None,
        number: str,
        area: str,
        house: str,
        postal: str,
        address: str,
        building: str,
    ) -> int:
        home = next(self._ids)
        self.households += 1
        if self._many:
            self._new_homes.append((home, joined, number, self.areas.find(area), house, postal, address, building))
        return self._homes.add(key, home)

    def _words_of(self, place: int) -> str:
        """The words of a household that was written before."""
        if not self._many:
            return ""
        self.flush()
        home = self._session.get_one(Household, UUID(bytes=self._homes.id(place)))
        self._session.expunge(home)
        words = self._place_words[place] = place_words(home.address, home.building, home.postal_code, home.phone)
        return words

    def edit_home(self, key: UUID, row: ImportRow) -> None:
        """A household that moved as a whole, or was put into another 班."""
        if not self._many:
            return
        home, area = self._session.get_one(Household, key), self.areas.find(row.area)
        said = {
            "number": row.home_number, "area_id": UUID(bytes=area) if area else None, "house_number": row.house,
            "postal_code": row.postal, "address": row.address, "building": row.building,
        }  # fmt: skip
        values = {name: value for name, value in said.items() if value and value != getattr(home, name)}
        before = {name: getattr(home, name) for name in values}
        facts = {name: getattr(home, name) for name in HOUSEHOLD_FACTS}
        self._session.expunge(home)
        self.flush()
        if values.keys() & facts and not self._keep_before(HouseholdBefore, key, home.joined, facts):
            self.overtaken.append((row.line, row.name))
            values = {name: value for name, value in values.items() if name not in facts}
        if values:
            self._many[1].edit([Edit(key, {name: before[name] for name in values}, values)])

    def _keep_before(self, table: Any, key: UUID, joined: date | None, facts: dict[str, Any]) -> bool:
        """Write down what held before the day of the change. Says no where a later change is known already."""
        if self._since is None or (joined is not None and joined >= self._since):
            return True
        last = self._last[table].get(key)
        if last is not None and last >= self._since:
            return False
        self._last[table][key] = self._since
        mine = "person_id" if table is PersonBefore else "household_id"
        many = self._many[3 if table is PersonBefore else 4]
        own = {mine: key, "since": last, "until": self._since}
        many.insert([{**facts, **own}])
        return True

    def edit_person(self, known: KnownPerson, found: dict[str, Any]) -> None:
        """What the file says otherwise of somebody on the roster."""
        if not self._many:
            return
        facts = {name: getattr(known, name) for name in PERSON_FACTS}
        if found.keys() & facts and not self._keep_before(PersonBefore, known.id, known.joined, facts):
            self.overtaken.append((0, known.name))
            found = {name: value for name, value in found.items() if name not in facts}
        if not found:
            return
        before = {name: getattr(known, name) for name in found}
        if "name" in found or "kana" in found:
            before["sort_key"] = order_key(known.name, known.kana)
            key = order_key(found.get("name", known.name), found.get("kana", known.kana))
            found = {**found, "sort_key": key}
        self._edits.append(Edit(known.id, before, found))

    def flush(self) -> None:
        """Write what waits: 班 and households, then what changes in people."""
        if self.areas.made:
            self._many[0].insert(self.areas.made)
        if self._new_homes:
            self._many[1].insert_columns(dict(zip(_HOME, zip(*self._new_homes, strict=True), strict=True)))
        self.areas.made, self._new_homes = [], []

    def flush_edits(self) -> None:
        if self._edits:
            self.flush()
            self._many[2].edit(self._edits)
        self._edits = []


def _last_changes(session: Session, table: Any) -> dict[UUID, date]:
    """When the facts of each changed last, or are to change."""
    mine = table.person_id if table is PersonBefore else table.household_id
    return {key: day for key, day in session.execute(sa.select(mine, sa.func.max(table.until)).group_by(mine))}


_PLACE_COLUMNS = (
    "home", "head", "joined", "home_number", "area", "house", "postal", "address", "building",
)  # fmt: skip
MOST_REMEMBERED = 4_000
"""So many households' words are kept at hand."""
