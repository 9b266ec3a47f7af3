"""A line of the list of people, its state on a day, and the former or future name it was found by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import search_key
from kobe_desk.modules.members.model import EarlierMembership, Person
from kobe_desk.modules.members.rules.periods import DAY

PRESENT, FORMER, FUTURE = "present", "former", "future"


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name that is not the one of the day: borne up to `last`, or from `first` on."""

    name: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list."""

    id: UUID
    name: str
    kana: str
    household_id: UUID | None
    head: bool
    relation: str
    area: str
    house_number: str
    street: str
    building: str
    phone: str
    """The number to ring first: the person's own, else the household's."""
    own_phone: str
    birth: date | None
    state: str
    other: OtherName | None = None
    """Where the words fit a former or future name instead of the one of the day."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What columns beyond the usual ones hold, by their keys."""

    @property
    def address(self) -> str:
        return f"{self.street} {self.building}" if self.building else self.street


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Some lines of the list, and how many it has in all."""

    rows: tuple[PersonRow, ...]
    total: int


def state_on(joined: date | None, until: date | None, on: date) -> str:
    """present, former or future: computed, never stored."""
    if until is not None and until <= on:
        return FORMER
    return FUTURE if joined is not None and joined > on else PRESENT


def rejoining(session: Session, page: PeoplePage, on: date) -> PeoplePage:
    """Who is to join again is no newcomer: the state is the one of the membership before."""
    ahead = [row.id for row in page.rows if row.state == FUTURE]
    if not ahead:
        return page
    earlier = EarlierMembership
    found = sa.select(earlier.person_id, earlier.joined, earlier.until).where(earlier.person_id.in_(ahead))
    states: dict[UUID | None, str] = {}
    for key, joined, until in session.execute(found):
        if states.get(key) != PRESENT:
            states[key] = state_on(joined, until, on)
    rows = tuple(replace(row, state=states.get(row.id, row.state)) for row in page.rows)
    return replace(page, rows=rows)


def with_other_names(session: Session, words: str, page: PeoplePage) -> PeoplePage:
    """Say by which name somebody was found, where it is not the one of the day."""
    if not (words and page.rows and session.connection().exec_driver_sql(_ANY_BEFORE).scalar()):
        return page
    keys = [row.id for row in page.rows]
    from kobe_desk.modules.members.model import PersonBefore as past  # noqa: N813

    names: dict[UUID, list[OtherName]] = {}
    statement = sa.select(past.person_id, past.name, past.kana, past.since, past.until).where(past.person_id.in_(keys))
    readings: dict[tuple[UUID, str], str] = {}
    last: dict[UUID, date] = {}
    for key, name, reading, since, until in session.execute(statement.order_by(past.until)):
        names.setdefault(key, []).append(OtherName(name, since, until - DAY))
        readings[key, name] = reading
        last[key] = until
    for key, name, reading in session.execute(
        sa.select(Person.id, Person.name, Person.kana).where(Person.id.in_(last))
    ):
        names[key].append(OtherName(name, last[key], None))
        readings[key, name] = reading
    return replace(page, rows=tuple(_named(row, words, names.get(row.id, ()), readings) for row in page.rows))


def _named(row: PersonRow, words: str, names: Sequence[OtherName], readings: dict[tuple[UUID, str], str]) -> PersonRow:
    parts = [word for word in words.split() if not search_key.found_in(word, row.name, row.kana)]
    for other in names if parts else ():
        if other.name != row.name and search_key.found_in(" ".join(parts), other.name, readings[row.id, other.name]):
            return replace(row, other=other)
    return row


_ANY_BEFORE = "SELECT EXISTS (SELECT 1 FROM person_before)"
