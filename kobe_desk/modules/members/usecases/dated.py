"""Dated facts: as they were on a day, changed from a day on (変更), or corrected as if never wrong (訂正).

The row holds the last state that is known; each state before it stands in `person_before` or `household_before`.
"""

from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.modules.members.model import EarlierMembership, Household, HouseholdBefore, Person, PersonBefore
from kobe_desk.modules.members.model.dated import HOUSEHOLD_FACTS, PERSON_FACTS

Entity = Person | Household
Before = PersonBefore | HouseholdBefore
PLACE = ("household_id", "head", "relation")
"""What somebody is in a household goes with the household."""


@dataclass(frozen=True, slots=True)
class State:
    """What held from `since` (None: from the beginning) up to, but not including, `until` (None: from then on)."""

    since: date | None
    until: date | None
    values: dict[str, Any]


def states(session: Session, entity: Entity) -> tuple[State, ...]:
    """Every state of a person or household, the earliest first."""
    befores = _befores(session, entity)
    past = [State(each.since, each.until, _values(each, entity)) for each in befores]
    return (*past, State(befores[-1].until if befores else None, None, _values(entity, entity)))


def state(session: Session, entity: Entity, day: date) -> dict[str, Any]:
    """The dated facts of a person or household on a day."""
    found = states(session, entity) if _changed_after(session, entity, day) else ()
    for each in found:
        if each.until is None or each.until > day:
            return each.values
    return _values(entity, entity)


def change(session: Session, entity: Entity, values: dict[str, Any], since: date) -> None:
    """Let facts be otherwise from a day on (変更), up to where another change of the same fact was written down."""
    if _never_before(entity, since):
        correct(session, entity, values, since)
        return
    row = _split(session, entity, since)
    _spread(_from(session, entity, row), values)
    _tidy(session, entity)


def correct(session: Session, entity: Entity, values: dict[str, Any], on: date) -> None:
    """Let facts be otherwise for as long as they held around a day (訂正: はじめから違っていた)."""
    rows = [*_befores(session, entity), entity]
    at = next(place for place, each in enumerate(rows) if each is entity or cast(Before, each).until > on)
    earlier = list(reversed(rows[:at]))
    wrong = {name: getattr(rows[at], name) for name in values}
    reach = {name: _reach(rows[at], earlier, name) for name in values}
    _spread(rows[at:], values)
    for name, value in values.items():
        for row in reach[name]:
            if getattr(row, name) != wrong[name]:
                break
            setattr(row, name, value)
    _tidy(session, entity)


def _spread(rows: list[Any], values: dict[str, Any]) -> None:
    """Write values into a state and those after it, as long as they said the same.

    With the household goes what somebody is in it.
    """
    first = {name: getattr(rows[0], name) for name in values}
    moves = "household_id" in values and values["household_id"] != first["household_id"]
    together = {name: values[name] for name in PLACE if name in values} if moves else {}
    if together:
        for row in rows:
            if row.household_id != first["household_id"]:
                break
            _set(row, together)
    for name in values.keys() - together.keys():
        for row in _reach(rows[0], rows, name):
            if getattr(row, name) != first[name]:
                break
            _set(row, {name: values[name]})


def _reach(row: Any, others: list[Any], name: str) -> list[Any]:
    """The states that a fact of this one may run on into: what somebody is in a household ends with it."""
    if name not in PLACE:
        return others
    return list(takewhile(lambda other: other.household_id == row.household_id, others))


def _set(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _split(session: Session, entity: Entity, since: date) -> Any:
    """The state that begins on the day, made if need be out of the one that runs on it."""
    befores = _befores(session, entity)
    for each in befores:
        if each.until > since:
            if each.since == since:
                return each
            session.add(_new(entity, each.since, since, _values(each, entity)))
            each.since = since
            session.flush()
            return each
    last = befores[-1].until if befores else None
    if last != since:
        session.add(_new(entity, last, since, _values(entity, entity)))
        session.flush()
    return entity


def _from(session: Session, entity: Entity, row: Any) -> list[Any]:
    """A state and all after it."""
    rows = [*_befores(session, entity), entity]
    return rows[rows.index(row) :]


def _tidy(session: Session, entity: Entity) -> None:
    """Two states that say the same are one."""
    session.flush()
    rows = [*_befores(session, entity), entity]
    for earlier, later in zip(rows, rows[1:], strict=False):
        if _values(earlier, entity) == _values(later, entity):
            if later is not entity:
                cast(Before, later).since = cast(Before, earlier).since
            session.delete(earlier)
    session.flush()


def _never_before(entity: Entity, since: date) -> bool:
    """Whether somebody belongs from that day only: then there was nothing before it."""
    return entity.joined is not None and since <= entity.joined and not _joined_before(entity)


def _joined_before(entity: Entity) -> bool:
    session = sa.orm.object_session(entity)
    return session is not None and bool(session.scalar(sa.select(_earlier(entity))))


def _earlier(entity: Entity) -> sa.ColumnElement[bool]:
    mine = EarlierMembership.person_id if isinstance(entity, Person) else EarlierMembership.household_id
    return sa.exists().where(mine == entity.id)


def _changed_after(session: Session, entity: Entity, day: date) -> bool:
    table, mine = _table(entity)
    return bool(session.scalar(sa.select(sa.exists().where(mine == entity.id, table.until > day))))


def _befores(session: Session, entity: Entity) -> list[Any]:
    table, mine = _table(entity)
    return list(session.scalars(sa.select(table).where(mine == entity.id).order_by(table.until)))


def _table(entity: Entity) -> tuple[Any, Any]:
    if isinstance(entity, Person):
        return PersonBefore, PersonBefore.person_id
    return HouseholdBefore, HouseholdBefore.household_id


def _values(row: Any, entity: Entity) -> dict[str, Any]:
    return {name: getattr(row, name) for name in facts_of(entity)}


def facts_of(entity: Entity) -> tuple[str, ...]:
    """The names of what is dated of it."""
    return PERSON_FACTS if isinstance(entity, Person) else HOUSEHOLD_FACTS


def _new(entity: Entity, since: date | None, until: date, values: dict[str, Any]) -> Before:
    if isinstance(entity, Person):
        return PersonBefore(person_id=entity.id, since=since, until=until, **values)
    return HouseholdBefore(household_id=entity.id, since=since, until=until, **values)
