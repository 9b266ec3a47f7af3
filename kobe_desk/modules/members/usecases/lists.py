"""The list of people: as typed into the search box, by 班, by 五十音 row, a page at a time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import takewhile
from os.path import commonprefix
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, search_key
from kobe_desk.core.japanese import kana
from kobe_desk.core.japanese.same_day import same_day
from kobe_desk.core.permission import query
from kobe_desk.modules.members.model import (
    Area,
    EarlierMembership,
    Household,
    Person,
    PersonIndex,
)
from kobe_desk.modules.members.usecases.area_names import told_apart
from kobe_desk.modules.members.usecases.list_rows import (
    FORMER,
    PRESENT,
    PeoplePage,
    PersonRow,
    rejoining,
    state_on,
    with_other_names,
)
from kobe_desk.modules.members.usecases.then import as_of

OTHER_ROW = "他"
"""Beside the rows of the 五十音: names whose reading is not written down, or is not kana."""
_ROW_STARTS = dict(zip(kana.GOJUON, "アカサタナハマヤラワ", strict=True))
_AFTER_KANA = "ヽ"


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which people: all words typed (in name, reading, number, mail, address or phone), and what else is chosen."""

    words: str = ""
    area_id: UUID | None = None
    unplaced: bool = False
    """Only who stands in no 班 (未所属)."""
    row: str = ""
    """A row of the 五十音 (あ … わ), or `OTHER_ROW`."""
    state: str = ""
    """present, former or future members; everybody if empty."""
    heads: bool = False
    officers: bool = False
    """Only who holds an office (役員)."""
    age_from: int | None = None
    """Only who has reached this age (70歳以上)."""
    owing: bool = False
    """Only whose household is in arrears with its dues (会費未納)."""
    tag_id: UUID | None = None
    """Only who has this tag, or whose household has it; a skill counts with the consent to be asked."""
    own: tuple[UUID, str] | None = None
    """Only in whose field of the association's own this value stands; `WRITTEN` for any, empty for none."""
    chosen: tuple[UUID, ...] = ()
    """Only these people, picked one by one in the list."""
    on: date | None = None
    """The day the state is asked for; today if none."""


_ORDER = (PersonIndex.sort_key, PersonIndex.doc)


@lru_cache(maxsize=8)
def _lines(people: type[Person], homes: type[Household]) -> sa.Select[Any]:
    """The lines of the list, from the tables or from what they held on a day."""
    columns: tuple[Any, ...] = (
        people.id, people.name, people.kana, people.household_id, people.head, people.relation, told_apart(),
        homes.house_number, homes.address, homes.building,
        sa.func.coalesce(sa.func.nullif(people.phone, ""), sa.func.nullif(people.mobile, ""), homes.phone, ""),
        people.phone, people.birth, people.joined, people.until,
    )  # fmt: skip
    return (
        sa.select(*columns)
        .select_from(PersonIndex)
        .join(people, people.id == PersonIndex.person_id)
        .outerjoin(homes, homes.id == people.household_id)
        .outerjoin(Area, Area.id == homes.area_id)
    )


_HITS = sa.text("SELECT rowid FROM person_search WHERE person_search MATCH :match")
_DOCS = sa.text("SELECT value FROM json_each(:docs)").columns(sa.column("value", sa.Integer)).scalar_subquery()
_COUNTED_HITS = sa.text("SELECT count(*), json_group_array(rowid) FROM person_search WHERE person_search MATCH :match")
_LINES = _lines(Person, Household)
_FOUND = _LINES.where(PersonIndex.doc.in_(_DOCS)).order_by(*_ORDER)


@query(needs="members.read")
def people(session: Session, which: PeopleFilter = PeopleFilter(), offset: int = 0, limit: int = 50) -> PeoplePage:
    """A page of the people that fit, in the order of their readings (五十音順), and their exact number."""
    on = which.on or clock.today()
    match = search_key.match(which.words)
    if match and which == PeopleFilter(which.words, state=which.state, on=which.on):
        page = _found(session, match, which.state, on, offset, limit)
    else:
        page = _listed(session, which, match, on, offset, limit)
    return rejoining(session, with_other_names(session, which.words, page), on)


