"""The centre's calendar as the tables hold it."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.model import Band, Centre, ClosingRule, Closure, OpeningRule, OwnHoliday
from kobe_desk.modules.bookings.rules.days import BandFact, Calendar, Closing, Decision, Opening, each_day
from kobe_desk.modules.bookings.usecases.refusals import CentreMissing
from kobe_desk.modules.bookings.usecases.rows import DayRow

T = TypeVar("T")
LONG_AGO, FAR_AWAY = date(1, 1, 1), date(9999, 12, 31)
_DECISIONS_AROUND = timedelta(days=62)
"""Decisions this long before and after are known to the calendar, for what moves to the next open day."""


def plain(kind: type[T], row: Any) -> T:
    """A row of a rule as the rules know it."""
    return kind(**{each.name: getattr(row, each.name) for each in fields(kind)})  # type: ignore[arg-type]


def plain_all(session: Session, kind: type[T], table: Any, *conditions: sa.ColumnElement[bool]) -> tuple[T, ...]:
    """All rows of a rule, without making entities of them."""
    columns = [getattr(table, each.name) for each in fields(kind)]  # type: ignore[arg-type]
    names = [column.key for column in columns]
    found = session.execute(sa.select(*columns).where(*conditions))
    return tuple(kind(**dict(zip(names, row, strict=True))) for row in found)


def centre_of(session: Session) -> Centre:
    """The centre that is booked here: the first. Raises CentreMissing."""
    found = session.scalars(sa.select(Centre).order_by(Centre.position).limit(1)).first()
    if found is None:
        raise CentreMissing
    return found


def calendar_of(session: Session, first: date, last: date) -> Calendar:
    """All that says when the centre is open in a period (both ends included). Raises CentreMissing."""
    centre = centre_of(session)
    return Calendar(
        openings=plain_all(session, Opening, OpeningRule, OpeningRule.centre_id == centre.id),
        bands=plain_all(session, BandFact, Band, Band.centre_id == centre.id),
        closings=plain_all(session, Closing, ClosingRule, ClosingRule.centre_id == centre.id),
        decisions=decisions(session, centre.id, first - _DECISIONS_AROUND, last + _DECISIONS_AROUND),
        own_holidays=own_days(session),
        step=centre.step,
    )


def decisions(session: Session, centre: UUID, first: date, last: date) -> tuple[Decision, ...]:
    """The closures and special openings that touch a period, those that were lifted left out."""
    begins, ends = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(1)
    touching = sa.and_(Closure.start < ends, Closure.end > begins, Closure.lifted_at.is_(None))
    return plain_all(session, Decision, Closure, Closure.centre_id == centre, touching)


def own_days(session: Session) -> dict[date, str | None]:
    """The days that the centre treats otherwise than the calendar."""
    return {day: name or None for day, name in session.execute(sa.select(OwnHoliday.day, OwnHoliday.name))}


def day_row(calendar: Calendar, day: date) -> DayRow:
    first, last = datetime.combine(day, time()), datetime.combine(day + timedelta(1), time())
    return DayRow(
        day,
        calendar.closed(day),
        calendar.holiday(day),
        calendar.known(day),
        calendar.day_kind(day),
        calendar.hours(day),
        calendar.bands_on(day),
        tuple(each for each in calendar.decisions if each.start < last and each.end > first),
    )


@query(needs="bookings.read")
def days_between(session: Session, first: date, last: date) -> tuple[DayRow, ...]:
    """Every day of a period, both ends included: closed why, holiday, hours and bands. Raises CentreMissing."""
    calendar = calendar_of(session, first, last)
    return tuple(day_row(calendar, day) for day in each_day(first, last))


@usecase(label=N_("Change the holidays"), needs="bookings.manage")
def save_own_holidays(session: Session, days: dict[date, str | None]) -> None:
    """Write down the days that the centre treats otherwise than the calendar, instead of those before."""
    known = {each.day: each for each in session.scalars(sa.select(OwnHoliday))}
    for day, row in known.items():
        if day not in days:
            session.delete(row)
    for day, name in days.items():
        if day in known:
            known[day].name = name or ""
        else:
            session.add(OwnHoliday(day=day, name=name or ""))


def unknown_years(days: Iterable[date], calendar: Calendar) -> tuple[int, ...]:
    """The years among these days whose holidays were not announced yet."""
    return tuple(sorted({day.year for day in days if not calendar.known(day)}))
