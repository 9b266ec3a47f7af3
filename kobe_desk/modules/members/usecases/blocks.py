"""班 (組) and the ブロック they stand in: the units that circulars and dues go by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.names import one_line, same
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Area, Household, HouseholdBefore, OfficeTerm, RotaRule
from kobe_desk.modules.members.rules.identity import area_title


class AreaNameMissing(UserError):
    text = N_("Please write the name of the group of households.")


class AreaKnown(UserError):
    text = N_("There is already a group of households called {name}.")


class AreaInUse(UserError):
    text = N_("{name} still has {count} households. Move them to another group first.")


class AreaRemembered(UserError):
    text = N_("{name} had households or leaders on earlier days, so it stays on their cards and cannot be taken out.")


class AreaWithinItself(UserError):
    text = N_("{name} cannot stand in itself, nor in a part of its own. Please choose another.")


class AreaHasParts(UserError):
    text = N_("Other groups stand in {name}. Let them stand elsewhere first.")


@dataclass(frozen=True, slots=True)
class AreaRequest:
    """A 班 as the form gives it; `parent_id` is the ブロック it stands in."""

    name: str
    parent_id: UUID | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A 班 in the association's order, with how many households it holds, in all that stands in it."""

    id: UUID
    name: str
    parent_id: UUID | None
    position: int
    households: int
    depth: int = 0
    """How many ブロック it stands in."""
    parent: str = ""


@query(needs="members.read")
def areas(session: Session) -> tuple[AreaRow, ...]:
    """The 班 in their order, each ブロック followed by those that stand in it."""
    count = sa.select(sa.func.count()).where(Household.area_id == Area.id).scalar_subquery()
    found = session.execute(sa.select(Area.id, Area.name, Area.parent_id, Area.position, count).order_by(*in_order()))
    rows = [AreaRow(*row) for row in found]
    names = {row.id: row.name for row in rows}
    held = {row.id: row.households for row in rows}
    tree = list(_in_tree(rows))
    for row, _depth in reversed(tree):  # what stands in a ブロック comes after it
        if row.parent_id is not None:
            held[row.parent_id] += held[row.id]
    return tuple(
        replace(row, households=held[row.id], depth=depth, parent=names[row.parent_id] if row.parent_id else "")
        for row, depth in tree
    )


@usecase(label=N_("Add a group of households"), needs="members.edit")
def add_area(session: Session, request: AreaRequest) -> UUID:
    """Add a 班 after the others of its ブロック. Raises AreaNameMissing, AreaKnown."""
    last = session.scalar(sa.select(sa.func.max(Area.position))) or 0
    area = Area(
        name=_checked(session, request, None), parent_id=request.parent_id, position=request.position or last + 1
    )
    session.add(area)
    session.flush()
    _settle(session)
    return area.id


@usecase(label=N_("Edit a group of households"), needs="members.edit")
def edit_area(session: Session, key: UUID, request: AreaRequest) -> None:
    """Rename a 班, or let it stand in another ブロック. Raises AreaNameMissing, AreaKnown, AreaWithinItself."""
    area = session.get_one(Area, key)
    if request.parent_id is not None and request.parent_id in areas_within(session, key):
        raise AreaWithinItself("parent", name=area.name)
    if request.parent_id != area.parent_id and request.position is None:  # it comes last in its new place
        area.position = (session.scalar(sa.select(sa.func.max(Area.position))) or 0) + 1
    area.name, area.parent_id = _checked(session, request, key), request.parent_id
    area.position = area.position if request.position is None else request.position
    session.flush()
    _settle(session)


@usecase(label=N_("Remove a group of households"), needs="members.edit")
def remove_area(session: Session, key: UUID) -> None:
    """Take out a 班 nobody belongs to, or did. Raises AreaInUse, AreaHasParts, AreaRemembered."""
    area = session.get_one(Area, key)
    count = session.scalar(sa.select(sa.func.count()).where(Household.area_id == key)) or 0
    if count:
        raise AreaInUse(name=area.name, count=count)
    if session.scalar(sa.select(Area.id).where(Area.parent_id == key).limit(1)):
        raise AreaHasParts(name=area.name)
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
    _settle(session)


def within(area: UUID) -> sa.Select[UUID]:
    """The keys of a group and of all that stand in it, for the question of a list."""
    part = sa.orm.aliased(Area)
    found = sa.select(part.id).where(part.id == area).cte("within", recursive=True)
    inner = sa.orm.aliased(Area)
    found = found.union(sa.select(inner.id).where(inner.parent_id == found.c.id))
    return sa.select(found.c.id)


def areas_within(session: Session, area: UUID) -> set[UUID]:
    """A group and all that stand in it."""
    return set(session.scalars(within(area)))


def block_names(session: Session) -> dict[UUID, str]:
    """By 班, the name of the ブロック it stands in; what stands in none is left out."""
    block = sa.orm.aliased(Area)
    found = session.execute(sa.select(Area.id, block.name).join(block, block.id == Area.parent_id))
    return {key: name for key, name in found}


def title_of_area(session: Session, key: UUID) -> str:
    """Its name as people read it, with its ブロック."""
    area = session.get_one(Area, key)
    return area_title(session.get_one(Area, area.parent_id).name if area.parent_id else "", area.name)


def _in_tree(rows: Sequence[Any], parent: UUID | None = None, depth: int = 0) -> Iterator[tuple[Any, int]]:
    """Each group with how deep it stands, followed by those that stand in it."""
    for row in rows:
        if row.parent_id == parent:
            yield row, depth
            yield from _in_tree(rows, row.id, depth + 1)


def _settle(session: Session) -> None:
    """Number the groups as they stand in each other: every list and paper goes by these numbers."""
    rows = session.scalars(sa.select(Area).order_by(*in_order())).all()
    if any(row.parent_id for row in rows):
        for place, (row, _depth) in enumerate(_in_tree(rows), 1):
            row.position = place
        session.flush()


def in_order() -> tuple[Any, ...]:
    """The order of 班: as placed, then 2班 before 10班."""
    return (Area.position, sa.func.length(Area.name), Area.name)


def _checked(session: Session, request: AreaRequest, mine: UUID | None) -> str:
    """The name, which no other in the same ブロック has: 東 and 西 may each have a 1班."""
    name = one_line(request.name)
    if not name:
        raise AreaNameMissing("name")
    beside = sa.select(Area.id, Area.name).where(Area.parent_id.is_not_distinct_from(request.parent_id))
    for key, other in session.execute(beside):
        if key != mine and same(other, name):
            raise AreaKnown("name", name=other)
    return name
