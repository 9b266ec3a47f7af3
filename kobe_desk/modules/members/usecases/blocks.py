"""班 (組, ブロック): the units that circulars and dues go by."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.names import one_line, same
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Area, Household, HouseholdBefore, OfficeTerm, RotaRule


class AreaNameMissing(UserError):
    text = N_("Please write the name of the group of households.")


class AreaKnown(UserError):
    text = N_("There is already a group of households called {name}.")


class AreaInUse(UserError):
    text = N_("{name} still has {count} households. Move them to another group first.")


class AreaRemembered(UserError):
    text = N_("{name} had households or leaders on earlier days, so it stays on their cards and cannot be taken out.")


@dataclass(frozen=True, slots=True)
class AreaRequest:
    """A 班 as the form gives it."""

    name: str
    parent_id: UUID | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A 班 in the association's order, with how many households it holds."""

    id: UUID
    name: str
    parent_id: UUID | None
    position: int
    households: int


@query(needs="members.read")
def areas(session: Session) -> tuple[AreaRow, ...]:
    """The 班 in their order."""
    count = sa.select(sa.func.count()).where(Household.area_id == Area.id).scalar_subquery()
    found = session.execute(sa.select(Area.id, Area.name, Area.parent_id, Area.position, count).order_by(*in_order()))
    return tuple(AreaRow(*row) for row in found)


@usecase(label=N_("Add a group of households"), needs="members.edit")
def add_area(session: Session, request: AreaRequest) -> UUID:
    """Add a 班 after the others. Raises AreaNameMissing, AreaKnown."""
    last = session.scalar(sa.select(sa.func.max(Area.position))) or 0
    area = Area(
        name=_checked(session, request.name, None), parent_id=request.parent_id, position=request.position or last + 1
    )
    session.add(area)
    session.flush()
    return area.id


@usecase(label=N_("Edit a group of households"), needs="members.edit")
def edit_area(session: Session, key: UUID, request: AreaRequest) -> None:
    """Rename or move a 班. Raises AreaNameMissing, AreaKnown."""
    area = session.get_one(Area, key)
    area.name, area.parent_id = _checked(session, request.name, key), request.parent_id
    area.position = area.position if request.position is None else request.position
    session.flush()


@usecase(label=N_("Remove a group of households"), needs="members.edit")
def remove_area(session: Session, key: UUID) -> None:
    """Take out a 班 nobody belongs to, or did. Raises AreaInUse, AreaRemembered."""
    area = session.get_one(Area, key)
    count = session.scalar(sa.select(sa.func.count()).where(Household.area_id == key)) or 0
    if count:
        raise AreaInUse(name=area.name, count=count)
    for kept in (HouseholdBefore, OfficeTerm):
        if session.scalar(sa.select(kept.id).where(kept.area_id == key).limit(1)):
            raise AreaRemembered(name=area.name)
    for rule in session.scalars(sa.select(RotaRule).where(RotaRule.area_id == key)):
        session.delete(rule)
    session.delete(area)
    session.flush()


@usecase(label=N_("Change the order of the groups"), needs="members.edit")
def order_areas(session: Session, keys: tuple[UUID, ...]) -> None:
    """Put the 班 into this order, in which lists and papers go through them."""
    for place, key in enumerate(keys, 1):
        session.get_one(Area, key).position = place
    session.flush()


def in_order() -> tuple[Any, ...]:
    """The order of 班: as placed, then 2班 before 10班."""
    return (Area.position, sa.func.length(Area.name), Area.name)


def _checked(session: Session, name: str, mine: UUID | None) -> str:
    name = one_line(name)
    if not name:
        raise AreaNameMissing("name")
    for key, other in session.execute(sa.select(Area.id, Area.name)):
        if key != mine and same(other, name):
            raise AreaKnown("name", name=other)
    return name