def _listed(session: Session, which: PeopleFilter, match: str, on: date, offset: int, limit: int) -> PeoplePage:
    then, homes = as_of(session, on)
    asked = conditions(which, match, on, then, homes)
    chosen = _lines_of(then, homes).where(*asked)
    total = session.scalar(_counted(which, chosen, then, asked)) or 0
    rows = session.execute(chosen.order_by(*_ORDER).limit(limit).offset(offset), {"match": match})
    return PeoplePage(tuple(_row(on, *row) for row in rows), total)


def _counted(
    which: PeopleFilter, chosen: sa.Select[Any], then: type[Person], asked: Sequence[sa.ColumnElement[bool]]
) -> sa.Select[Any]:
    """How many there are. Everybody has one card in the index: it and the household are looked into only if asked."""
    if which.words.strip() or which.row or which.area_id is not None or which.unplaced:
        return chosen.with_only_columns(sa.func.count())
    return sa.select(sa.func.count()).select_from(then).where(*asked)


def _lines_of(then: type[Person], homes: type[Household]) -> sa.Select[Any]:
    return _LINES if then is Person and homes is Household else _lines(then, homes)


@query(needs="members.read")
def shared_place(session: Session) -> str:
    """What all addresses begin with, up to their figures (見本市見本区みなと坂): lists may leave it out."""
    known = Household.address != ""
    ends = session.execute(sa.select(sa.func.min(Household.address), sa.func.max(Household.address)).where(known)).one()
    first, last = (each or "" for each in ends)  # what the first and the last share, all between them share
    return "".join(takewhile(lambda sign: not sign.isnumeric(), commonprefix((first, last)))) if first != last else ""


@query(needs="members.read")
def place_of_person(session: Session, key: UUID, which: PeopleFilter = PeopleFilter()) -> int | None:
    """Where in that list a person stands, from 0; None if the filter leaves the person out."""
    on = which.on or clock.today()
    match = search_key.match(which.words)
    then, homes = as_of(session, on)
    chosen = _lines_of(then, homes).where(*conditions(which, match, on, then, homes))
    mine = chosen.where(then.id == key).with_only_columns(PersonIndex.sort_key, PersonIndex.doc)
    found = session.execute(mine, {"match": match}).first()
    if found is None:
        return None
    before = sa.tuple_(PersonIndex.sort_key, PersonIndex.doc) < sa.tuple_(found.sort_key, found.doc)
    count = chosen.where(before).with_only_columns(sa.func.count())
    return session.scalar(count, {"match": match}) or 0


def _found(session: Session, match: str, state: str, on: date, offset: int, limit: int) -> PeoplePage:
    """What the words alone find: the index gives the hits, their order the page, and only its rows are fetched."""
    connection = session.connection()
    total, docs = connection.execute(_COUNTED_HITS, {"match": match}).one()
    found = {"docs": docs, "on": on, "limit": limit, "offset": offset}
    page = connection.execute(_page(state), found).all() if total else ()
    if state:
        total = page[0].total if page else _found(session, match, state, on, 0, 1).total if offset else 0
    then, homes = as_of(session, on)
    plain = then is Person and homes is Household
    lines = _FOUND if plain else _lines(then, homes).where(PersonIndex.doc.in_(_DOCS)).order_by(*_ORDER)
    rows = connection.execute(lines, {"docs": str([each.doc for each in page])}) if page else ()
    return PeoplePage(tuple(_row(on, *row) for row in rows), total)


@cache
def _page(state: str) -> sa.Select[Any]:
    """Which hits are on the page; with a state, among those who have it on the day, and how many these are."""
    chosen = sa.select(PersonIndex.doc).where(PersonIndex.doc.in_(_DOCS))
    if state:
        day = sa.bindparam("on", type_=sa.Date())
        chosen = chosen.join(Person, Person.id == PersonIndex.person_id).where(_in_state(state, day))
        chosen = chosen.add_columns(sa.func.count().over().label("total"))
    return chosen.order_by(*_ORDER).limit(sa.bindparam("limit")).offset(sa.bindparam("offset"))


