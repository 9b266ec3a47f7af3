"""The list of those entitled to vote (表決権者名簿): made from the roster, frozen, each with a slip number."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from kobe_desk.core import names
from kobe_desk.core.japanese import kana as reading
from kobe_desk.core.japanese.numerals import arabic
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.meetings.model import Meeting, Presence, Slip, Voter
from kobe_desk.modules.meetings.rules import slips
from kobe_desk.modules.meetings.usecases.bodies import GENERAL, kind_of
from kobe_desk.modules.meetings.usecases.errors import AdoptedAlready, NobodyEntitled, RegisterClosed
from kobe_desk.modules.meetings.usecases.rows import rules_from
from kobe_desk.modules.meetings.usecases.standing import count_anew
from kobe_desk.modules.members.model import Area, Household, OfficeTerm, Person
from kobe_desk.modules.members.usecases.area_names import told_apart
from kobe_desk.modules.members.usecases.blocks import in_order

_LARGEST_AREA, _MOST_AREAS = 999, 99
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class VoterRow:
    """Somebody entitled to vote, with the slip's number as it is printed."""

    id: UUID
    number: str
    name: str
    kana: str
    area: str
    postal_code: str
    address: str


@usecase(label=N_("Make the list of voters"), needs="meetings.edit")
def list_voters(session: Session, key: UUID) -> int:
    """Freeze who is entitled to vote on the day of the meeting, from the roster; returns how many.

    A list nobody was received from yet is made anew. Raises AdoptedAlready, RegisterClosed, NobodyEntitled.
    """
    found = session.get_one(Meeting, key)
    if found.frozen:
        raise AdoptedAlready
    _forget(session, key)
    people = _entitled(session, found)
    if not people:
        raise NobodyEntitled
    rows = [{**each, "meeting_id": key, "number": number} for each, number in _numbered(people)]
    session.flush()
    session.info["work"].batch(Voter.__table__, rows)
    count_anew(session, found)
    return len(rows)


@query(needs="meetings.read")
def voters(session: Session, key: UUID) -> tuple[VoterRow, ...]:
    """The list of voters, by number; empty where none was made."""
    found = session.scalars(sa.select(Voter).where(Voter.meeting_id == key).order_by(Voter.number))
    return tuple(voter_row(each) for each in found)


def voter_row(each: Any) -> VoterRow:
    """A voter, stored or as a plain row of its columns."""
    number = slips.written(each.number)
    return VoterRow(each.id, number, each.name, each.kana, each.area, each.postal_code, each.address)


def find(session: Session, key: UUID, words: str, limit: int = 8) -> list[Voter]:
    """Voters by slip number, or by the beginning of their reading or name. Raises SlipMistyped."""
    mine = sa.select(Voter).where(Voter.meeting_id == key).order_by(Voter.number)
    if slips.looks_like_a_number(words):
        return list(session.scalars(mine.where(Voter.number == slips.read_number(words))))
    wanted = _folded(words)
    if not wanted:
        return []
    fitting = (each for each in session.scalars(mine) if wanted in _folded(each.kana) + "\n" + _folded(each.name))
    return list(islice(fitting, limit))


def _folded(text: str) -> str:
    return "".join(names.folded((reading.to_hiragana(text),))).replace(" ", "")


def _forget(session: Session, key: UUID) -> None:
    """Take the list back, as long as nobody came and nothing came in."""
    for table in (Presence, Slip):
        if session.scalar(sa.select(sa.exists().where(table.meeting_id == key))):
            raise RegisterClosed
    for each in session.scalars(sa.select(Voter).where(Voter.meeting_id == key)):
        session.delete(each)
    session.flush()


def _entitled(session: Session, found: Meeting) -> list[dict[str, Any]]:
    day = found.starts.date()
    rules = rules_from(found.rules)
    if kind_of(found.body) not in GENERAL:
        return _people(session, day, Person.id.in_(sa.select(OfficeTerm.person_id).where(OfficeTerm.holds(day))))
    by_person = any(rules.unit_of(matter) == "person" for matter in {each.matter for each in found.items})
    if rules.unit == "person" or by_person:
        return _people(session, day)
    return _heads(session, day)


_COLUMNS = (Person.id, Person.name, Person.kana, Household.id, Household.postal_code, Household.address,
            Household.building)  # fmt: skip


def _by_area() -> tuple[Any, ...]:
    """By 班 and house number; whoever is in none comes last."""
    house = Household.house_number
    return (Area.id.is_(None), *in_order(), Area.id, sa.func.length(house), house, Person.sort_key)


def _people(session: Session, day: date, *which: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
    """Everybody who belongs on the day, by 班 and house number."""
    statement = (
        sa.select(*_COLUMNS, told_apart())
        .outerjoin(Household, Household.id == Person.household_id)
        .outerjoin(Area, Area.id == Household.area_id)
        .where(Person.belongs(day), *which)
        .order_by(*_by_area())
    )
    return [_person(*row) for row in session.execute(statement)]


def _heads(session: Session, day: date) -> list[dict[str, Any]]:
    """One of each household that belongs on the day: its head, or who comes first."""
    mate = aliased(Person)
    first = sa.select(mate.id).where(mate.household_id == Household.id, mate.belongs(day)).correlate(Household)
    first = first.order_by(mate.head.desc(), mate.birth, mate.sort_key).limit(1)
    statement = (
        sa.select(*_COLUMNS, told_apart())
        .select_from(Household)
        .outerjoin(Person, Person.id == first.scalar_subquery())
        .outerjoin(Area, Area.id == Household.area_id)
        .where(Household.belongs(day))
        .order_by(*_by_area())
    )
    return [_person(*row) for row in session.execute(statement)]


def _person(*row: Any) -> dict[str, Any]:
    person, name, kana, home, postal_code, address, building, area = row
    return {
        "person_id": person,
        "household_id": home,
        "name": name or address or "",
        "kana": kana or "",
        "area": area or "",
        "postal_code": postal_code or "",
        "address": " ".join(part for part in (address, building) if part),
    }


def _numbered(people: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    """班 in thousands and a running number in it; one running number where 班 are too many or too large."""
    numbers = _area_numbers(people)
    counts: dict[int, int] = {}
    found = []
    for each in people:
        area = numbers.get(each["area"], 0)
        counts[area] = counts.get(area, 0) + 1
        found.append((each, area * 1000 + counts[area]))
    if max(counts.values()) > _LARGEST_AREA or len(numbers) > _MOST_AREAS:
        return [(each, number) for number, (each, _) in enumerate(found, 1)]
    return found


def _area_numbers(people: list[dict[str, Any]]) -> dict[str, int]:
    """The number in the name of each 班 (6班 is 06), or its place where names have none or the same."""
    areas = list(dict.fromkeys(each["area"] for each in people if each["area"]))
    own = [each.rpartition("　")[2] for each in areas]  # without the ブロック before it
    said = [_NUMBER.search(arabic(unicodedata.normalize("NFKC", each))) for each in own]
    named = [int(each[0]) for each in said if each]
    if len(set(named)) == len(areas) and all(0 < each <= _MOST_AREAS for each in named):
        return dict(zip(areas, named, strict=True))
    return {area: number for number, area in enumerate(areas, 1)}
