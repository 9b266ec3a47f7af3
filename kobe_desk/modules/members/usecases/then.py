"""People and households as they were on a day. Where nothing changed since, what was before is not even imported."""

from datetime import date
from functools import lru_cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from kobe_desk.modules.members.model import Household, Person

_LATER = """SELECT EXISTS (SELECT 1 FROM person_before WHERE until > ?),
EXISTS (SELECT 1 FROM household_before WHERE until > ?)"""


def as_of(session: Session, day: date) -> tuple[type[Person], type[Household]]:
    """People and households as they were on a day, for a query to use like the tables themselves.

    Where nothing changed after that day, these are the tables. Select columns of them rather than whole entities.
    """
    asked = (day.isoformat(), day.isoformat())
    people, homes = session.connection().exec_driver_sql(_LATER, asked).one()
    return _people_then(day) if people else Person, _homes_then(day) if homes else Household


@lru_cache(maxsize=8)
def _people_then(day: date) -> type[Person]:
    """People with, for each dated column, what stood in it on the day."""
    from kobe_desk.modules.members.model.dated import PERSON_FACTS, PersonBefore

    past = aliased(PersonBefore)
    ran = sa.and_(past.person_id == Person.id, past.until > day, sa.or_(past.since.is_(None), past.since <= day))
    columns = [
        sa.case((past.id.is_not(None), getattr(past, column.name)), else_=column).label(column.name)
        if column.name in PERSON_FACTS
        else column
        for column in Person.__table__.columns
    ]
    then = sa.select(*columns).outerjoin(past, ran).subquery()
    return cast(type[Person], aliased(Person, then, adapt_on_names=True))


@lru_cache(maxsize=8)
def _homes_then(day: date) -> type[Household]:
    """Households likewise. Each fact is looked up by itself: joined at the right, a join would be made whole first."""
    from kobe_desk.modules.members.model.dated import HOUSEHOLD_FACTS, HouseholdBefore

    past = aliased(HouseholdBefore)
    ran = sa.and_(past.household_id == Household.id, past.until > day, sa.or_(past.since.is_(None), past.since <= day))
    columns: list[Any] = []
    for column in Household.__table__.columns:
        if column.name in HOUSEHOLD_FACTS:
            was = sa.select(getattr(past, column.name)).where(ran).limit(1).scalar_subquery()
            columns.append(sa.case((sa.exists().where(ran), was), else_=column).label(column.name))
        else:
            columns.append(column)
    return cast(type[Household], aliased(Household, sa.select(*columns).subquery(), adapt_on_names=True))
