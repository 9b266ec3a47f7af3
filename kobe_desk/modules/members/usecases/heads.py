"""The head of a household (世帯主): one on every day on which anybody belongs to it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.modules.members.model import Person, PersonBefore
from kobe_desk.modules.members.usecases.dated import change, correct, state, states
from kobe_desk.modules.members.usecases.then import as_of


def make_head(session: Session, home: UUID, person: Person, since: date) -> None:
    """Make a person the head from a day on, until the day another was to become it anyway (世帯主変更)."""
    mates = ever_in(session, home)
    ahead = min(
        (day for mate in mates if mate is not person for day in _begins(session, mate, home, since)), default=None
    )
    for mate in mates:
        if mate is not person and _heads(state(session, mate, since), home):
            change(session, mate, {"head": False}, since)
    change(session, person, {"head": True}, since)
    if ahead is not None and _heads(state(session, person, ahead), home):
        change(session, person, {"head": False}, ahead)


def ever_in(session: Session, home: UUID) -> list[Person]:
    """Who belongs to a household, did, or will."""
    before = sa.select(PersonBefore.person_id).where(PersonBefore.household_id == home)
    found = sa.select(Person).where(sa.or_(Person.household_id == home, Person.id.in_(before)))
    return list(session.scalars(found))


def _begins(session: Session, mate: Person, home: UUID, after: date) -> Iterator[date]:
    """The days after `after` on which somebody becomes the head of a household."""
    led = False
    for each in states(session, mate):
        leads = _heads(each.values, home)
        if leads and not led and each.since is not None and each.since > after:
            yield each.since
        led = leads


def _heads(values: dict[str, Any], home: UUID) -> bool:
    return bool(values["head"] and values["household_id"] == home)


def members_of(session: Session, home: UUID, day: date) -> list[Person]:
    """Who belongs to a household and to the association on a day, the head first."""
    then, _homes = as_of(session, day)
    statement = sa.select(then.id).where(then.household_id == home, then.belongs(day))
    keys = session.scalars(statement.order_by(then.head.desc(), then.birth.is_(None), then.birth, then.id)).all()
    return [session.get_one(Person, key) for key in keys]


def head_found(session: Session, homes: Iterable[UUID], day: date) -> None:
    """After a correction: a household without a head has the first of its people, for as long as it was wrong."""
    for home in homes:
        members = members_of(session, home, day)
        if members and not any(state(session, each, day)["head"] for each in members):
            correct(session, members[0], {"head": True}, day)


def settle_heads(session: Session, homes: Iterable[UUID], since: date) -> None:
    """After a change that others were planned after: on each later day the head before stays it, or the next is."""
    for home in homes:
        for day in _days_of_change(session, home, since):
            _settle(session, home, day)


def _settle(session: Session, home: UUID, day: date) -> None:
    members = members_of(session, home, day)
    heads = [each for each in members if state(session, each, day)["head"]]
    for each in heads[1:]:
        change(session, each, {"head": False}, day)
    if members and not heads:
        change(session, members[0], {"head": True}, day)


def _days_of_change(session: Session, home: UUID, since: date) -> list[date]:
    """The days after `since` on which anything changes with those who are ever in a household."""
    days = {each.since for mate in ever_in(session, home) for each in states(session, mate)}
    days |= {day for mate in ever_in(session, home) for day in (mate.until, mate.joined)}
    return sorted(day for day in days if day is not None and day >= since)
