"""Bookings that repeat (定期予約): previewed date by date, made in one step."""

from collections import Counter as Counted
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import Counter, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import OCCUPYING, Booking, BookingState, Group, Series
from kobe_desk.modules.bookings.rules import series as recurrence
from kobe_desk.modules.bookings.rules.window import window_for
from kobe_desk.modules.bookings.usecases.booking_rows import (
    BookingRequest,
    SeriesDate,
    SeriesFile,
    SeriesPreview,
    SeriesRequest,
    SeriesRow,
)
from kobe_desk.modules.bookings.usecases.calendar import unknown_years
from kobe_desk.modules.bookings.usecases.checks import Ground, check_rules, check_time, ground_for
from kobe_desk.modules.bookings.usecases.occupancy import clashes_of
from kobe_desk.modules.bookings.usecases.promised import promised
from kobe_desk.modules.bookings.usecases.reading import bookings_of_series, series_days
from kobe_desk.modules.bookings.usecases.refusals import (
    SeriesClashes,
    SeriesEmpty,
    SeriesOverlapsItself,
)
from kobe_desk.modules.bookings.usecases.states import UNDONE
from kobe_desk.modules.bookings.usecases.words import short_day
from kobe_desk.modules.bookings.usecases.writing import insert_bookings, into_state, lend, new_booking, tie
from kobe_desk.modules.ledger.usecases import year_of

HELD_BY = N_("held by {holder}")


@query(needs="bookings.read")
def preview_series(session: Session, request: SeriesRequest) -> SeriesPreview:
    """Every date of a series with ○ or ×, and who holds the × (取れる日・取れない日).

    Raises NotARule, SeriesOverlapsItself, SeriesEmpty.
    """
    return _planned(session, request)[0]


def _planned(session: Session, request: SeriesRequest) -> tuple[SeriesPreview, dict[UUID, Ground]]:
    first = request.booking
    minutes = int((first.end - first.start).total_seconds()) // 60
    beginnings = recurrence.dates(request.rule, first.start)
    if recurrence.overlapping(beginnings, minutes):
        raise SeriesOverlapsItself("rule")
    if not beginnings:
        raise SeriesEmpty("rule")
    last = beginnings[-1] + timedelta(minutes=minutes)
    wanted_rooms = {first.room, *request.rooms.values()}
    grounds = {room: ground_for(session, replace(first, room=room), last) for room in wanted_rooms}
    ground = grounds[first.room]
    within, beyond, until = _within_window(ground, first, beginnings)
    dates = _dates(session, request, grounds, within)
    preview = SeriesPreview(
        recurrence.said(request.rule),
        dates,
        beyond,
        until,
        unknown_years((each.day for each in dates), ground.calendar),
    )
    return preview, grounds


def _within_window(
    ground: Ground, first: BookingRequest, beginnings: Collection[datetime]
) -> tuple[list[datetime], tuple[date, ...], date | None]:
    """The beginnings that may be booked now, and those past the application window."""
    window = window_for(ground.windows, ground.group.tier, first.start.date())
    if window is None or first.despite.strip():
        return list(beginnings), (), None
    until = window.last_use(clock.wall(), ground.calendar)
    within = [each for each in beginnings if each.date() <= until]
    return within, tuple(each.date() for each in beginnings if each.date() > until), until


def _dates(
    session: Session, request: SeriesRequest, grounds: dict[UUID, Ground], beginnings: Iterable[datetime]
) -> tuple[SeriesDate, ...]:
    found: list[SeriesDate] = []
    for start in beginnings:
        day = start.date()
        ground = grounds[request.rooms.get(day, request.booking.room)]
        one = _date(session, request, ground, start)
        if any(one.start < other.end and other.start < one.end and other.ok for other in found[-3:]):
            one = replace(one, ok=False, why=_("two dates of the series fall on this day"))
        found.append(one)
    return tuple(found)


def _date(session: Session, request: SeriesRequest, ground: Ground, start: datetime) -> SeriesDate:
    length = request.booking.end - request.booking.start
    day, moved = start.date(), None
    if request.on_closed == "move" and ground.calendar.closed(day) is not None:
        moved = day
        start = datetime.combine(ground.calendar.next_open(day), start.time())
    end = start + length
    asked = replace(request.booking, room=ground.room.id, start=start, end=end)
    try:
        check_time(ground, asked)
    except UserError as refusal:
        return SeriesDate(day, start, end, ground.room.id, False, refusal.message(), "", moved)
    clash = clashes_of(session, ground.parts, start, end, ground.room.before, ground.room.after)
    if clash := clash or promised(session, ground.parts, start, end):
        why = _(HELD_BY).format(holder=clash[0].holder)
        return SeriesDate(day, start, end, ground.room.id, False, why, clash[0].holder, moved)
    return SeriesDate(day, start, end, ground.room.id, True, "", "", moved)


