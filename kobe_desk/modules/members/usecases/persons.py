"""People (人): written down, corrected, moved between households, leaving."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.database import Base, load_models
from kobe_desk.core.errors import UserError
from kobe_desk.core.names import one_line, tidy
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Person
from kobe_desk.modules.members.rules.periods import DAY, last_day
from kobe_desk.modules.members.usecases.dated import change, correct, state
from kobe_desk.modules.members.usecases.heads import head_found, make_head, settle_heads


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
def person_request(session: Session, key: UUID, on: date | None = None) -> PersonRequest:
    """The person as the form shows it, with what holds on a day (today if none)."""
    person = session.get_one(Person, key)
    own = {each.name: getattr(person, each.name) for each in fields(PersonRequest) if each.name != "left"}
    return PersonRequest(**{**own, **state(session, person, on or clock.today())}, left=last_day(person.until))


@usecase(label=N_("Add a person"), needs="members.edit")
def add_person(session: Session, request: PersonRequest) -> UUID:
    """Write a person down, in a household or in none yet (未所属). Raises PersonNameMissing, LeavesBeforeJoining.

    Who comes as the head of a household that has one takes over on the day of joining, or was it from the beginning.
    """
    person = Person(**person_values(request))
    takes_over = person.head and person.household_id is not None and request.joined is not None
    if takes_over:
        person.head = False
    else:
        _keep_one_head(session, person)
    session.add(person)
    session.flush()
    if takes_over and request.household_id and request.joined:
        make_head(session, request.household_id, person, request.joined)
    return person.id


@query(needs="members.read")
def dated_in_person(session: Session, key: UUID, request: PersonRequest) -> tuple[str, ...]:
    """What an edit would change of the dated facts: for these the form asks 訂正 or 変更（いつから）.

    What was empty was not known: filling it in is a correction.
    """
    now = state(session, session.get_one(Person, key), clock.today())
    values = person_values(request)
    return tuple(name for name in now if values[name] != now[name] and now[name] not in ("", None))


@usecase(label=N_("Edit a person"), needs="members.edit")
def edit_person(session: Session, key: UUID, request: PersonRequest, since: date | None = None) -> None:
    """Write a person anew; nobody else in the household changes.

    Dated facts (name, reading, household, relation) change from `since` on (変更), or without it are corrected for
    as long as they held (訂正).
    """
    person = session.get_one(Person, key)
    values = person_values(request)
    now = state(session, person, clock.today())
    dated = {name: values.pop(name) for name in now}
    for name, value in values.items():
        setattr(person, name, value)
    _write(session, person, {name: value for name, value in dated.items() if value != now[name]}, since)


@usecase(label=N_("Change a name"), needs="members.edit")
def rename_person(session: Session, key: UUID, name: str, kana: str, since: date | None) -> None:
    """Another name from a day on (改姓・改名), or without a day a correction. Raises PersonNameMissing."""
    if not one_line(name):
        raise PersonNameMissing("name")
    _write(session, session.get_one(Person, key), {"name": one_line(name), "kana": one_line(kana)}, since)


@usecase(label=N_("Move a person"), needs="members.edit")
def move_person(
    session: Session, key: UUID, household: UUID | None, relation: str = "", since: date | None = None
) -> None:
    """Move one person to another household, or to none; the others of both households stay as they are.

    From `since` on (変更), or without it as if always so (訂正). A household that would lose its head gets another.
    """
    person, day = session.get_one(Person, key), since or clock.today()
    before = state(session, person, day)["household_id"]
    _write(session, person, {"household_id": household, "relation": relation, "head": False}, since)
    homes = [home for home in (before, household) if home is not None]
    if since is None:
        head_found(session, homes, day)
    else:
        settle_heads(session, homes, day)


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
    others = [each for each in references() if each.info["on_merge"] != "drop" and not each.info.get("own")]
    if any(_names(session, column, key) for column in others):
        raise PersonKept(name=person.name)
    drop_own(session, key)
    session.delete(person)
    session.flush()


def references() -> list[sa.Column[Any]]:
    """Every column of every module that names a person: what the right knows is asked through what core knows."""
    columns = (column for table in load_models().tables.values() for column in table.columns)
    return [column for column in columns if any(key.target_fullname == "person.id" for key in column.foreign_keys)]


def drop_own(session: Session, key: UUID) -> None:
    """Take out the rows that mean nothing without the person: earlier states, answers to 別人."""
    for column in references():
        if column.info["on_merge"] == "drop" or column.info.get("own"):
            entity = entity_of(column.table)
            for row in session.scalars(sa.select(entity).where(column == key)):
                session.delete(row)
    session.flush()


def entity_of(table: sa.FromClause) -> Any:
    """The class that a table's rows are."""
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)


def checked_until(joined: date | None, left: date | None) -> date | None:
    """The day after the last one. Raises LeavesBeforeJoining."""
    if left is None:
        return None
    if joined is not None and left < joined:
        raise LeavesBeforeJoining("left")
    return left + DAY


def _names(session: Session, column: sa.Column[Any], key: UUID) -> bool:
    return session.execute(sa.select(sa.exists().where(column == key))).scalar_one()


def person_values(request: PersonRequest) -> dict[str, Any]:
    """The columns of a person as the form gives them. Raises PersonNameMissing, LeavesBeforeJoining."""
    values = tidy(asdict(request))
    if not values["name"]:
        raise PersonNameMissing("name")
    del values["left"]
    return {**values, "until": checked_until(request.joined, request.left)}


def _write(session: Session, person: Person, dated: dict[str, Any], since: date | None) -> None:
    if since is None:
        correct(session, person, dated, clock.today())
        _keep_one_head(session, person)
        return
    leads = dated.pop("head", None)
    change(session, person, dated if not leads else {**dated, "head": False}, since)
    if leads is False:
        change(session, person, {"head": False}, since)
    home = state(session, person, since)["household_id"]
    if leads and home is not None:
        make_head(session, home, person, since)


def _keep_one_head(session: Session, person: Person) -> None:
    """A household has one head: a new one takes the place of the one before."""
    if not person.head or person.household_id is None:
        return
    same = sa.select(Person).where(Person.household_id == person.household_id, Person.head.is_(True))
    for other in session.scalars(same):
        if other is not person:
            correct(session, other, {"head": False}, clock.today())
