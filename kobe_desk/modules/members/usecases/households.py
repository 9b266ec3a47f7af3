"""Households (世帯): written down with their people, moved as a whole, leaving."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.database import load_models
from kobe_desk.core.errors import UserError
from kobe_desk.core.names import tidy
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import (
    Household,
    HouseholdBefore,
    OwnValue,
    Person,
    PersonBefore,
    RotaPlace,
    Tagging,
)
from kobe_desk.modules.members.rules.periods import last_day
from kobe_desk.modules.members.usecases.dated import change, correct, state
from kobe_desk.modules.members.usecases.heads import ever_in, make_head, settle_heads
from kobe_desk.modules.members.usecases.persons import PersonRequest, checked_until, person_values


class HouseholdNotEmpty(UserError):
    text = N_("People still belong to this household. Move them or write down that they left.")


class HouseholdKept(UserError):
    text = N_("Dues or other records name this household, so it stays. Write down that it left instead.")


class NotOfThisHousehold(UserError):
    text = N_("{name} does not belong to this household, so the head was not changed.")


@dataclass(frozen=True, slots=True)
class HouseholdRequest:
    """A household as the form gives it; `left` is its last day in the association."""

    area_id: UUID | None = None
    house_number: str = ""
    postal_code: str = ""
    address: str = ""
    building: str = ""
    phone: str = ""
    number: str = ""
    notes: str = ""
    joined: date | None = None
    left: date | None = None


@query(needs="members.read")
def household_request(session: Session, key: UUID, on: date | None = None) -> HouseholdRequest:
    """The household as the form shows it, with what holds on a day (today if none)."""
    home = session.get_one(Household, key)
    own = {each.name: getattr(home, each.name) for each in fields(HouseholdRequest) if each.name != "left"}
    return HouseholdRequest(**{**own, **state(session, home, on or clock.today())}, left=last_day(home.until))


@query(needs="members.read")
def household_exists(session: Session, key: UUID) -> bool:
    """Whether the household is (still) written down."""
    return session.get(Household, key) is not None


@usecase(label=N_("Add a household"), needs="members.edit")
def add_household(session: Session, request: HouseholdRequest, people: tuple[PersonRequest, ...] = ()) -> UUID:
    """Write a household down with its people; without a named head the first of them is it (世帯主)."""
    home = Household(**household_values(request))
    session.add(home)
    session.flush()
    named = next((number for number, each in enumerate(people) if each.head), 0)
    for number, each in enumerate(people):
        values = {**person_values(each), "household_id": home.id, "head": number == named}
        values["joined"] = values["joined"] or request.joined
        session.add(Person(**values))
    session.flush()
    return home.id


@query(needs="members.read")
def dated_in_household(session: Session, key: UUID, request: HouseholdRequest) -> tuple[str, ...]:
    """What an edit would change of the dated facts: for these the form asks 訂正 or 変更（いつから）.

    What was empty was not known: filling it in is a correction.
    """
    now = state(session, session.get_one(Household, key), clock.today())
    values = household_values(request)
    return tuple(name for name in now if values[name] != now[name] and now[name] not in ("", None))


@usecase(label=N_("Edit a household"), needs="members.edit")
def edit_household(session: Session, key: UUID, request: HouseholdRequest, since: date | None = None) -> None:
    """Write a household anew: its people are then found at the address it says.

    The address and the 班 change from `since` on (変更), or without it are corrected for as long as they held (訂正).
    """
    home = session.get_one(Household, key)
    values = household_values(request)
    now = state(session, home, clock.today())
    dated = {name: values.pop(name) for name in now}
    for name, value in values.items():
        setattr(home, name, value)
    dated = {name: value for name, value in dated.items() if value != now[name]}
    if since is None:
        correct(session, home, dated, clock.today())
    else:
        change(session, home, dated, since)


@usecase(label=N_("Write down a household that left"), needs="members.edit")
def leave_household(session: Session, key: UUID, last: date) -> None:
    """End the membership of a household and of all who still belong to it (世帯の退会); `last` is the last day."""
    home = session.get_one(Household, key)
    home.until = checked_until(home.joined, last)
    for person in session.scalars(sa.select(Person).where(Person.household_id == key, Person.until.is_(None))):
        person.until = checked_until(person.joined, last)
    session.flush()


@usecase(label=N_("Remove a household"), needs="members.edit")
def remove_household(session: Session, key: UUID) -> None:
    """Take out a household entered by mistake. Raises HouseholdNotEmpty, HouseholdKept."""
    lived = sa.select(PersonBefore.id).where(PersonBefore.household_id == key)
    if session.scalar(sa.select(Person.id).where(Person.household_id == key).limit(1)) or session.scalar(
        lived.limit(1)
    ):
        raise HouseholdNotEmpty
    if any(session.scalar(sa.select(sa.exists().where(column == key))) for column in _named_by()):
        raise HouseholdKept
    for own in (HouseholdBefore, RotaPlace, Tagging, OwnValue):
        for row in session.scalars(sa.select(own).where(own.household_id == key)):
            session.delete(row)
    session.delete(session.get_one(Household, key))
    session.flush()


@usecase(label=N_("Change the head of a household"), needs="members.edit")
def set_head(session: Session, household: UUID, person: UUID, since: date | None = None) -> None:
    """Make a person of the household its head (世帯主変更). Raises NotOfThisHousehold."""
    new = session.get_one(Person, person)
    if state(session, new, since or clock.today())["household_id"] != household:
        raise NotOfThisHousehold(name=new.name)
    if since is not None:
        make_head(session, household, new, since)
        return
    today = clock.today()
    for each in ever_in(session, household):
        if state(session, each, today)["household_id"] == household:
            correct(session, each, {"head": each is new}, today)
    settle_heads(session, [household], today)  # who was to leave later leaves a household that has a head


def _named_by() -> list[sa.Column[Any]]:
    """Every column of every module that names a household, but for what goes with it."""
    own = {each.__tablename__ for each in (Person, PersonBefore, HouseholdBefore, RotaPlace)}
    columns = (column for table in load_models().tables.values() for column in table.columns if table.name not in own)
    named = [each for each in columns if any(key.target_fullname == "household.id" for key in each.foreign_keys)]
    return [each for each in named if not each.info.get("own")]


def household_values(request: HouseholdRequest) -> dict[str, Any]:
    """The columns of a household as the form gives them. Raises LeavesBeforeJoining."""
    values = tidy(asdict(request))
    del values["left"]
    return {**values, "until": checked_until(request.joined, request.left)}
