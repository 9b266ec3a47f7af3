"""Who is on the roster already, so that importing a file again changes nothing and brings nobody twice."""

from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.names import fold, same
from kobe_desk.modules.members.model import Area, Household, Person, PersonIndex
from kobe_desk.modules.members.rules.identity import (
    STANDS_IN,
    Key,
    area_key,
    area_parts,
    house_key,
    person_keys,
    same_area,
)
from kobe_desk.modules.members.rules.places import Places
from kobe_desk.modules.members.usecases.importing.items import ImportRow


class KnownPerson(NamedTuple):
    """An entry of the desk as an import compares it."""

    doc: int
    id: UUID
    number: str
    name: str
    kana: str
    birth: date | None
    birth_part: str
    sex: str
    relation: str
    phone: str
    mobile: str
    mail: str
    notes: str
    joined: date | None
    until: date | None
    head: bool
    household_id: UUID | None
    home_number: str
    area: str
    """Its 班, with the ブロック that stands in."""
    house_number: str
    postal_code: str
    address: str
    building: str
    home_phone: str


_BLOCK = sa.orm.aliased(Area)
_PATH = sa.func.coalesce(_BLOCK.name + STANDS_IN + Area.name, Area.name)
"""A 班 with the ブロック it stands in."""
_PEOPLE = (
    sa.select(
        PersonIndex.doc,
        *(getattr(Person, name) for name in KnownPerson._fields[1:17]),
        *(
            sa.func.coalesce(column, "")
            for column in (
                Household.number,
                _PATH,
                Household.house_number,
                Household.postal_code,
                Household.address,
                Household.building,
                Household.phone,
            )
        ),
    )
    .select_from(PersonIndex)
    .join(Person, Person.id == PersonIndex.person_id)
    .outerjoin(Household, Household.id == Person.household_id)
    .outerjoin(Area, Area.id == Household.area_id)
    .outerjoin(_BLOCK, _BLOCK.id == Area.parent_id)
)
_BY_DOC = _PEOPLE.where(
    PersonIndex.doc.in_(
        sa.text("SELECT value FROM json_each(:docs)").columns(sa.column("value", sa.Integer)).scalar_subquery()
    )
)


