"""Rosters that leave the desk (提供): who gets which one for what, recorded as it is handed out."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.errors import UserError
from kobe_desk.core.names import as_typed
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import Association, Office, OfficeKind
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.members.model import Area, OfficeTerm, Person, Provision
from kobe_desk.modules.members.usecases.blocks import in_order, within
from kobe_desk.modules.members.usecases.consents import (
    ADDRESS,
    DISTRIBUTION,
    FAMILY,
    NAME,
    PHONE,
    ROSTER_FIELDS,
    agreed,
)
from kobe_desk.modules.members.usecases.then import as_of

STAYS = NoUndo(
    N_("What is given away stays in the record. If it was not handed out after all, write down what became of it.")
)


class RecipientMissing(UserError):
    text = N_("Please write who is given this.")


class PurposeMissing(UserError):
    text = N_("Please write what it is given for.")


@dataclass(frozen=True, slots=True)
class ProvisionRequest:
    """Who is given a roster, what for, and when it is to come back."""

    recipient: str
    purpose: str
    return_by: date | None = None


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One line of the record of what was given away."""

    id: UUID
    label: str
    day: date
    kind: str
    recipient: str
    purpose: str
    as_of: date
    chosen: str
    fields: tuple[str, ...]
    households: int
    people: int
    return_by: date | None
    closed: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class DistributionHome:
    """A household as the roster for members shows it: empty is what nobody agreed to."""

    area: str
    house_number: str
    name: str
    kana: str
    family: tuple[str, ...]
    address: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """配布用名簿: one line a household, only what was agreed to, as of a day, and who it is for."""

    association: str
    sample: bool
    on: date
    area: str
    number: str
    recipient: str
    purpose: str
    return_by: date | None
    contact: str
    homes: tuple[DistributionHome, ...]
    total: int
    """The households there are, those that stay out included."""


@query(needs="members.read")
def preview_distribution(session: Session, day: date, area: UUID | None = None) -> Distribution:
    """The roster as members would get it, without number and recipient."""
    return _distribution(session, day, area, ProvisionRequest("", ""), "")[0]


@usecase(label=N_("Hand out a roster"), needs="members.edit", undo=STAYS)
def hand_out_roster(session: Session, day: date, area: UUID | None, request: ProvisionRequest) -> Distribution:
    """Make a numbered copy of the roster for members (配布用名簿) and record who gets it.

    Raises RecipientMissing, PurposeMissing.
    """
    _check(request)
    number, label = _number(session)
    roster, persons = _distribution(session, day, area, request, label)
    _record(session, number, "distribution", request, day, roster.area, ROSTER_FIELDS, len(roster.homes), persons)
    return roster


@usecase(label=N_("Record what was exported"), needs="members.edit", undo=STAYS)
def record_export(
    session: Session,
    kind: str,
    request: ProvisionRequest,
    chosen: str,
    fields: tuple[str, ...],
    persons: tuple[UUID, ...],
) -> str:
    """Record a file or list that leaves the desk. Returns its number. Raises RecipientMissing, PurposeMissing."""
    _check(request)
    number, label = _number(session)
    _record(session, number, kind, request, clock.today(), chosen, fields, _homes_of(session, persons), persons)
    return label


def record_sealed_sheet(session: Session, kind: str, request: ProvisionRequest, chosen: str, people: int) -> str:
    """Record a sheet out of the sealed drawer: how many were on it, never who. Returns its number."""
    _check(request)
    number, label = _number(session)
    _record(session, number, kind, request, clock.today(), chosen, (), 0, (), people)
    return label


@usecase(label=N_("Write down what became of a roster"), needs="members.edit")
def close_provision(session: Session, key: UUID, day: date, outcome: str) -> None:
    """A copy came back or was destroyed (返却・廃棄)."""
    found = session.get_one(Provision, key)
    found.closed, found.outcome = day, as_typed(outcome)
    session.flush()


@query(needs="members.read")
def provisions(session: Session, open_only: bool = False) -> tuple[ProvisionRow, ...]:
    """What was given away, the newest first."""
    found = sa.select(Provision).order_by(Provision.fiscal_year.desc(), Provision.number.desc())
    if open_only:
        found = found.where(Provision.closed.is_(None), Provision.return_by.is_not(None))
    return tuple(map(provision_row, session.scalars(found)))


def provision_row(found: Provision) -> ProvisionRow:
    """A line of the record as people read it."""
    return ProvisionRow(
        found.id, _label(found.fiscal_year, found.number), found.day, found.kind, found.recipient, found.purpose,
        found.as_of, found.chosen, tuple(found.fields), found.households, found.people, found.return_by,
        found.closed, found.outcome,
    )  # fmt: skip


def _check(request: ProvisionRequest) -> None:
    if not as_typed(request.recipient):
        raise RecipientMissing("recipient")
    if not as_typed(request.purpose):
        raise PurposeMissing("purpose")


