"""The roster as it is printed: households by 班, heads by 五十音, as of a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from os.path import commonprefix
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.association.model import Association, Office, OfficeKind
from kobe_desk.modules.members.model import Area, OfficeTerm, Person
from kobe_desk.modules.members.rules.identity import area_title
from kobe_desk.modules.members.rules.periods import last_day
from kobe_desk.modules.members.usecases.blocks import block_names, in_order, within
from kobe_desk.modules.members.usecases.lists import PeopleFilter, fitting
from kobe_desk.modules.members.usecases.then import as_of


@dataclass(frozen=True, slots=True)
class RosterHomeRow:
    """A household as a line of the printed roster; `name` is its head's."""

    area: str
    house_number: str
    name: str
    kana: str
    family: tuple[str, ...]
    """The others: the given name alone where the family name is the head's."""
    address: str
    phone: str
    offices: str


@dataclass(frozen=True, slots=True)
class RosterAreaRow:
    """A 班 of the printed roster; `place` is the beginning all its addresses share, left out of the lines."""

    name: str
    place: str
    leader: str
    term: tuple[date, date | None] | None
    people: int
    homes: tuple[RosterHomeRow, ...]
    block: str = ""
    """The ブロック it stands in, if it does."""

    @property
    def title(self) -> str:
        """「東ブロック　1班」; empty for who stands in none."""
        return area_title(self.block, self.name)


@dataclass(frozen=True, slots=True)
class Roster:
    """All that a printed roster says, and of which day (基準日)."""

    association: str
    sample: bool
    on: date
    households: int
    people: int
    areas: tuple[RosterAreaRow, ...]
    area: str = ""
    """The one 班 it is limited to, if it is."""
    chosen: str = ""
    """The conditions of the screen it was printed from, in words; empty for all members."""


class _Line(NamedTuple):
    """A person as read; keys stay bytes, for they are only compared, and there are many."""

    home: bytes
    """The household; who is in none is one of their own."""
    area_id: bytes | None
    area: str | None
    house_number: str | None
    address: str | None
    building: str | None
    home_phone: str | None
    person: bytes
    name: str
    kana: str
    phone: str
    mobile: str


@query(needs="members.read")
def roster_on(
    session: Session, day: date, area: UUID | None = None, which: PeopleFilter | None = None, chosen: str = ""
) -> Roster:
    """Who belongs on a day, by 班 and 戸番; people in no household stand as households of their own.

    With a filter these are the people who fit it; `chosen` says it in words, and the paper does.
    """
    lines = _lines(session, day, area, which)
    held = _held(session, day)
    blocks = {key.bytes: name for key, name in block_names(session).items()}
    areas = tuple(
        _area(list(group), held, blocks.get(key, "")) for key, group in groupby(lines, key=attrgetter("area_id"))
    )
    house = session.execute(sa.select(Association.name, Association.sample)).first()
    return Roster(
        association=house.name if house else "",
        sample=bool(house and house.sample),
        on=day,
        households=sum(len(each.homes) for each in areas),
        people=len(lines) + (_forgotten(session, day, area) if which is None else 0),
        areas=areas,
        area=session.get_one(Area, area).name if area and areas else "",
        chosen=chosen,
    )


def _lines(session: Session, day: date, area: UUID | None, which: PeopleFilter | None) -> list[_Line]:
    """People in the order of the paper: 班, 戸番, household, its head first."""
    people, homes = as_of(session, day)
    statement = (
        sa.select(
            _bare(sa.func.coalesce(homes.id, people.id), "home"), _bare(homes.area_id, "block"), Area.name,
            homes.house_number, homes.address, homes.building, homes.phone, _bare(people.id, "person"), people.name,
            people.kana, people.phone, people.mobile,
        )
        .select_from(people)
        .outerjoin(homes, homes.id == people.household_id)
        .outerjoin(Area, Area.id == homes.area_id)
        .where(
            people.belongs(day) if which is None else people.id.in_(fitting(session, which, day)),
            sa.or_(people.anonymised.is_(None), people.household_id.is_not(None)),
        )
        .order_by(
            Area.id.is_(None), *in_order(), sa.func.length(homes.house_number), homes.house_number,
            homes.id, people.head.desc(), people.birth.is_(None), people.birth, people.id,
        )
    )  # fmt: skip
    if area is not None:
        statement = statement.where(homes.area_id.in_(within(area)))
    return list(map(_Line._make, session.connection().execute(statement)))


