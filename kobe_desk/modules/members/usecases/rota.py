"""班長: who leads each 班 by term, whose turn comes next, and who is passed over (輪番・免除・見送り)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.age import age_on
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.names import as_typed
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association, Office, OfficeKind
from kobe_desk.modules.members.model import Area, Household, OfficeTerm, RotaPlace, RotaRule
from kobe_desk.modules.members.rules.periods import DAY, last_day
from kobe_desk.modules.members.rules.turns import Passed, Place, all_aged, turns_after
from kobe_desk.modules.members.usecases.blocks import in_order
from kobe_desk.modules.members.usecases.then import as_of

LEADER = "班長"


class LeaderEndsEarly(UserError):
    text = N_("The last day is before the first day. Please check both.")


class LeaderOverlaps(UserError):
    text = N_("{holder} leads {area} ({term}). A block has one leader at a time; choose other days, or end that first.")


class NobodyInTurn(UserError):
    text = N_("Nobody of {area} can be asked: all are exempt or passed over. Choose somebody yourself.")


class AgeOutOfRange(UserError):
    text = N_("Please write an age from 60 to 110, or leave it empty.")


class ReasonMissing(UserError):
    text = N_("Please write why this household takes no turn.")


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A 班 and who leads it, both days inclusive; without a person, nobody does."""

    area_id: UUID
    area: str
    term_id: UUID | None
    person_id: UUID | None
    person: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A household in the turn of its 班, in order; `served` is the last day of its last term."""

    id: UUID
    house_number: str
    name: str
    person_id: UUID
    """The head, who is proposed."""
    passed: Passed
    exempt: str
    served: date | None
    turn: int
    """1 for whoever is next; 0 for who is passed over."""


@dataclass(frozen=True, slots=True)
class Rota:
    """The turn of one 班 for a fiscal year: its first and last day, who leads now, and the households in order."""

    area_id: UUID
    area: str
    year: int
    first: date
    last: date
    age: int | None
    leader: LeaderRow
    """Who leads on the first day of that year."""
    rows: tuple[TurnRow, ...]

    @property
    def proposed(self) -> TurnRow | None:
        return next((row for row in self.rows if row.turn == 1), None)


@query(needs="members.read")
def leaders_on(session: Session, day: date) -> tuple[LeaderRow, ...]:
    """Every 班 with its leader on a day (班長), in the order of the 班."""
    led = {each.area_id: each for each in _led(session) if each.holds(day)}
    found = session.execute(sa.select(Area.id, Area.name).order_by(*in_order()))
    return tuple(_leader_row(key, name, led.get(key)) for key, name in found)


@query(needs="members.read")
def leader_terms(session: Session, area: UUID) -> tuple[LeaderRow, ...]:
    """The leaders of a 班, past, present and to come, newest first."""
    name = session.get_one(Area, area).name
    found = sorted((each for each in _led(session) if each.area_id == area), key=lambda each: each.start, reverse=True)
    return tuple(_leader_row(area, name, each) for each in found)


@query(needs="members.read")
def turns_of(session: Session, area: UUID, year: int) -> Rota:
    """The turn of a 班 for a fiscal year: who is next, and who is passed over and why."""
    return _rota(session, session.get_one(Area, area), _year(session, year), _led(session))


@query(needs="members.read")
def all_turns(session: Session, year: int) -> tuple[Rota, ...]:
    """The turns of all 班 for a fiscal year (来年度の案)."""
    found = session.scalars(sa.select(Area).order_by(*in_order()))
    span, led = _year(session, year), _led(session)
    turns = (_rota(session, area, span, led) for area in found)
    return tuple(each for each in turns if each.rows)


@usecase(label=N_("Name the leader of a block"), needs="members.edit")
def appoint_leader(session: Session, area: UUID, person: UUID, start: date, end: date) -> UUID:
    """Let a person lead a 班 for a term. Raises LeaderEndsEarly, LeaderOverlaps."""
    return _appoint(session, session.get_one(Area, area), person, start, end).id


@usecase(label=N_("Name the leaders whose turn it is"), needs="members.edit")
def appoint_in_turn(session: Session, year: int, areas: tuple[UUID, ...]) -> int:
    """Let whoever is next lead each of these 班 for a fiscal year. Returns how many. Raises NobodyInTurn."""
    span = _year(session, year)
    for key in areas:
        found = _rota(session, session.get_one(Area, key), span, _led(session))
        if found.leader.term_id is not None:
            continue
        if found.proposed is None:
            raise NobodyInTurn(area=found.area)
        _appoint(session, session.get_one(Area, key), found.proposed.person_id, span.first, span.last)
    return len(areas)


@usecase(label=N_("End the term of a block's leader"), needs="members.edit")
def end_leader(session: Session, key: UUID, last: date) -> None:
    """End a term on its last day. Raises LeaderEndsEarly, LeaderOverlaps."""
    led = next(each for each in _led(session) if each.id == key)
    if last < led.start:
        raise LeaderEndsEarly("end")
    if led.area_id is not None:
        _refuse_overlap(session, session.get_one(Area, led.area_id), led.start, last + DAY, key)
    session.get_one(OfficeTerm, key).until = last + DAY
    session.flush()


@usecase(label=N_("Take out the term of a block's leader"), needs="members.edit")
def remove_leader(session: Session, key: UUID) -> None:
    """Take out a term written down by mistake."""
    session.delete(session.get_one(OfficeTerm, key))
    session.flush()


@usecase(label=N_("Change the order of the turns"), needs="members.edit")
def order_turns(session: Session, households: tuple[UUID, ...]) -> None:
    """Put the households of a 班 into the order of their turns."""
    for place, key in enumerate(households, 1):
        _place(session, key).position = place
    session.flush()


@usecase(label=N_("Pass a household over for a year"), needs="members.edit")
def skip_turn(session: Session, household: UUID, year: int | None) -> None:
    """Pass a household over in a fiscal year (見送り); None takes that back."""
    _place(session, household).skip_year = year
    session.flush()


@usecase(label=N_("Exempt a household from the turns"), needs="members.edit")
def exempt_from_turns(session: Session, household: UUID, reason: str) -> None:
    """Ask a household no more (免除), with the reason. Raises ReasonMissing."""
    if not as_typed(reason):
        raise ReasonMissing("reason")
    _place(session, household).exempt = as_typed(reason)
    session.flush()


@usecase(label=N_("Let a household take turns again"), needs="members.edit")
def back_into_turns(session: Session, household: UUID) -> None:
    """The exemption is over, and no year is passed over."""
    place = _place(session, household)
    place.exempt, place.skip_year = "", None
    session.flush()


@usecase(label=N_("Set the age from which nobody is asked"), needs="members.edit")
def set_turn_age(session: Session, areas: tuple[UUID, ...], age: int | None) -> None:
    """From this age on (on the first day of the year) nobody is asked; None: at any age. Raises AgeOutOfRange."""
    if age is not None and not 60 <= age <= 110:
        raise AgeOutOfRange("age")
    for area in areas:
        rule = session.scalar(sa.select(RotaRule).where(RotaRule.area_id == area))
        if age is None and rule is not None:
            session.delete(rule)
        elif age is not None and rule is not None:
            rule.age = age
        elif age is not None:
            session.add(RotaRule(area_id=area, age=age))
    session.flush()


def _year(session: Session, year: int) -> FiscalYear:
    return FiscalYear(year, session.scalar(sa.select(Association.year_starts)) or 4)


@dataclass(frozen=True, slots=True)
class _Led:
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


def _led(session: Session) -> tuple[_Led, ...]:
    """All terms of 班長, each with the household of its first day; a term that names no 班 is of that household's."""
    mine = sa.select(Office.id).where(Office.kind == OfficeKind.BLOCK_LEADER)
    found: list[_Led] = []
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
        found += (_Led(*row) for row in terms)
    return tuple(found)