def _number(session: Session) -> tuple[tuple[int, int], str]:
    year = year_of(session, clock.today())
    number = numbers.take(session, "provision", year)
    return (year, number), _label(year, number)


def _label(year: int, number: int) -> str:
    return f"{year}-{number:02}"


def _record(
    session: Session,
    number: tuple[int, int],
    kind: str,
    request: ProvisionRequest,
    day: date,
    chosen: str,
    fields: tuple[str, ...],
    homes: int,
    persons: tuple[UUID, ...],
    people: int | None = None,
) -> None:
    session.add(
        Provision(
            fiscal_year=number[0],
            number=number[1],
            day=clock.today(),
            kind=kind,
            recipient=as_typed(request.recipient),
            purpose=as_typed(request.purpose),
            as_of=day,
            chosen=chosen,
            fields=list(fields),
            households=homes,
            people=len(persons) if people is None else people,
            persons=[each.hex for each in persons],
            return_by=request.return_by,
        )  # fmt: skip
    )
    session.flush()


def _homes_of(session: Session, persons: tuple[UUID, ...]) -> int:
    wanted = set(persons)
    found = session.execute(sa.select(Person.id, Person.household_id))
    return len({home or key for key, home in found if key in wanted})


def _distribution(
    session: Session, day: date, area: UUID | None, request: ProvisionRequest, number: str
) -> tuple[Distribution, tuple[UUID, ...]]:
    yes = agreed(session, DISTRIBUTION, day)
    homes = _homes(session, day, area)
    shown: list[DistributionHome] = []
    persons: list[UUID] = []
    for people in homes:
        if home := _home(people, yes):
            shown.append(home[0])
            persons += home[1]
    house = session.execute(sa.select(Association.name, Association.sample)).first()
    name = session.get_one(Area, area).name if area else ""
    roster = Distribution(
        association=house.name if house else "", sample=bool(house and house.sample), on=day, area=name, number=number,
        recipient=request.recipient, purpose=request.purpose, return_by=request.return_by,
        contact=_contact(session, day), homes=tuple(shown), total=len(homes),
    )  # fmt: skip
    return roster, tuple(persons)


def _homes(session: Session, day: date, area: UUID | None) -> list[list[Any]]:
    """The people of each household in the order of the paper, the head first."""
    then, homes = as_of(session, day)
    columns: tuple[Any, ...] = (
        then.id, then.household_id, then.name, then.kana, then.phone, then.mobile, homes.address, homes.building,
        homes.phone, homes.house_number, Area.name,
    )  # fmt: skip
    statement = (
        sa.select(*columns)
        .select_from(then)
        .outerjoin(homes, homes.id == then.household_id)
        .outerjoin(Area, Area.id == homes.area_id)
        .where(then.belongs(day))
        .order_by(
            Area.id.is_(None), *in_order(), sa.func.length(homes.house_number), homes.house_number, homes.id,
            then.head.desc(), then.birth.is_(None), then.birth, then.id,
        )
    )  # fmt: skip
    if area is not None:
        statement = statement.where(homes.area_id.in_(within(area)))
    found: dict[UUID, list[Any]] = {}
    for row in session.execute(statement):
        found.setdefault(row[1] or row[0], []).append(row)
    return list(found.values())


def _home(people: list[Any], yes: dict[UUID, frozenset[str]]) -> tuple[DistributionHome, list[UUID]] | None:
    """A line stands for a household whose head agreed to the name; others stand in it if they and the head agreed."""
    key, _home_id, name, kana, phone, mobile, address, building, home_phone, house, area = people[0]
    said = yes.get(key, frozenset())
    if NAME not in said:
        return None
    family = [row for row in people[1:] if FAMILY in said and NAME in yes.get(row[0], frozenset())]
    where = " ".join(filter(None, (address, building)))
    line = DistributionHome(
        area=area or "",
        house_number=house or "",
        name=name,
        kana=kana,
        family=tuple(row[2] for row in family),
        address=where if ADDRESS in said else None,
        phone=phone or home_phone or mobile if PHONE in said else None,
    )
    return line, [key, *(row[0] for row in family)]


def _contact(session: Session, day: date) -> str:
    """Who corrects the roster: the secretary of the day, else the association's telephone."""
    then, homes = as_of(session, day)
    columns: tuple[Any, ...] = (Office.name, then.name, then.phone, then.mobile, homes.phone)
    statement = (
        sa.select(*columns)
        .select_from(OfficeTerm)
        .join(Office, Office.id == OfficeTerm.office_id)
        .join(then, then.id == OfficeTerm.person_id)
        .outerjoin(homes, homes.id == then.household_id)
        .where(OfficeTerm.holds(day), Office.kind.in_((OfficeKind.SECRETARY, OfficeKind.CHAIR)))
        .order_by(Office.kind != OfficeKind.SECRETARY)
    )
    found = session.execute(statement).first()
    if found is None:
        return session.scalar(sa.select(Association.phone)) or ""
    office, name, phone, mobile, home = found
    return f"{office} {name} {phone or home or mobile or ''}".strip()