def _bare(key: Any, name: str) -> Any:
    """A key as the database holds it, under a name of its own."""
    return sa.type_coerce(key, sa.types.NullType()).label(name)


def _forgotten(session: Session, day: date, area: UUID | None) -> int:
    """Who belonged on the day and is no longer known: counted, not listed."""
    gone = sa.select(sa.func.count()).where(Person.belongs(day), Person.anonymised.is_not(None))
    return 0 if area else session.scalar(gone.where(Person.household_id.is_(None))) or 0


def _held(session: Session, day: date) -> dict[bytes, list[tuple[str, str, date, date | None]]]:
    """The offices people hold on the day."""
    statement = (
        sa.select(OfficeTerm.person_id, Office.name, Office.kind, OfficeTerm.start, OfficeTerm.until)
        .join(Office, Office.id == OfficeTerm.office_id)
        .where(OfficeTerm.holds(day))
        .order_by(Office.position)
    )
    held: dict[bytes, list[tuple[str, str, date, date | None]]] = {}
    for person, name, kind, start, until in session.execute(statement):
        held.setdefault(person.bytes, []).append((name, kind, start, last_day(until)))
    return held


def _area(lines: list[_Line], held: dict[bytes, Any], block: str) -> RosterAreaRow:
    place = _shared_place({line.address for line in lines if line.address})
    officers = [(line, terms) for line in lines if (terms := held.get(line.person))]
    offices: dict[bytes, list[str]] = {}
    for line, terms in officers:
        offices.setdefault(line.home, []).extend(name for name, *_rest in terms)
    leaders = [
        (line.name, start, end)
        for line, terms in officers
        for _name, kind, start, end in terms
        if kind == OfficeKind.BLOCK_LEADER
    ]
    return RosterAreaRow(
        name=lines[0].area or "",
        place=place,
        leader="・".join(name for name, _start, _end in leaders),
        term=leaders[0][1:] if leaders else None,
        people=len(lines),
        homes=tuple(
            _home(list(group), place, "・".join(offices.get(key, ())))
            for key, group in groupby(lines, key=attrgetter("home"))
        ),
        block=block,
    )


def _home(lines: list[_Line], place: str, offices: str) -> RosterHomeRow:
    first = lines[0]
    address = f"{(first.address or '').removeprefix(place)} {first.building or ''}".strip()
    return RosterHomeRow(
        area=first.area or "",
        house_number=first.house_number or "",
        name=first.name,
        kana=first.kana,
        family=_family(lines) if len(lines) > 1 else (),
        address=address,
        phone=first.phone or first.home_phone or first.mobile,
        offices=offices,
    )


def _family(lines: list[_Line]) -> tuple[str, ...]:
    heads = lines[0].name.split()
    return tuple(_without_family_name(line.name, heads) for line in lines[1:])


def _without_family_name(name: str, heads: list[str]) -> str:
    """花子 for 髙橋　花子 in the household of 髙橋　一郎; the whole name where the family name is another."""
    mine = name.split()
    return " ".join(mine[1:]) if len(mine) > 1 and len(heads) > 1 and mine[0] == heads[0] else name


def _shared_place(addresses: set[str]) -> str:
    """What all addresses begin with, up to the figures; empty for a single address or a short beginning."""
    if len(addresses) < 2:  # noqa: PLR2004
        return ""
    beginning = "".join(_before_figures(commonprefix(list(addresses))))
    return beginning if len(beginning) > 2 and beginning not in addresses else ""  # noqa: PLR2004


def _before_figures(text: str) -> Iterator[str]:
    for character in text:
        if character.isnumeric():
            return
        yield character
