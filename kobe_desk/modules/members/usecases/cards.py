"""One household, one person: everything written of them on a card."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese.age import age_on
from kobe_desk.core.permission import query
from kobe_desk.modules.members.model import Household, OwnField, Person, Tag
from kobe_desk.modules.members.usecases.blocks import title_of_area
from kobe_desk.modules.members.usecases.households import HouseholdRequest, household_request
from kobe_desk.modules.members.usecases.list_rows import state_on
from kobe_desk.modules.members.usecases.offices import TermRow, terms_of
from kobe_desk.modules.members.usecases.persons import PersonRequest, person_request
from kobe_desk.modules.members.usecases.then import as_of

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases.own.fields import FieldRow
    from kobe_desk.modules.members.usecases.own.noting import NotesRow
    from kobe_desk.modules.members.usecases.own.tags import TagRow


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
    request = household_request(session, key, day)
    area = title_of_area(session, request.area_id) if request.area_id else ""
    then, _homes = as_of(session, day)
    people = session.execute(
        sa.select(
            then.id, then.name, then.kana, then.head, then.relation, then.birth, then.phone, then.mobile, then.joined,
            then.until,
        )
        .where(then.household_id == key)
        .order_by(then.head.desc(), then.birth.is_(None), then.birth, then.id)
    )  # fmt: skip
    state = state_on(home.joined, home.until, day)
    return HouseholdCard(key, area, request, tuple(_mate(day, *each) for each in people), state)


@query(needs="members.read")
def person_card(session: Session, key: UUID, on: date | None = None) -> PersonCard:
    """The card of a person as of a day (today if none)."""
    day = on or clock.today()
    person = session.get_one(Person, key)
    request = person_request(session, key, day)
    home = household_card(session, request.household_id, day) if request.household_id else None
    state = state_on(person.joined, person.until, day)
    return PersonCard(key, request, _age(person.birth, day), state, home, terms_of(session, key))


@query(needs="members.read")
def own_shown(session: Session) -> "tuple[tuple[TagRow, ...], tuple[FieldRow, ...]] | None":
    """Every tag and field of the association's own; None where there are none."""
    if not session.scalar(_ANY_OWN):
        return None
    from kobe_desk.modules.members.usecases.own.fields import own_fields  # not needed for the first paint
    from kobe_desk.modules.members.usecases.own.tags import tags

    return tags(session), own_fields(session)


@query(needs="members.read")
def notes_shown(session: Session, person: UUID) -> "NotesRow | None":
    """What is noted of a person beyond the usual; None where the association notes nothing such."""
    if not session.scalar(_ANY_OWN):
        return None
    from kobe_desk.modules.members.usecases.own.noting import notes_of  # not needed for the first paint

    return notes_of(session, person)


_ANY_OWN = sa.select(sa.or_(sa.exists(sa.select(Tag.id)), sa.exists(sa.select(OwnField.id))))


def _mate(day: date, *row: Any) -> HousemateRow:
    key, name, kana, head, relation, birth, phone, mobile, joined, until = row
    age, state = _age(birth, day), state_on(joined, until, day)
    return HousemateRow(key, name, kana, head, relation, birth, age, phone or mobile, state)


def _age(birth: date | None, day: date) -> int | None:
    return age_on(birth, day) if birth and birth <= day else None
