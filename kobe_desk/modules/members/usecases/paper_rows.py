"""Rows for labels, birthdays and 敬老: who, where and how old as of a day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.japanese.age import age_on
from kobe_desk.core.japanese.same_day import same_day
from kobe_desk.core.permission import query
from kobe_desk.modules.members.model import Area, Household
from kobe_desk.modules.members.usecases.area_names import told_apart
from kobe_desk.modules.members.usecases.blocks import areas_within, in_order
from kobe_desk.modules.members.usecases.home_names import home_names, place_words
from kobe_desk.modules.members.usecases.lists import PeopleFilter, fitting
from kobe_desk.modules.members.usecases.then import as_of

COMPANIES = (
    "株式会社",
    "有限会社",
    "合同会社",
    "（株）",
    "（有）",
    "法人",
    "商店",
    "事務所",
    "組合",
    "学校",
    "園",
    "会館",
)
MILESTONES = {60: "還暦", 70: "古希", 77: "喜寿", 80: "傘寿", 88: "米寿", 90: "卒寿", 99: "白寿", 100: "百寿"}


@dataclass(frozen=True, slots=True)
class LabelRow:
    """An address as a label shows it; `title` is 様 or 御中."""

    postal_code: str
    address: str
    building: str
    name: str
    title: str
    place: str
    """班−戸番, small."""


@dataclass(frozen=True, slots=True)
class AgeRow:
    """A person with the age on the day of the list (満年齢)."""

    id: UUID
    area: str
    house_number: str
    name: str
    kana: str
    sex: str
    birth: date
    age: int
    address: str
    phone: str
    birthday: date
    """Where the birthday stands in the year of the list: 29 February on the 28th in common years."""

    @property
    def milestone(self) -> str:
        """喜寿, 米寿 …, of the age on the day."""
        return MILESTONES.get(self.age, "")


@query(needs="members.read")
def labels(
    session: Session, day: date, area: UUID | None = None, which: PeopleFilter | None = None
) -> tuple[LabelRow, ...]:
    """One label a household that belongs on a day, in the order of 班 and 戸番, to its head.

    With a filter, only households in which somebody fits it.
    """
    wanted: sa.Select[Any] = sa.select(Household.id).where(Household.belongs(day))
    if which is not None:
        then, _homes = as_of(session, day)
        wanted = sa.select(then.household_id).where(then.id.in_(fitting(session, which, day)))
    there = set(session.scalars(wanted))
    here = areas_within(session, area) if area is not None else ()
    return tuple(
        LabelRow(
            each.postal_code or "",
            each.address or "",
            each.building or "",
            each.name,
            title_of(each.name),
            place_words(each.area, each.house_number),
        )  # fmt: skip
        for each in home_names(session, day).values()
        if each.id in there and (area is None or each.area_id in here) and each.person_id
    )


def title_of(name: str) -> str:
    """御中 for what is no person."""
    return "御中" if any(word in name for word in COMPANIES) else "様"


@query(needs="members.read")
def birthdays(
    session: Session, day: date, month: int | None = None, which: PeopleFilter | None = None
) -> tuple[AgeRow, ...]:
    """The birthdays in the year of a day (of one month, if given), with the age reached on each."""
    rows = [row for row in _ages(session, day, which) if month in (None, row.birthday.month)]
    reached = [_with_age(row, age_on(row.birth, max(row.birthday, _turns(row)))) for row in rows]
    return tuple(sorted(reached, key=lambda row: (row.birthday, row.birth)))


@query(needs="members.read")
def seniors(session: Session, day: date, age: int, which: PeopleFilter | None = None) -> tuple[AgeRow, ...]:
    """Who has reached an age on the day of the list (敬老の対象者), the oldest first within each 班."""
    return tuple(row for row in _ages(session, day, which) if row.age >= age)


def _turns(row: AgeRow) -> date:
    """The day on which a year of life is full: for 29 February, 1 March of a common year."""
    return row.birthday if row.birth.day == row.birthday.day else date(row.birthday.year, 3, 1)


def _with_age(row: AgeRow, age: int) -> AgeRow:
    return replace(row, age=age)


def _ages(session: Session, day: date, which: PeopleFilter | None) -> Iterator[AgeRow]:
    then, homes = as_of(session, day)
    columns: tuple[Any, ...] = (
        then.id, told_apart(), homes.house_number, then.name, then.kana, then.sex, then.birth, homes.address,
        homes.building, then.phone, then.mobile, homes.phone,
    )  # fmt: skip
    statement = (
        sa.select(*columns)
        .select_from(then)
        .outerjoin(homes, homes.id == then.household_id)
        .outerjoin(Area, Area.id == homes.area_id)
        .where(then.belongs(day) if which is None else then.id.in_(fitting(session, which, day)), then.birth <= day)
        .order_by(Area.id.is_(None), *in_order(), then.birth, then.sort_key)
    )
    for key, area, house, name, kana, sex, birth, address, building, phone, mobile, home in session.execute(statement):
        yield AgeRow(
            key, area or "", house or "", name, kana, sex, birth, age_on(birth, day),
            " ".join(filter(None, (address, building))), phone or home or mobile or "", same_day(birth, day.year),
        )  # fmt: skip