@usecase(label=N_("Take back a series"), needs="bookings.book")
def take_back_series(session: Session, key: UUID) -> None:
    """What undo does with a new series: its bookings are cancelled, their numbers kept."""
    for booking in coming_of_series(session, key, (*OCCUPYING, BookingState.SKIPPED.value)):
        into_state(session, booking, BookingState.CANCELLED, _(UNDONE))
    session.get_one(Series, key).closed = True
    session.flush()


@usecase(label=N_("Book a series"), needs="bookings.book", undo=Counter(take_back_series))
def book_series(session: Session, request: SeriesRequest, skip_taken: bool = False) -> UUID:
    """Book every date of a series in one step; dates that cannot be had are refused or, if wanted, kept visible.

    Raises SeriesClashes, SeriesOverlapsItself, SeriesEmpty, NotARule and what booking raises.
    """
    preview, grounds = _planned(session, request)
    if preview.refused and not skip_taken:
        first = preview.refused[0]
        raise SeriesClashes("rule", count=len(preview.refused), day=short_day(first.start.date()), why=first.why)
    if not any(each.ok for each in preview.dates):
        raise SeriesEmpty("rule")
    series = Series(
        group_id=request.booking.group,
        rule=request.rule,
        starts=request.booking.start,
        minutes=int((request.booking.end - request.booking.start).total_seconds()) // 60,
        on_closed=request.on_closed,
    )
    session.add(series)
    session.flush()
    numbered = _numbers(session, preview.dates)
    made = [
        _made(session, series, request.booking, each, grounds[each.room_id], next(numbered)) for each in preview.dates
    ]
    insert_bookings(session, made)
    for booking in made:
        if request.booking.equipment and booking["state"] != BookingState.SKIPPED:
            lend(session, booking["id"], request.booking.equipment)
        if request.booking.event_id is not None and booking["state"] != BookingState.SKIPPED:
            tie(session, booking["id"], request.booking.event_id)
    return series.id


def _numbers(session: Session, dates: Iterable[SeriesDate]) -> Iterator[tuple[int, int]]:
    """The next numbers of the bookings, year by year, in the order of their dates."""
    year_on = cache(lambda month: year_of(session, month))
    for year, of_year in groupby(dates, key=lambda each: year_on(each.start.date().replace(day=1))):
        count = len(list(of_year))
        first = numbers.take_many(session, "booking", year, count)
        yield from ((year, first + at) for at in range(count))


def _made(
    session: Session,
    series: Series,
    first: BookingRequest,
    each: SeriesDate,
    ground: Ground,
    number: tuple[int, int],
) -> dict[str, Any]:
    """One booking of the series; its time and its room were looked at already."""
    asked = replace(first, room=each.room_id, start=each.start, end=each.end)
    own = ["room"] if each.room_id != first.room else []
    more: dict[str, Any] = {"series_id": series.id, "series_day": each.day, "own": own}
    if each.ok:
        check_rules(session, ground, asked)
        return new_booking(session, ground, asked, number, **more)
    booking = new_booking(session, ground, replace(asked, equipment=()), number, BookingState.SKIPPED, **more)
    return {**booking, "state_why": each.why}


@query(needs="bookings.read")
def series_file(session: Session, key: UUID) -> SeriesFile:
    """A series with all its dates."""
    return SeriesFile(series(session, key), bookings_of_series(session, key), series_days(session, key))


@query(needs="bookings.read")
def series(session: Session, key: UUID) -> SeriesRow:
    """A series as it stands."""
    found = session.get_one(Series, key)
    later = Booking.start > clock.wall()
    counted = sa.select(Booking.state, later, sa.func.count()).where(Booking.series_id == key)
    counts: Counted[tuple[str, bool]] = Counted()
    for state, coming, count in session.execute(counted.group_by(Booking.state, later)):
        counts["held" if state in OCCUPYING else state, bool(coming)] += count
    return SeriesRow(
        key,
        found.rule,
        recurrence.said(found.rule),
        found.group_id,
        session.scalar(sa.select(Group.name).where(Group.id == found.group_id)) or "",
        found.starts,
        found.minutes,
        found.closed,
        counts["held", True],
        counts["held", False],
        counts[BookingState.SKIPPED, True] + counts[BookingState.SKIPPED, False],
        counts[BookingState.CANCELLED, True] + counts[BookingState.CANCELLED, False],
    )


def coming_of_series(
    session: Session, key: UUID, states: Collection[str] = OCCUPYING, since: date | None = None
) -> list[Booking]:
    """The bookings of a series from a day on; without one, those still to come."""
    begins = datetime.combine(since, time()) if since else clock.wall()
    statement = sa.select(Booking).where(Booking.series_id == key, Booking.state.in_(states))
    return list(session.scalars(statement.where(Booking.start >= begins).order_by(Booking.start)))
