"""住所変更: for the whole household, or for one person out of it; which of the two is asked and has no default."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.names import as_typed
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Household, Person
from kobe_desk.modules.members.usecases.dated import correct, state
from kobe_desk.modules.members.usecases.heads import members_of
from kobe_desk.modules.members.usecases.households import HouseholdRequest
from kobe_desk.modules.members.usecases.moving.homes import SplitRequest, plan_split
from kobe_desk.modules.members.usecases.moving.plan import (
    NobodyChosen,
    Plan,
    TouchedRow,
    carry_out,
    touched,
)


class Scope(StrEnum):
    """For whom an address is new."""

    HOUSEHOLD = "household"
    PERSON = "person"


class WhoMovesMissing(UserError):
    text = N_("Please choose whether the whole household moves, or this person alone.")


@dataclass(frozen=True, slots=True)
class AddressRequest:
    """A new address for somebody's household or for that person alone.

    `since`: the first day there (変更); None: the old one was wrong from the beginning (訂正, whole household only).
    """

    person: UUID
    scope: Scope | None
    since: date | None
    postal_code: str = ""
    address: str = ""
    building: str = ""
    area_id: UUID | None = None
    house_number: str = ""
    new_head: UUID | None = None


@query(needs="members.read")
def preview_address(session: Session, request: AddressRequest) -> tuple[TouchedRow, ...]:
    """Who moves and who stays."""
    return touched(session, _plan(session, request))


@usecase(label=N_("Change an address"), needs="members.edit")
def change_address(session: Session, request: AddressRequest) -> None:
    """Move a household, or one person out of it (住所変更). Raises WhoMovesMissing, HeadMissing."""
    plan = _plan(session, request)
    if request.since is None:
        for home, values in plan.homes:
            correct(session, home, values, plan.since)
        return
    carry_out(session, plan)


def _plan(session: Session, request: AddressRequest) -> Plan:
    if request.scope is None:
        raise WhoMovesMissing("scope")
    day = request.since or clock.today()
    key = state(session, session.get_one(Person, request.person), day)["household_id"]
    alone = key is None or [each.id for each in members_of(session, key, day)] == [request.person]
    if request.scope == Scope.PERSON and not alone:
        if request.since is None:
            raise WhoMovesMissing("scope")
        return plan_split(session, SplitRequest((request.person,), day, _home(request), new_head=request.new_head))
    if key is None:
        raise NobodyChosen("person")
    return Plan(day, homes=[(session.get_one(Household, key), _values(request))])


def _home(request: AddressRequest) -> HouseholdRequest:
    return HouseholdRequest(**_values(request))


def _values(request: AddressRequest) -> dict[str, Any]:
    texts = {name: as_typed(getattr(request, name)) for name in ("postal_code", "address", "building", "house_number")}
    return {**texts, "area_id": request.area_id}
