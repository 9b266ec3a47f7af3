"""The order of the turns in a 班, and who is passed over (免除・見送り・年齢)."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.names import as_typed
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Household, RotaPlace, RotaRule
from kobe_desk.modules.members.usecases.rota.rows import AgeOutOfRange, ReasonMissing


@usecase(label=N_("Change the order of the turns"), needs="members.edit")
def order_turns(session: Session, households: tuple[UUID, ...]) -> None:
    """Put the households of a 班 into the order of their turns."""
    for place, key in enumerate(households, 1):
        _place(session, key).position = place
    session.flush()


@usecase(label=N_("Pass a household over for a year"), needs="members.edit")
def skip_turn(session: Session, household: UUID, year: int | None) -> None:
    """Pass a household over in a fiscal year (見送り); None takes that back."""
    _place(session, household).skip_year = year
    session.flush()


@usecase(label=N_("Exempt a household from the turns"), needs="members.edit")
def exempt_from_turns(session: Session, household: UUID, reason: str) -> None:
    """Ask a household no more (免除), with the reason. Raises ReasonMissing."""
    if not as_typed(reason):
        raise ReasonMissing("reason")
    _place(session, household).exempt = as_typed(reason)
    session.flush()


@usecase(label=N_("Let a household take turns again"), needs="members.edit")
def back_into_turns(session: Session, household: UUID) -> None:
    """The exemption is over, and no year is passed over."""
    place = _place(session, household)
    place.exempt, place.skip_year = "", None
    session.flush()


@usecase(label=N_("Set the age from which nobody is asked"), needs="members.edit")
def set_turn_age(session: Session, areas: tuple[UUID, ...], age: int | None) -> None:
    """From this age on (on the first day of the year) nobody is asked; None: at any age. Raises AgeOutOfRange."""
    if age is not None and not 60 <= age <= 110:
        raise AgeOutOfRange("age")
    for area in areas:
        rule = session.scalar(sa.select(RotaRule).where(RotaRule.area_id == area))
        if age is None and rule is not None:
            session.delete(rule)
        elif age is not None and rule is not None:
            rule.age = age
        elif age is not None:
            session.add(RotaRule(area_id=area, age=age))
    session.flush()


def _place(session: Session, household: UUID) -> RotaPlace:
    """The household's place in the turn. The whole 班 gets places in its present order with the first of them."""
    found = session.scalar(sa.select(RotaPlace).where(RotaPlace.household_id == household))
    if found is not None:
        return found
    area = session.get_one(Household, household).area_id
    mates = session.scalars(
        sa.select(Household.id)
        .outerjoin(RotaPlace, RotaPlace.household_id == Household.id)
        .where(Household.area_id == area, RotaPlace.id.is_(None))
        .order_by(sa.func.length(Household.house_number), Household.house_number, Household.id)
    ).all()
    taken = session.scalar(
        sa.select(sa.func.max(RotaPlace.position))
        .join(Household, Household.id == RotaPlace.household_id)
        .where(Household.area_id == area)
    )
    first = (taken or 0) + 1
    made = {
        key: RotaPlace(household_id=key, position=number, exempt="", skip_year=None)
        for number, key in enumerate(mates or [household], first)
    }
    session.add_all(made.values())
    session.flush()
    return made[household]
