"""転入: a household or people join, some of them again (再入会)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Household, Person
from kobe_desk.modules.members.usecases.heads import members_of
from kobe_desk.modules.members.usecases.households import HouseholdRequest, household_values
from kobe_desk.modules.members.usecases.moving.plan import (
    NobodyChosen,
    Plan,
    StillMember,
    TouchedRow,
    carry_out,
    new_home,
    touched,
)
from kobe_desk.modules.members.usecases.persons import PersonRequest, person_values


@dataclass(frozen=True, slots=True)
class MoveInRequest:
    """Who joins on a day, where: in a new household, or in one that is there (`household`).

    `returning`: people on the roster who left before; they keep all that is written of them.
    """

    day: date
    home: HouseholdRequest | None = None
    household: UUID | None = None
    people: tuple[PersonRequest, ...] = ()
    returning: tuple[UUID, ...] = ()


@query(needs="members.read")
def preview_move_in(session: Session, request: MoveInRequest) -> tuple[TouchedRow, ...]:
    """Who joins, and who of the household stays as before."""
    return touched(session, _plan(session, request))


@usecase(label=N_("Write down who moved in"), needs="members.edit")
def move_in(session: Session, request: MoveInRequest) -> UUID:
    """Let a household or people join on a day (転入). Returns the household. Raises NobodyChosen, StillMember."""
    plan = _plan(session, request)
    carry_out(session, plan)
    home = plan.new_home.id if plan.new_home else request.household
    if home is None:
        raise NobodyChosen("people")
    return home


def _plan(session: Session, request: MoveInRequest) -> Plan:
    if not (request.people or request.returning):
        raise NobodyChosen("people")
    plan = Plan(request.day)
    if request.household is None:
        plan.new_home = new_home(household_values(request.home or HouseholdRequest()), request.day)
        home = plan.new_home.id
    else:
        home = request.household
        plan.staying = members_of(session, home, request.day)
        _reopen(session, plan, home)
    _returning(session, plan, home, request)
    for each in request.people:
        values = {**person_values(each), "household_id": home, "head": False}
        plan.new_people.append(Person(**{**values, "id": new_id(), "joined": each.joined or request.day}))
    _choose_head(plan, home, request)
    return plan


def _reopen(session: Session, plan: Plan, home: UUID) -> None:
    """A household that left and is joined again."""
    household = session.get_one(Household, home)
    if household.until is not None and household.until <= plan.since:
        plan.rejoins.append(household)


def _returning(session: Session, plan: Plan, home: UUID, request: MoveInRequest) -> None:
    for key in request.returning:
        person = session.get_one(Person, key)
        if person.until is None or person.until > request.day:
            raise StillMember("returning", name=person.name)
        plan.rejoins.append(person)
        plan.people.append((person, {"household_id": home, "head": False}))


def _choose_head(plan: Plan, home: UUID, request: MoveInRequest) -> None:
    """The one who is said to be the head; in a household that nobody is in, the first."""
    joining = [*plan.new_people, *(person for person, _values in plan.people)]
    named = next((number for number, each in enumerate(request.people) if each.head), None)
    if named is not None:
        plan.new_people[named].head = True
        plan.heads.append((home, plan.new_people[named]))
    elif not plan.staying:
        plan.heads.append((home, joining[0]))
        if plan.new_people:
            joining[0].head = True
