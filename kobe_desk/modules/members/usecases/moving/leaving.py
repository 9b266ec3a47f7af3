"""転出 and 死亡: people leave the association; a household nobody is left in ends with them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Office
from kobe_desk.modules.members.model import Household, OfficeTerm, Person
from kobe_desk.modules.members.rules.periods import DAY
from kobe_desk.modules.members.usecases.dated import state
from kobe_desk.modules.members.usecases.heads import members_of
from kobe_desk.modules.members.usecases.moving.plan import (
    Plan,
    TouchedRow,
    carry_out,
    chosen,
    next_head,
    require_member,
    touched,
)


class TermsRunOn(UserError):
    text = N_("{name} holds the office of {office} beyond that day. Please choose whether the term ends then too.")


@dataclass(frozen=True, slots=True)
class MoveOutRequest:
    """Who leaves, and the last day as a member. `end_terms` has no default: offices may run on, or end that day."""

    people: tuple[UUID, ...]
    last: date
    new_head: UUID | None = None
    end_terms: bool | None = None


@dataclass(frozen=True, slots=True)
class DeathRequest:
    """Who died on which day; offices end on it."""

    person: UUID
    day: date
    new_head: UUID | None = None


@query(needs="members.read")
def preview_move_out(session: Session, request: MoveOutRequest) -> tuple[TouchedRow, ...]:
    """Who leaves and who stays."""
    return touched(session, _plan(session, request, ask_terms=False))


@usecase(label=N_("Write down who moved away"), needs="members.edit")
def move_out(session: Session, request: MoveOutRequest) -> None:
    """End memberships (転出). Raises NobodyChosen, NotMemberThen, HeadMissing, TermsRunOn."""
    carry_out(session, _plan(session, request, ask_terms=True))


@query(needs="members.read")
def preview_death(session: Session, request: DeathRequest) -> tuple[TouchedRow, ...]:
    """Whom a death touches."""
    return touched(session, _plan_death(session, request))


@usecase(label=N_("Write down a death"), needs="members.edit")
def record_death(session: Session, request: DeathRequest) -> None:
    """Write down that somebody died (死亡): membership and offices end on that day.

    Raises NotMemberThen, HeadMissing.
    """
    carry_out(session, _plan_death(session, request))


def _plan_death(session: Session, request: DeathRequest) -> Plan:
    asked = MoveOutRequest((request.person,), request.day, request.new_head, end_terms=True)
    plan = _plan(session, asked, ask_terms=False)
    plan.deaths.append((session.get_one(Person, request.person), request.day))
    return plan


def _plan(session: Session, request: MoveOutRequest, *, ask_terms: bool) -> Plan:
    plan = Plan(request.last + DAY)
    people = chosen(session, request.people)
    for person in people:
        require_member(session, person, request.last)
        plan.ends.append((person, request.last))
        _terms(session, plan, person, request, ask_terms)
    for home in dict.fromkeys(state(session, each, request.last)["household_id"] for each in people):
        if home is not None:
            _home(session, plan, home, people, request)
    return plan


def _home(session: Session, plan: Plan, home: UUID, people: list[Person], request: MoveOutRequest) -> None:
    members = members_of(session, home, request.last)
    staying = [each for each in members if each not in people]
    if not staying:
        plan.ends.append((session.get_one(Household, home), request.last))
        return
    plan.staying += staying
    head = next_head(session, [each for each in members if each in people], staying, request.new_head, request.last)
    if head is not None:
        plan.heads.append((home, head))


def _terms(session: Session, plan: Plan, person: Person, request: MoveOutRequest, ask: bool) -> None:
    runs_on = sa.or_(OfficeTerm.until.is_(None), OfficeTerm.until > request.last + DAY)
    for term in session.scalars(sa.select(OfficeTerm).where(OfficeTerm.person_id == person.id, runs_on)):
        if request.end_terms is None and ask:
            office = session.get_one(Office, term.office_id).name
            raise TermsRunOn("end_terms", name=person.name, office=office)
        if request.end_terms is not False:
            plan.terms.append((term, request.last))
