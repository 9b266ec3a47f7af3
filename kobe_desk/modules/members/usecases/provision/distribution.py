"""配布用名簿: one line a household, and in it only what was agreed to."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.modules.association.model import Association, Office, OfficeKind
from kobe_desk.modules.members.model import Area, OfficeTerm
from kobe_desk.modules.members.usecases.area_names import told_apart
from kobe_desk.modules.members.usecases.blocks import in_order, within
from kobe_desk.modules.members.usecases.consents import (
    ADDRESS,
    DISTRIBUTION,
    FAMILY,
    NAME,
    PHONE,
    agreed,
)
from kobe_desk.modules.members.usecases.provision.facts import Distribution, DistributionHome, ProvisionRequest
from kobe_desk.modules.members.usecases.then import as_of


def distribution(
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
    name = session.execute(sa.select(told_apart()).where(Area.id == area)).scalar_one() if area else ""
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
        homes.phone, homes.house_number, told_apart(),
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
