"""One household, one person: everything written of them on a card."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese.age import age_on
from kobe_desk.core.permission import query
from kobe_desk.modules.members.model import Area, Household, Person
from kobe_desk.modules.members.usecases.households import HouseholdRequest, household_request
from kobe_desk.modules.members.usecases.lists import state_on
from kobe_desk.modules.members.usecases.offices import TermRow, terms_of
from kobe_desk.modules.members.usecases.people import PersonRequest, person_request


@dataclass(frozen=True, slots=True)
class HousemateRow:
    """A person on the card of a household."""

    id: UUID
    name: str
    kana: str
    head: bool
    relation: str
    birth: date | None
    age: int | None
    phone: str
    state: str


@dataclass(frozen=True, slots=True)
class HouseholdCard:
    """A household with its people, the head first."""

    id: UUID
    area: str
    home: HouseholdRequest
    people: tuple[HousemateRow, ...]
    state: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with the household and all terms of office."""

    id: UUID
    person: PersonRequest
    age: int | None
    state: str
    household: HouseholdCard | None
    terms: tuple[TermRow, ...]


@query(needs="members.read")
def household_card(session: Session, key: UUID, on: date | None = None) -> HouseholdCard:
    """The card of a household as of a day (today if none)."""
    day = on or clock.today()
    home = session.get_one(Household, key)
    area = session.get_one(Area, home.area_id).name if home.area_id else ""
    order = (Person.head.desc(), Person.birth.is_(None), Person.birth, Person.id)
    people = session.scalars(sa.select(Person).where(Person.household_id == key).order_by(*order))
    state = state_on(home.joined, home.until, day)
    return HouseholdCard(key, area, household_request(session, key), tuple(_mate(each, day) for each in people), state)


@query(needs="members.read")
def person_card(session: Session, key: UUID, on: date | None = None) -> PersonCard:
    """The card of a person as of a day (today if none)."""
    day = on or clock.today()
    person = session.get_one(Person, key)
    home = household_card(session, person.household_id, day) if person.household_id else None
    state = state_on(person.joined, person.until, day)
    return PersonCard(key, person_request(session, key), _age(person.birth, day), state, home, terms_of(session, key))


def _mate(person: Person, day: date) -> HousemateRow:
    return HousemateRow(
        id=person.id,
        name=person.name,
        kana=person.kana,
        head=person.head,
        relation=person.relation,
        birth=person.birth,
        age=_age(person.birth, day),
        phone=person.phone or person.mobile,
        state=state_on(person.joined, person.until, day),
    )


def _age(birth: date | None, day: date) -> int | None:
    return age_on(birth, day) if birth and birth <= day else None
