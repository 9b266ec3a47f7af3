"""The centre's calendar as the tables hold it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.bookings.model import Band, Centre, ClosingRule, Closure, OpeningRule, OwnHoliday
from kobe_desk.modules.bookings.rules.days import BandFact, Calendar, Closing, Decision, Opening, each_day
from kobe_desk.modules.bookings.usecases.refusals import CentreMissing
from kobe_desk.modules.bookings.usecases.remembered import remembered
from kobe_desk.modules.bookings.usecases.rows import DayRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CentreFacts:
    """The centre without its name, which goes by the day."""

    id: UUID
    address: str
    phone: str
    manager: str
    step: int
    changes_until: int


_DECISIONS_AROUND = timedelta(days=62)
"""Decisions this long before and after are known to the calendar, for what moves to the next open day."""


def plain_all(session: Session, kind: type[T], table: Any) -> tuple[T, ...]:
    """All rows of a rule, without making entities of them; remembered."""
    return remembered(session, kind.__name__, lambda: _read_all(session, kind, table))


def _read_all(session: Session, kind: type[T], table: Any, *conditions: sa.ColumnElement[bool]) -> tuple[T, ...]:
    columns = [getattr(table, each.name) for each in fields(kind)]  # type: ignore[arg-type]
    names = [column.key for column in columns]
    found = session.execute(sa.select(*columns).where(*conditions))
    return tuple(kind(**dict(zip(names, row, strict=True))) for row in found)


def centre_of(session: Session) -> CentreFacts:
    """The centre that is booked here: the first. Raises CentreMissing."""
    found = remembered(session, "centre", lambda: _centre(session))
    if found is None:
        raise CentreMissing
    return found


def _centre(session: Session) -> CentreFacts | None:
    columns = (Centre.id, Centre.address, Centre.phone, Centre.manager, Centre.step, Centre.changes_until)
    found = session.execute(sa.select(*columns).order_by(Centre.position).limit(1)).first()
    return CentreFacts(*found) if found else None


def calendar_of(session: Session, first: date, last: date) -> Calendar:
    """All that says when the centre is open in a period (both ends included). Raises CentreMissing."""
    centre = centre_of(session)
    begins, ends = midnight_of(first - _DECISIONS_AROUND), midnight_of(last + _DECISIONS_AROUND)
    return Calendar(
        openings=plain_all(session, Opening, OpeningRule),
        bands=plain_all(session, BandFact, Band),
        closings=plain_all(session, Closing, ClosingRule),
        decisions=tuple(each for each in decisions(session) if each.start < ends and each.end > begins),
        own_holidays=own_days(session),
        step=centre.step,
    )


def midnight_of(day: date) -> datetime:
    return datetime.combine(day, time())


def decisions(session: Session) -> tuple[Decision, ...]:
    """The closures and special openings, those that were lifted left out."""
    return remembered(session, Decision, lambda: _read_all(session, Decision, Closure, Closure.lifted_at.is_(None)))


def own_days(session: Session) -> dict[date, str | None]:
    """The days that the centre treats otherwise than the calendar."""
    return remembered(session, OwnHoliday, lambda: _own_days(session))


def _own_days(session: Session) -> dict[date, str | None]:
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


def unknown_years(days: Iterable[date], calendar: Calendar) -> tuple[int, ...]:
    """The years among these days whose holidays were not announced yet."""
    return tuple(sorted({day.year for day in days if not calendar.known(day)}))
