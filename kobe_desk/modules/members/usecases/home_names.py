"""How households are called on a day: by their head, with 班 and 戸番."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.modules.members.model import Area
from kobe_desk.modules.members.usecases.area_names import told_apart
from kobe_desk.modules.members.usecases.blocks import in_order
from kobe_desk.modules.members.usecases.then import as_of

CHUNK = 500


class HomeName(NamedTuple):
    """A household as a list names it."""

    id: UUID
    area_id: UUID | None
    area: str
    house_number: str
    person_id: UUID | None
    name: str
    kana: str
    postal_code: str
    address: str
    building: str


def place_words(area: str, house_number: str) -> str:
    """「3−12」 for 3班 with the 戸番 12; the 戸番 alone is said to be one."""
    if area and house_number:
        return f"{area.removesuffix('班')}−{house_number}"
    return area or (f"戸番{house_number}" if house_number else "")


def home_names(session: Session, day: date, keys: Iterable[UUID] | None = None) -> dict[UUID, HomeName]:
    """Households by their key, in the order of 班 and 戸番; those that left go by whoever lived in them last."""
    then, homes = as_of(session, day)
    columns: tuple[Any, ...] = (
        homes.id, homes.area_id, told_apart(), homes.house_number, then.id, then.name, then.kana, homes.postal_code,
        homes.address, homes.building,
    )  # fmt: skip
    statement = (
        sa.select(*columns)
        .select_from(homes)
        .outerjoin(then, then.household_id == homes.id)
        .outerjoin(Area, Area.id == homes.area_id)
        .order_by(
            Area.id.is_(None), *in_order(), sa.func.length(homes.house_number), homes.house_number, homes.id,
            then.belongs(day).desc(), then.head.desc(), then.birth.is_(None), then.birth, then.id,
        )
    )  # fmt: skip
    found: dict[UUID, HomeName] = {}
    wanted = None if keys is None else set(keys)
    if wanted is not None and len(wanted) <= CHUNK:
        statement = statement.where(homes.id.in_(wanted))
    for row in session.execute(statement):
        if row[0] not in found and (wanted is None or row[0] in wanted):
            key, area_id, area, house, person, name, kana, postal, address, building = row
            found[key] = HomeName(
                key, area_id, area or "", house, person, name or address or house, kana or "", postal, address, building
            )
    return found