class KnownPeople:
    """The people of the desk by what identifies them; each stands for one row of the file at most."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._places = Places()
        self._docs, self._next = array("q"), array("q")
        self._taken: set[int] = set()
        for row in session.execute(_PEOPLE.execution_options(yield_per=2_000)):
            person = KnownPerson(*row)
            for key in keys_of_known(person):
                self._next.append(self._places.put(key, len(self._docs)))
                self._docs.append(person.doc)

    def __len__(self) -> int:
        return len(self._places)

    def candidates(self, rows: Iterable[ImportRow]) -> dict[int, KnownPerson]:
        """Everybody who may be meant by one of these rows."""
        docs = {doc for row in rows for key in keys_of_row(row) for doc in self._chain(key)}
        found = self._session.execute(_BY_DOC, {"docs": str(sorted(docs))}) if docs else ()
        return {row[0]: KnownPerson(*row) for row in found}

    def match(self, row: ImportRow, among: dict[int, KnownPerson]) -> tuple[KnownPerson | None, KnownPerson | None]:
        """The entry that is this person, and, if there is none, one that looks like it."""
        fitting: dict[int, KnownPerson] = {}
        alike = None
        for key in keys_of_row(row):
            for doc in self._chain(key):
                person = among.get(doc)
                if person is None:
                    continue
                if doc not in self._taken and _same_person(row, person):
                    fitting[doc] = person
                else:
                    alike = alike or person
        if not fitting:
            return None, alike
        doc = max(fitting, key=lambda each: _likeness(row, fitting[each])) if len(fitting) > 1 else next(iter(fitting))
        self._taken.add(doc)
        return fitting[doc], None

    def _chain(self, key: Key) -> Iterator[int]:
        node, seen = self._places.get(key), 0
        while node >= 0 and seen < MOST_ALIKE:
            yield self._docs[node]
            node, seen = self._next[node], seen + 1


MOST_ALIKE = 50
"""So many entries with one key are looked through."""


def keys_of_known(person: KnownPerson) -> Iterator[Key]:
    rest = (person.kana,)
    house = house_key(person.address, person.building)
    return person_keys(person.number, person.name, person.birth, house, person.phone or person.mobile, rest)


def keys_of_row(row: ImportRow) -> Iterator[Key]:
    rest = (row.kana,)
    house = house_key(row.address, row.building)
    return person_keys(row.number, row.name, row.birth, house, row.phone or row.mobile, rest)


def _same_person(row: ImportRow, person: KnownPerson) -> bool:
    """A shared key is contradicted by another number or another birth date; a number alone needs a second witness."""
    if row.number and person.number:
        return row.number == person.number and _same_witness(row, person)
    if row.birth and person.birth and row.birth != person.birth:
        return False
    facts = row.birth or row.phone or row.mobile
    return bool(facts) or not _elsewhere(row, person)


def _elsewhere(row: ImportRow, person: KnownPerson) -> bool:
    """Whether a row that says little beside the name speaks of another place."""
    if row.home_number and fold(row.home_number) == fold(person.home_number):
        return False
    house = house_key(row.address, row.building)
    if house:
        return house != house_key(person.address, person.building)
    return bool(row.area and person.area and not same_area(row.area, person.area))


_COMPARED = ("number", "name", "kana", "birth", "birth_part", "sex", "relation", "phone", "mobile", "mail", "notes")


def _likeness(row: ImportRow, person: KnownPerson) -> int:
    """How much of a row stands in an entry just so: of two of one name, the one that says the same is meant."""
    own = [getattr(row, name) == getattr(person, name) for name in _COMPARED]
    home = [
        house_key(row.address, row.building) == house_key(person.address, person.building),
        fold(row.home_number) == fold(person.home_number),
        same_area(row.area, person.area),
        row.house == person.house_number,
        row.postal == person.postal_code,
    ]
    return own.count(True) + home.count(True)


def agreeing(row: ImportRow, person: KnownPerson) -> tuple[str, ...]:
    """Which facts beside the name are the same (of FACTS)."""
    house = house_key(row.address, row.building)
    phones = {person.phone, person.mobile} - {""}
    pairs = {
        "birth": bool(row.birth) and row.birth == person.birth,
        "home": bool(house) and house == house_key(person.address, person.building),
        "phone": row.phone in phones,
        "mobile": row.mobile in phones,
    }
    return tuple(fact for fact, same_there in pairs.items() if same_there)


def _same_witness(row: ImportRow, person: KnownPerson) -> bool:
    if row.birth and person.birth == row.birth:
        return True
    return same(row.name, person.name) or bool(row.kana and same(row.kana, person.kana))


class KnownHomes:
    """Households by the key rows propose them with: those of the desk, and those the import makes."""

    def __init__(self, session: Session) -> None:
        self._nodes, self._ids, self._headed = Places(), bytearray(), bytearray()
        self._places, self._before = array("i"), array("i")
        head_of = sa.select(Person.name).where(Person.household_id == Household.id, Person.head.is_(True)).limit(1)
        statement = sa.select(
            Household.id, Household.number, _PATH, Household.house_number, Household.address, Household.building,
            head_of.scalar_subquery(),
        ).outerjoin(Area, Area.id == Household.area_id).outerjoin(_BLOCK, _BLOCK.id == Area.parent_id)  # fmt: skip
        for key, number, area, house, address, building, head in session.execute(statement):
            at = house_key(address, building)
            self._remember(key.bytes, bool(head), _keys_of_home(number, area or "", house, at, head or ""))

    def find(self, key: str, head: bool | None) -> int:
        """The place of a household, or -1. A second head at one address is a second household."""
        node = self._nodes.get(key)
        place = self._places[node] if node >= 0 else -1
        return -1 if place >= 0 and head and self._headed[place] else place

    def is_one_of(self, key: str, home: bytes) -> bool:
        """Whether a household is among those that rows propose with this key (two heads make two of them)."""
        node = self._nodes.get(key)
        while node >= 0:
            if self.id(self._places[node]) == home:
                return True
            node = self._before[node]
        return False

    def add(self, key: str, home: bytes) -> int:
        return self._remember(home, False, (key,))

    def id(self, place: int) -> bytes:
        """The household's key as the database holds it."""
        return bytes(self._ids[place * 16 : place * 16 + 16])

    def head(self, place: int) -> None:
        """Say that the household has a head."""
        self._headed[place] = 1

    def headed(self, place: int) -> bool:
        return bool(self._headed[place])

    def _remember(self, home: bytes, headed: bool, keys: Iterable[str]) -> int:
        place = len(self._headed)
        self._ids += home
        self._headed.append(headed)
        for key in keys:
            self._before.append(self._nodes.put(key, len(self._places)))
            self._places.append(place)
        return place


def _keys_of_home(number: str, area: str, house: str, at: str, head: str) -> Iterator[str]:
    if number:
        yield f"number {fold(number)}"
    names = dict.fromkeys((area, area_parts(area)[1]))  # a file may say no ブロック
    for name in names if area and house else ():
        yield f"house {area_key(name)} {house} {at}"
    for name in names if head else ():
        yield f"head {fold(head)} {at or area_key(name)}"
    if any(map(str.isdigit, at)):
        yield f"address {at}"


def changes(row: ImportRow, person: KnownPerson) -> dict[str, Any]:
    """What the row says otherwise than the desk. An empty cell says nothing; a first day of membership stays."""
    found: dict[str, Any] = {}
    for name in ("number", "kana", "birth", "birth_part", "sex", "relation", "phone", "mobile", "mail", "notes"):
        value = getattr(row, name)
        if value and value != getattr(person, name) and not _said_elsewhere(name, value, person):
            found[name] = value
    if row.joined and person.joined is None:
        found["joined"] = row.joined
    return found


def _said_elsewhere(name: str, value: Any, person: KnownPerson) -> bool:
    """What our own export writes for want of the person's: 世帯主 for the head, the telephone of the household."""
    if getattr(person, name):
        return False
    return (name == "relation" and person.head and value == HEAD) or (name == "phone" and value == person.home_phone)


HEAD = "世帯主"
