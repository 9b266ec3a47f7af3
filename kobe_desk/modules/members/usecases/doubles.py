"""Entries that may be one person (重複の候補): proposed with the reason, never merged by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.names import folded_lines
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.model import Household, NotDuplicate, Person
from kobe_desk.modules.members.rules.identity import house_key

MOST = 200
LARGEST_GROUP = 8
"""So many entries with one key are no duplicates but a column filled with the same word."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One of the two entries, as far as it tells people apart."""

    id: UUID
    name: str
    kana: str
    birth: date | None
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Two entries that may be one person; `reason`: "birth", "house" or "phone" is what they share beside the name."""

    one: EntryRow
    other: EntryRow
    reason: str


class _Entry(NamedTuple):
    id: UUID
    name: str
    kana: str
    birth: date | None
    phone: str
    mobile: str
    address: str
    building: str
    home_phone: str


@query(needs="members.read")
def duplicates(session: Session) -> tuple[DuplicateRow, ...]:
    """The pairs that look like one person, the surest first; pairs said to be two people are left out."""
    entries = [_Entry(*row) for row in session.execute(_entries())]
    said = sa.select(NotDuplicate.one_id, NotDuplicate.other_id)
    apart = {frozenset((one, other)) for one, other in session.execute(said)}
    found: dict[frozenset[UUID], DuplicateRow] = {}
    for reason, one, other in _pairs(entries):
        pair = frozenset((one.id, other.id))
        if pair not in apart and pair not in found and not _contradicts(one, other):
            found[pair] = DuplicateRow(_row(one), _row(other), reason)
            if len(found) == MOST:
                break
    return tuple(found.values())


@usecase(label=N_("Say that two entries are two people"), needs="members.edit")
def keep_apart(session: Session, one: UUID, other: UUID) -> None:
    """Two people who look alike: they are not proposed again (別人)."""
    first, second = sorted((one, other))
    known = sa.select(NotDuplicate.id).where(NotDuplicate.one_id == first, NotDuplicate.other_id == second)
    if session.scalar(known) is None:
        session.add(NotDuplicate(one_id=first, other_id=second))
        session.flush()


def _entries() -> sa.Select[Any]:
    home = sa.func.coalesce
    columns: tuple[Any, ...] = (
        Person.id, Person.name, Person.kana, Person.birth, Person.phone, Person.mobile,
        home(Household.address, ""), home(Household.building, ""), home(Household.phone, ""),
    )  # fmt: skip
    people = sa.select(*columns).outerjoin(Household, Household.id == Person.household_id)
    return people.where(Person.anonymised.is_(None)).order_by(Person.id)


def _pairs(entries: list[_Entry]) -> Iterator[tuple[str, _Entry, _Entry]]:
    names = folded_lines("\n".join(each.name.replace("\n", " ") for each in entries))
    readings = folded_lines("\n".join(each.kana.replace("\n", " ") for each in entries))
    for reason, witness in (("birth", _birth), ("house", _house), ("phone", _phone)):
        groups: dict[tuple[str, Any], list[_Entry]] = {}
        for entry, name, reading in zip(entries, names, readings, strict=True):
            if shared := witness(entry):
                for spelled in {name, reading} - {""}:
                    groups.setdefault((spelled, shared), []).append(entry)
        for group in groups.values():
            if 1 < len(group) <= LARGEST_GROUP:
                yield from ((reason, *pair) for pair in combinations(group, 2))


def _birth(entry: _Entry) -> object:
    return entry.birth


def _house(entry: _Entry) -> object:
    key = house_key(entry.address, entry.building)
    return key if any(map(str.isdigit, key)) else ""


def _phone(entry: _Entry) -> object:
    return entry.mobile or entry.phone


def _contradicts(one: _Entry, other: _Entry) -> bool:
    return bool(one.birth and other.birth and one.birth != other.birth)


def _row(entry: _Entry) -> EntryRow:
    where = f"{entry.address} {entry.building}".strip()
    return EntryRow(
        entry.id, entry.name, entry.kana, entry.birth, where, entry.phone or entry.mobile or entry.home_phone
    )
