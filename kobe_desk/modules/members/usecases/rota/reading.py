"""Who leads each 班 and whose turn comes next, read from the terms and the households of their days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.japanese.age import age_on
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.permission import query
from kobe_desk.modules.association.model import Association, Office, OfficeKind
from kobe_desk.modules.members.model import Area, Household, OfficeTerm, RotaPlace, RotaRule
from kobe_desk.modules.members.rules.periods import last_day
from kobe_desk.modules.members.rules.turns import Passed, Place, all_aged, turns_after
from kobe_desk.modules.members.usecases.area_names import told_apart
from kobe_desk.modules.members.usecases.blocks import in_order
from kobe_desk.modules.members.usecases.rota.rows import LeaderRow, Rota, TurnRow
from kobe_desk.modules.members.usecases.then import as_of


@query(needs="members.read")
def leaders_on(session: Session, day: date) -> tuple[LeaderRow, ...]:
    """Every 班 with its leader on a day (班長), in the order of the 班; a ブロック that only holds others has none."""
    led = {each.area_id: each for each in led_terms(session) if each.holds(day)}
    found = session.execute(sa.select(Area.id, Area.name).where(sa.not_(_only_holds())).order_by(*in_order()))
    return tuple(leader_row(key, name, led.get(key)) for key, name in found)


def _only_holds() -> sa.ColumnElement[bool]:
    """Whether others stand in a group and no household of its own does."""
    part = sa.orm.aliased(Area)
    of_its_own = sa.exists().where(Household.area_id == Area.id)
    return sa.and_(sa.exists().where(part.parent_id == Area.id), sa.not_(of_its_own))


@query(needs="members.read")
def leader_terms(session: Session, area: UUID) -> tuple[LeaderRow, ...]:
    """The leaders of a 班, past, present and to come, newest first."""
    name = session.get_one(Area, area).name
    found = sorted(
        (each for each in led_terms(session) if each.area_id == area), key=lambda each: each.start, reverse=True
    )
    return tuple(leader_row(area, name, each) for each in found)


@query(needs="members.read")
def turns_of(session: Session, area: UUID, year: int) -> Rota:
    """The turn of a 班 for a fiscal year: who is next, and who is passed over and why."""
    return rota_of(session, session.get_one(Area, area), fiscal_year_of(session, year), led_terms(session))


@query(needs="members.read")
def all_turns(session: Session, year: int) -> tuple[Rota, ...]:
    """The turns of all 班 for a fiscal year (来年度の案)."""
    found = session.scalars(sa.select(Area).order_by(*in_order()))
    span, led = fiscal_year_of(session, year), led_terms(session)
    turns = (rota_of(session, area, span, led) for area in found)
    return tuple(each for each in turns if each.rows)


def fiscal_year_of(session: Session, year: int) -> FiscalYear:
    return FiscalYear(year, session.scalar(sa.select(Association.year_starts)) or 4)


@dataclass(frozen=True, slots=True)
class LedTerm:
    """A term of somebody who leads a 班, and the household whose turn that was."""

    id: UUID
    person_id: UUID
    person: str
    area_id: UUID | None
    household_id: UUID | None
    start: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)

    def meets(self, start: date, until: date) -> bool:
        return self.start < until and (self.until is None or start < self.until)


def led_terms(session: Session) -> tuple[LedTerm, ...]:
    """All terms of 班長, each with the household of its first day; a term that names no 班 is of that household's."""
    mine = sa.select(Office.id).where(Office.kind == OfficeKind.BLOCK_LEADER)
    found: list[LedTerm] = []
    for start in session.scalars(sa.select(OfficeTerm.start).where(OfficeTerm.office_id.in_(mine)).distinct()):
        then, homes = as_of(session, start)
        terms = session.execute(
            sa.select(
                OfficeTerm.id, then.id, then.name, sa.func.coalesce(OfficeTerm.area_id, homes.area_id), homes.id,
                OfficeTerm.start, OfficeTerm.until,
            )
            .join(then, then.id == OfficeTerm.person_id)
            .outerjoin(homes, homes.id == then.household_id)
            .where(OfficeTerm.office_id.in_(mine), OfficeTerm.start == start)
        )  # fmt: skip
        found += (LedTerm(*row) for row in terms)
    return tuple(found)


