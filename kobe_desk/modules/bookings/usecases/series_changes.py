"""Changing bookings that repeat: exceptions stay, the past is left alone, everything moves in one step."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.model import OCCUPYING, Booking, BookingState, Series
from kobe_desk.modules.bookings.rules import series as recurrence
from kobe_desk.modules.bookings.usecases.booking import apply, check_again, check_time_left, is_moved
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRequest
from kobe_desk.modules.bookings.usecases.checks import check, ground_for
from kobe_desk.modules.bookings.usecases.refusals import (
    PaidBefore,
    ReasonMissing,
    SeriesEmpty,
)
from kobe_desk.modules.bookings.usecases.series import coming_of_series
from kobe_desk.modules.bookings.usecases.writing import into_state, paid_for, request_of


@usecase(label=N_("Change a series"), needs="bookings.book")
def change_series(session: Session, key: UUID, request: BookingRequest, since: date | None = None) -> int:
    """Change the bookings of a series from a day on (those still to come); what was changed on one alone stays.

    `request` is the first of them as it should be: its day says by how many days the others move, too. Past ones
    are neither touched nor judged. Returns how many were changed. Raises what booking raises.
    """
    found = coming_of_series(session, key, since=max(since, clock.today()) if since else None)
    if not found:
        raise SeriesEmpty
    shift = request.start.date() - found[0].start.date()
    changed = [(booking, _changed(session, booking, request, shift)) for booking in found]
    moving = []
    for booking, asked in changed:
        before = request_of(session, booking)
        if is_moved(before, asked):
            check_time_left(session, booking, asked.despite)
            moving.append((booking, asked))
        else:
            check_again(session, ground_for(session, asked), before, asked, booking.id)
    _move_all(session, moving)
    for booking, asked in changed:
        apply(session, ground_for(session, asked), booking, asked)
        booking.series_day = booking.series_day + shift if booking.series_day else None
    if shift or moving:
        _follow(session, key, request, shift)
    return len(changed)


def _changed(session: Session, booking: Booking, request: BookingRequest, shift: timedelta) -> BookingRequest:
    """A booking as the changed series wants it, its own exceptions kept."""
    now = request_of(session, booking)
    length = request.end - request.start
    start = datetime.combine(booking.start.date() + shift, request.start.time())
    wanted = replace(request, start=start, end=start + length, provisional=now.provisional)
    kept = set(booking.own)
    if kept & {"start", "end"}:
        kept |= {"start", "end"}
    return replace(wanted, **{name: getattr(now, name) for name in kept})


def _move_all(session: Session, moving: list[tuple[Booking, BookingRequest]]) -> None:
    """Judge all new places, each against everybody but the series itself, then take them in one flush."""
    own = [booking.id for booking, _ in moving]
    with session.no_autoflush:
        for booking, asked in moving:
            ground = ground_for(session, asked)
            check(session, ground, asked, own)
            booking.room_id, booking.start, booking.end = asked.room, asked.start, asked.end
            booking.before, booking.after, booking.parts = ground.room.before, ground.room.after, ground.parts
    session.flush()


def _follow(session: Session, key: UUID, request: BookingRequest, shift: timedelta) -> None:
    """Let the series itself begin where its bookings now do."""
    found = session.get_one(Series, key)
    found.starts = datetime.combine(found.starts.date() + shift, request.start.time())
    found.minutes = int((request.end - request.start).total_seconds()) // 60
    found.group_id = request.group
    session.flush()


@usecase(label=N_("Shift a series"), needs="bookings.book")
def shift_series(session: Session, key: UUID, days: int, since: date | None = None, despite: str = "") -> int:
    """Put every booking of a series still to come so many days later (earlier), in one step; exceptions among them.

    Returns how many moved. Raises what booking raises.
    """
    found = coming_of_series(session, key, since=since)
    by = timedelta(days=days)
    moving = []
    for booking in found:
        now = request_of(session, booking)
        asked = replace(now, start=now.start + by, end=now.end + by, despite=despite)
        moving.append((booking, asked))
    _move_all(session, moving)
    for booking, asked in moving:
        apply(session, ground_for(session, asked), booking, asked)
        booking.series_day = booking.series_day + by if booking.series_day else None
    session.get_one(Series, key).starts += by
    session.flush()
    return len(moving)


@usecase(label=N_("Cancel a series"), needs="bookings.book")
def cancel_series(session: Session, key: UUID, why: str, since: date | None = None) -> int:
    """Cancel the bookings of a series from a day on (those still to come). Raises ReasonMissing, PaidBefore."""
    if not why.strip():
        raise ReasonMissing("why")
    found = coming_of_series(session, key, (*OCCUPYING, BookingState.SKIPPED.value), since)
    for booking in found:
        if paid := paid_for(session, booking.id):
            raise PaidBefore(amount=f"{paid:,}")
        into_state(session, booking, BookingState.CANCELLED, why)
    session.get_one(Series, key).closed = True
    session.flush()
    return len(found)


@usecase(label=N_("Split a series"), needs="bookings.book")
def split_series(session: Session, key: UUID, since: date) -> UUID:
    """Let the bookings of a series from a day on be a series of their own. Raises SeriesEmpty."""
    old = session.get_one(Series, key)
    begins = datetime.combine(since, time())
    later = sa.select(Booking).where(Booking.series_id == key, Booking.start >= begins).order_by(Booking.start)
    found = list(session.scalars(later))
    if not found:
        raise SeriesEmpty("since")
    rule = recurrence.without_end(old.rule)
    last = f"{found[-1].start:%Y%m%d}"
    new = Series(
        group_id=old.group_id,
        rule=f"{rule};UNTIL={last}",
        starts=datetime.combine(found[0].start.date(), old.starts.time()),
        minutes=old.minutes,
        on_closed=old.on_closed,
        split_from=key,
    )
    session.add(new)
    old.rule = f"{rule};UNTIL={since - timedelta(days=1):%Y%m%d}"
    session.flush()
    for booking in found:
        booking.series_id = new.id
    session.flush()
    return new.id