def conditions(
    which: PeopleFilter, match: str, on: date, then: type[Person], homes: type[Household]
) -> list[sa.ColumnElement[bool]]:
    """What a filter asks, of people and households as they were on the day; the hits of words are a parameter."""
    asked = _of_the_person(which, on, then)
    if which.words.strip():
        asked.append(_among_hits(match))
    if which.area_id is not None:
        from kobe_desk.modules.members.usecases.blocks import within  # not before the first paint

        asked.append(homes.area_id.in_(within(which.area_id)))
    if which.unplaced:
        asked.append(homes.area_id.is_(None))
    if which.row:
        asked.append(_in_row(which.row))
    return asked


def fitting(session: Session, which: PeopleFilter, day: date) -> sa.Select[Any]:
    """The keys of those who fit on a day, for the question of a paper or a file."""
    then, homes = as_of(session, day)
    keys = sa.select(then.id).select_from(PersonIndex).join(then, then.id == PersonIndex.person_id)
    keys = keys.outerjoin(homes, homes.id == then.household_id)
    return keys.where(*conditions(which, search_key.match(which.words), day, then, homes))


def _of_the_person(which: PeopleFilter, on: date, then: type[Person]) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if which.heads:
        conditions.append(then.head.is_(True))
    if which.officers:
        from kobe_desk.modules.members.model import OfficeTerm

        conditions.append(then.id.in_(sa.select(OfficeTerm.person_id).where(OfficeTerm.holds(on))))
    if which.age_from is not None:
        conditions.append(then.birth <= same_day(on, on.year - which.age_from))
    if which.owing:
        from kobe_desk.modules.members.usecases.dues.owing import owing_homes  # the cash book is not needed before

        conditions.append(then.household_id.in_(owing_homes(on)))
    if which.tag_id is not None or which.own is not None:
        from kobe_desk.modules.members.usecases.own.finding import own_conditions

        conditions += own_conditions(which.tag_id, which.own, then)
    if which.state:
        conditions.append(_in_state(which.state, on, then))
    if which.chosen:
        picked: sa.BindParameter[str] = sa.bindparam(
            "picked", json.dumps([key.hex.upper() for key in which.chosen]), unique=True
        )
        keys = sa.func.json_each(picked).table_valued("value")
        conditions.append(sa.func.hex(then.id).in_(sa.select(keys.c.value)))
    return conditions


def _among_hits(match: str) -> sa.ColumnElement[bool]:
    """Words that are all signs find nobody."""
    hits = _HITS.bindparams(match=match).columns(sa.column("rowid", sa.Integer)).scalar_subquery()
    return PersonIndex.doc.in_(hits) if match else sa.false()


def _in_row(row: str) -> sa.ColumnElement[bool]:
    key = PersonIndex.sort_key
    if row == OTHER_ROW:
        return sa.or_(key < "ァ", key >= _AFTER_KANA)
    place = kana.GOJUON.index(row)
    end = _ROW_STARTS[kana.GOJUON[place + 1]] if place + 1 < len(kana.GOJUON) else _AFTER_KANA
    return sa.and_(key >= _ROW_STARTS[row], key < end)


def _in_state(state: str, on: date | sa.ColumnElement[date], then: type[Person] = Person) -> sa.ColumnElement[bool]:
    """Who belonged before and is to join again belongs to those who left."""
    if state == PRESENT:
        return then.belongs(on)
    to_come = then.joined > on
    if state == FORMER:
        left = sa.and_(to_come, _left_before(on, then), sa.not_(then.belonged_before(on)))
        return sa.or_(then.until <= on, left)
    return sa.and_(to_come, sa.not_(_left_before(on, then)))


def _left_before(on: date | sa.ColumnElement[date], then: type[Person]) -> sa.ColumnElement[bool]:
    begun = sa.or_(EarlierMembership.joined.is_(None), EarlierMembership.joined <= on)
    return sa.exists().where(EarlierMembership.person_id == then.id, begun)


def _row(on: date, *row: Any) -> PersonRow:
    key, name, reading, home, head, relation, area, house, street, building, phone, own, birth, joined, until = row
    state = state_on(joined, until, on) if joined or until else PRESENT
    return PersonRow(key, name, reading, home, head, relation, area or "", house or "", street or "", building or "",
                     phone, own, birth, state)  # fmt: skip