def rota_of(session: Session, area: Area, year: FiscalYear, led: tuple[LedTerm, ...]) -> Rota:
    age = session.scalar(sa.select(RotaRule.age).where(RotaRule.area_id == area.id))
    here = [each for each in led if each.area_id == area.id]
    name = session.scalars(sa.select(told_apart()).where(Area.id == area.id)).one()
    leader = leader_row(area.id, name, next((each for each in here if each.holds(year.first)), None))
    homes = _homes(session, area, year, age)
    served = _served(here, year.first)
    last = max(served, key=lambda key: served[key], default=None)
    places = [Place(key, each.passed) for key, each in homes.items()]
    turns = {key: number for number, key in enumerate(turns_after(places, last), 1)}
    rows = tuple(
        TurnRow(
            id=key,
            house_number=each.house_number,
            name=each.name,
            person_id=each.person,
            passed=each.passed,
            exempt=each.exempt,
            served=last_day(served.get(key)),
            turn=turns.get(key, 0),
        )
        for key, each in homes.items()
    )
    return Rota(area.id, name, year.year, year.first, year.last, age, leader, rows)


@dataclass(slots=True)
class _Home:
    house_number: str
    name: str
    person: UUID
    exempt: str
    skip: int | None
    ages: list[int | None]
    passed: Passed = Passed.NOT


def _homes(session: Session, area: Area, year: FiscalYear, age: int | None) -> dict[UUID, _Home]:
    """The households of the 班 on the first day of the year, in the order of the turns, the head's name first."""
    then, homes = as_of(session, year.first)
    columns: tuple[Any, ...] = (
        homes.id, homes.house_number, then.name, then.id, then.birth, RotaPlace.exempt, RotaPlace.skip_year
    )  # fmt: skip
    found = session.execute(
        sa.select(*columns)
        .select_from(then)
        .join(homes, homes.id == then.household_id)
        .outerjoin(RotaPlace, RotaPlace.household_id == homes.id)
        .where(homes.area_id == area.id, then.belongs(year.first))
        .order_by(
            RotaPlace.position.is_(None), RotaPlace.position, sa.func.length(homes.house_number), homes.house_number,
            homes.id, then.head.desc(), then.birth.is_(None), then.birth, then.id,
        )
    )  # fmt: skip
    rows: dict[UUID, _Home] = {}
    for key, house, name, person, birth, exempt, skip in found:
        home = rows.setdefault(key, _Home(house, name, person, exempt or "", skip, []))
        home.ages.append(age_on(birth, year.first) if birth else None)
    for home in rows.values():
        home.passed = _passed(home, year.year, age)
    return rows


def _passed(home: _Home, year: int, age: int | None) -> Passed:
    if home.exempt:
        return Passed.EXEMPT
    if home.skip == year:
        return Passed.SKIPPED
    return Passed.AGED if all_aged(home.ages, age) else Passed.NOT


def _served(led: Iterable[LedTerm], before: date) -> dict[UUID, date]:
    """When each household's last term that began before a day ended (the day after its last)."""
    served: dict[UUID, date] = {}
    for each in led:
        if each.household_id is not None and each.start < before:
            ended = each.until or before
            served[each.household_id] = max(ended, served.get(each.household_id, ended))
    return served


def leader_row(area: UUID, name: str, led: LedTerm | None) -> LeaderRow:
    if led is None:
        return LeaderRow(area, name, None, None, "", None, None)
    return LeaderRow(area, name, led.id, led.person_id, led.person, led.start, last_day(led.until))
