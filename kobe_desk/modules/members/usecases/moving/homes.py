"""世帯分離, 世帯合併 and 世帯主変更: people go from one household to another, and who heads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Household, Person
from kobe_desk.modules.members.rules.periods import DAY
from kobe_desk.modules.members.usecases.dated import state
from kobe_desk.modules.members.usecases.heads import members_of
from kobe_desk.modules.members.usecases.households import HouseholdRequest, NotOfThisHousehold, household_values
from kobe_desk.modules.members.usecases.moving.plan import (
    Plan,
    TouchedRow,
    carry_out,
    chosen,
    new_home,
    next_head,
    require_member,
    touched,
)

Relations = Mapping[UUID, str]
"""What somebody is to the head from then on (続柄)."""


class NobodyStays(UserError):
    text = N_("Nobody would stay in the household. To move it as a whole, change its address instead.")


class OneHousehold(UserError):
    text = N_("These people do not live in one household on that day. Please choose people of one household.")


@dataclass(frozen=True, slots=True)
class SplitRequest:
    """Who makes a household of their own from a day on, and where; `head` among them, `new_head` among the others."""

    people: tuple[UUID, ...]
    day: date
    home: HouseholdRequest
    head: UUID | None = None
    new_head: UUID | None = None
    relations: Relations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """A household that becomes part of another from a day on."""

    source: UUID
    target: UUID
    day: date
    relations: Relations = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeadRequest:
    """Who heads a household from a day on, and what the others are to that person."""

    household: UUID
    person: UUID
    day: date
    relations: Relations = field(default_factory=dict)


@query(needs="members.read")
def preview_split(session: Session, request: SplitRequest) -> tuple[TouchedRow, ...]:
    """Who goes and who stays."""
    return touched(session, plan_split(session, request))


@usecase(label=N_("Split a household"), needs="members.edit")
def split_household(session: Session, request: SplitRequest) -> UUID:
    """Let people make a household of their own (世帯分離). Returns the new one.

    Raises NobodyStays, OneHousehold, HeadMissing.
    """
    plan = plan_split(session, request)
    carry_out(session, plan)
    return plan.heads[0][0]


@query(needs="members.read")
def preview_merge(session: Session, request: MergeRequest) -> tuple[TouchedRow, ...]:
    """Who moves and who stays."""
    return touched(session, _plan_merge(session, request))


@usecase(label=N_("Merge two households"), needs="members.edit")
def merge_households(session: Session, request: MergeRequest) -> None:
    """Let a household become part of another (世帯合併): the first ends, its dues and papers stay with it."""
    carry_out(session, _plan_merge(session, request))


@query(needs="members.read")
def preview_head(session: Session, request: HeadRequest) -> tuple[TouchedRow, ...]:
    """Who is the head before and after."""
    return touched(session, _plan_head(session, request))


@usecase(label=N_("Change the head of a household from a day on"), needs="members.edit")
def change_head(session: Session, request: HeadRequest) -> None:
    """Another head from a day on (世帯主変更). Raises NotOfThisHousehold."""
    carry_out(session, _plan_head(session, request))


def plan_split(session: Session, request: SplitRequest) -> Plan:
    """The first step of `heads` is the new household's."""
    people = chosen(session, request.people)
    homes = {state(session, each, request.day)["household_id"] for each in people}
    if len(homes) != 1 or (home := homes.pop()) is None:
        raise OneHousehold("people")
    for each in people:
        require_member(session, each, request.day)
    members = members_of(session, home, request.day)
    staying = [each for each in members if each not in people]
    if not staying:
        raise NobodyStays("people")
    plan = Plan(request.day, new_home=new_home(household_values(request.home), request.day), staying=staying)
    if plan.new_home is None:  # pragma: no cover - for the type checker
        raise NobodyStays("people")
    head = next((each for each in people if each.id == request.head), people[0])
    plan.people += [(each, _moved(each, plan.new_home.id, head, request.relations)) for each in people]
    plan.heads.append((plan.new_home.id, head))
    successor = next_head(session, people, staying, request.new_head, request.day)
    if successor is not None:
        plan.heads.append((home, successor))
    return plan


def _moved(person: Person, home: UUID, head: Person | None, relations: Relations) -> dict[str, object]:
    """The old 続柄 said something of another head: it goes unless it is said anew."""
    relation = "" if person is head else relations.get(person.id, "")
    return {"household_id": home, "head": False, "relation": relation}


def _plan_merge(session: Session, request: MergeRequest) -> Plan:
    if request.source == request.target:
        raise OneHousehold("target")
    source = session.get_one(Household, request.source)
    require_member(session, source, request.day - DAY)
    plan = Plan(request.day, staying=members_of(session, request.target, request.day))
    moving = members_of(session, request.source, request.day)
    plan.people += [(each, _moved(each, request.target, None, request.relations)) for each in moving]
    if not plan.staying and moving:
        plan.heads.append((request.target, moving[0]))
    plan.ends.append((source, request.day - DAY))
    return plan


def _plan_head(session: Session, request: HeadRequest) -> Plan:
    person = session.get_one(Person, request.person)
    members = members_of(session, request.household, request.day)
    if person not in members:
        raise NotOfThisHousehold(name=person.name)
    plan = Plan(request.day, heads=[(request.household, person)])
    others = {key: said for key, said in request.relations.items() if key != request.person}
    plan.people += [(each, {"relation": others[each.id]}) for each in members if each.id in others]
    if state(session, person, request.day)["relation"]:
        plan.people.append((person, {"relation": ""}))
    return plan