def _rota(session: Session, area: Area, year: FiscalYear, led: tuple[_Led, ...]) -> Rota:
    age = session.scalar(sa.select(RotaRule.age).where(RotaRule.area_id == area.id))
    here = [each for each in led if each.area_id == area.id]
    leader = _leader_row(area.id, area.name, next((each for each in here if each.holds(year.first)), None))
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
    return Rota(area.id, area.name, year.year, year.first, year.last, age, leader, rows)


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


def _served(led: Iterable[_Led], before: date) -> dict[UUID, date]:
    """When each household's last term that began before a day ended (the day after its last)."""
    served: dict[UUID, date] = {}
    for each in led:
        if each.household_id is not None and each.start < before:
            ended = each.until or before
            served[each.household_id] = max(ended, served.get(each.household_id, ended))
    return served


def _appoint(session: Session, area: Area, person: UUID, start: date, end: date) -> OfficeTerm:
    if end < start:
        raise LeaderEndsEarly("end")
    _refuse_overlap(session, area, start, end + DAY, None)
    term = OfficeTerm(person_id=person, office_id=_office(session), area_id=area.id, start=start, until=end + DAY)
    session.add(term)
    session.flush()
    return term


def _office(session: Session) -> UUID:
    """The office of 班長, written down when it is first needed."""
    found = session.scalar(sa.select(Office.id).where(Office.kind == OfficeKind.BLOCK_LEADER).order_by(Office.position))
    if found is not None:
        return found
    last = session.scalar(sa.select(sa.func.max(Office.position))) or 0
    office = Office(name=LEADER, kind=OfficeKind.BLOCK_LEADER, single=False, position=last + 1)
    session.add(office)
    session.flush()
    return office.id


def _refuse_overlap(session: Session, area: Area, start: date, until: date, mine: UUID | None) -> None:
    for led in _led(session):
        if led.area_id == area.id and led.id != mine and led.meets(start, until):
            end = last_day(led.until)
            said = f"{era.wareki(led.start)}～{era.wareki(end) if end else ''}"
            raise LeaderOverlaps("start", holder=led.person, area=area.name, term=said)


def _place(session: Session, household: UUID) -> RotaPlace:
    """The household's place in the turn. The whole 班 gets places in its present order with the first of them."""
    found = session.scalar(sa.select(RotaPlace).where(RotaPlace.household_id == household))
    if found is not None:
        return found
    area = session.get_one(Household, household).area_id
    mates = session.scalars(
        sa.select(Household.id)
        .outerjoin(RotaPlace, RotaPlace.household_id == Household.id)
        .where(Household.area_id == area, RotaPlace.id.is_(None))
        .order_by(sa.func.length(Household.house_number), Household.house_number, Household.id)
    ).all()
    taken = session.scalar(
        sa.select(sa.func.max(RotaPlace.position))
        .join(Household, Household.id == RotaPlace.household_id)
        .where(Household.area_id == area)
    )
    first = (taken or 0) + 1
    made = {
        key: RotaPlace(household_id=key, position=number, exempt="", skip_year=None)
        for number, key in enumerate(mates or [household], first)
    }
    session.add_all(made.values())
    session.flush()
    return made[household]


def _leader_row(area: UUID, name: str, led: _Led | None) -> LeaderRow:
    if led is None:
        return LeaderRow(area, name, None, None, "", None, None)
    return LeaderRow(area, name, led.id, led.person_id, led.person, led.start, last_day(led.until))
