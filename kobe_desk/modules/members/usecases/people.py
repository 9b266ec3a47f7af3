"""People (人): written down, corrected, moved between households, leaving."""

from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.database import load_models
from kobe_desk.core.errors import UserError
from kobe_desk.core.names import tidy
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Person

DAY = timedelta(days=1)


class PersonNameMissing(UserError):
    text = N_("Please write the person's name.")


class PersonKept(UserError):
    text = N_("{name} stands in other records of the desk, so the entry stays. Write down the day of leaving instead.")


class LeavesBeforeJoining(UserError):
    text = N_("The day of leaving lies before the day of joining. Please check both days.")


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """A person as the form gives it; `left` is the last day as a member."""

    name: str
    kana: str = ""
    birth: date | None = None
    birth_part: str = ""
    sex: str = ""
    relation: str = ""
    head: bool = False
    phone: str = ""
    mobile: str = ""
    mail: str = ""
    number: str = ""
    notes: str = ""
    joined: date | None = None
    left: date | None = None
    household_id: UUID | None = None


@query(needs="members.read")
def person_request(session: Session, key: UUID) -> PersonRequest:
    """The person as the form shows it, to be corrected."""
    person = session.get_one(Person, key)
    own = {each.name: getattr(person, each.name) for each in fields(PersonRequest) if each.name != "left"}
    return PersonRequest(**own, left=last_day(person.until))


@usecase(label=N_("Add a person"), needs="members.edit")
def add_person(session: Session, request: PersonRequest) -> UUID:
    """Write a person down, in a household or in none yet (未所属). Raises PersonNameMissing, LeavesBeforeJoining."""
    person = Person(**_values(request))
    _keep_one_head(session, person)
    session.add(person)
    session.flush()
    return person.id


@usecase(label=N_("Edit a person"), needs="members.edit")
def edit_person(session: Session, key: UUID, request: PersonRequest) -> None:
    """Correct what is written of a person; nobody else in the household changes."""
    person = session.get_one(Person, key)
    for name, value in _values(request).items():
        setattr(person, name, value)
    _keep_one_head(session, person)
    session.flush()


@usecase(label=N_("Move a person"), needs="members.edit")
def move_person(session: Session, key: UUID, household: UUID | None, relation: str = "") -> None:
    """Move one person to another household, or to none; the others of both households stay as they are."""
    person = session.get_one(Person, key)
    person.household_id, person.relation, person.head = household, relation, False
    session.flush()


@usecase(label=N_("Write down who left"), needs="members.edit")
def leave_person(session: Session, key: UUID, last: date) -> None:
    """End a membership (退会): `last` is the last day, past or to come. Raises LeavesBeforeJoining."""
    person = session.get_one(Person, key)
    person.until = checked_until(person.joined, last)
    session.flush()


@usecase(label=N_("Remove a person"), needs="members.edit")
def remove_person(session: Session, key: UUID) -> None:
    """Take out an entry made by mistake. Raises PersonKept when other records name the person."""
    person = session.get_one(Person, key)
    if any(_names(session, column, key) for column in references()):
        raise PersonKept(name=person.name)
    session.delete(person)
    session.flush()


def references() -> list[sa.Column[Any]]:
    """Every column of every module that names a person: what the right knows is asked through what core knows."""
    columns = (column for table in load_models().tables.values() for column in table.columns)
    return [column for column in columns if any(key.target_fullname == "person.id" for key in column.foreign_keys)]


def last_day(until: date | None) -> date | None:
    """The last day of a half-open period, as it stands on screen and paper."""
    return until - DAY if until else None


def checked_until(joined: date | None, left: date | None, field: str = "left") -> date | None:
    """The day after the last one. Raises LeavesBeforeJoining."""
    if left is None:
        return None
    if joined is not None and left < joined:
        raise LeavesBeforeJoining(field)
    return left + DAY


def _names(session: Session, column: sa.Column[Any], key: UUID) -> bool:
    return session.execute(sa.select(sa.exists().where(column == key))).scalar_one()


def _values(request: PersonRequest) -> dict[str, Any]:
    values = tidy(asdict(request))
    if not values["name"]:
        raise PersonNameMissing("name")
    del values["left"]
    return {**values, "until": checked_until(request.joined, request.left)}


def _keep_one_head(session: Session, person: Person) -> None:
    """A household has one head: a new one takes the place of the one before."""
    if not person.head or person.household_id is None:
        return
    same = sa.select(Person).where(Person.household_id == person.household_id, Person.head.is_(True))
    for other in session.scalars(same):
        if other is not person:
            other.head = False
