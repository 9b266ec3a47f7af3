"""Whether a booking may be made: the centre's rules first, then who holds the room."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.database import fetched
from kobe_desk.core.permission import query
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.model import (
    OCCUPYING,
    Booking,
    BookingEquipment,
    Equipment,
    Group,
    WindowRule,
)
from kobe_desk.modules.bookings.rules.days import Calendar, days_of
from kobe_desk.modules.bookings.rules.spans import clock_time
from kobe_desk.modules.bookings.rules.window import Window, months_on, window_for
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRequest
from kobe_desk.modules.bookings.usecases.calendar import calendar_of, plain_all
from kobe_desk.modules.bookings.usecases.occupancy import alternatives, clashes_of, told
from kobe_desk.modules.bookings.usecases.promised import promised
from kobe_desk.modules.bookings.usecases.refusals import (
    CentreClosed,
    DrawFirst,
    EndsBeforeStart,
    EquipmentTaken,
    GroupMerged,
    GroupSuspended,
    MoreThanStock,
    NoLongerOpen,
    NotABand,
    NotInSteps,
    NotYetOpen,
    OutsideHours,
    QuotaReached,
    RoomRetired,
    RoomTaken,
    TooManyPeople,
)
from kobe_desk.modules.bookings.usecases.rooms import all_rooms
from kobe_desk.modules.bookings.usecases.rows import RoomRow
from kobe_desk.modules.bookings.usecases.words import clock as clock_words
from kobe_desk.modules.bookings.usecases.words import short_day

_GROUP = "SELECT name, tier, exemption, most_week, most_month, suspended, merged_id FROM user_group WHERE id = ?"


class GroupFacts(NamedTuple):
    """What a booking is judged by of its group."""

    id: UUID
    name: str
    tier: str
    exemption: str
    most_week: int
    most_month: int
    suspended: date | None
    merged_id: UUID | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What a booking is judged by, read once for all dates of a series."""

    calendar: Calendar
    room: RoomRow
    parts: str
    group: GroupFacts
    windows: tuple[Window, ...]


def ground_for(session: Session, request: BookingRequest, last: datetime | None = None) -> Ground:
    """Read what a booking (or a series up to `last`) is judged by."""
    calendar = calendar_of(session, request.start.date(), (last or request.end).date())
    room = next(each for each in all_rooms(session) if each.id == request.room)
    windows = plain_all(session, Window, WindowRule)
    parts = " ".join(map(str, sorted(room.parts)))
    return Ground(calendar, room, parts, group_facts(session, request.group), windows)


def group_facts(session: Session, key: UUID) -> GroupFacts:
    """A group as its bookings are judged."""
    (found,) = fetched(session.connection(), _GROUP, (key.bytes,))
    name, tier, exemption, week, month, suspended, merged = found
    last = date.fromisoformat(suspended) if suspended else None
    return GroupFacts(key, name, tier, exemption, week, month, last, UUID(bytes=merged) if merged else None)


def check(session: Session, ground: Ground, request: BookingRequest, but: Collection[UUID] = ()) -> None:
    """Refuse what the centre's rules or another booking forbid; `but` are the bookings that this one replaces."""
    if request.end <= request.start:
        raise EndsBeforeStart("end")
    check_time(ground, request)
    check_rules(session, ground, request, but)
    refuse_clash(session, ground, request, but)


def check_rules(session: Session, ground: Ground, request: BookingRequest, but: Collection[UUID] = ()) -> None:
    """Refuse what is not a matter of who holds the room: group, people, window, quota, equipment."""
    _check_who(session, ground, request)
    if not request.despite.strip():
        _check_window(ground, request)
        _check_quota(session, ground, request, but)
    check_equipment(session, request, but)


def _check_who(session: Session, ground: Ground, request: BookingRequest) -> None:
    group, room = ground.group, ground.room
    if group.merged_id:
        raise GroupMerged("group", name=session.get_one(Group, group.merged_id).name)
    if room.retired and request.end > datetime.combine(room.retired, time()):
        raise RoomRetired("room", room=room.name, day=short_day(room.retired))
    if request.despite.strip():
        return
    if group.suspended and request.start.date() <= group.suspended:
        raise GroupSuspended("group", group=group.name, day=short_day(group.suspended))
    check_people(ground, request)


def check_people(ground: Ground, request: BookingRequest) -> None:
    """Refuse more people than the room holds, unless somebody decided so. Raises TooManyPeople."""
    people, room = request.adults + request.children + request.seniors, ground.room
    if room.capacity and people > room.capacity and not request.despite.strip():
        raise TooManyPeople("adults", room=room.name, capacity=room.capacity)


def check_time(ground: Ground, request: BookingRequest) -> None:
    """Refuse a time at which the centre is closed. Raises CentreClosed, OutsideHours, NotABand, NotInSteps."""
    calendar, room = ground.calendar, ground.room
    reason = calendar.why_not(request.start, request.end, room.id)
    if reason is not None:
        closed = next((day for day in days_of(request.start, request.end) if calendar.closed(day)), request.start)
        raise CentreClosed("start", day=short_day(closed), reason=reason)
    if request.despite.strip():
        return
    if not calendar.in_hours(request.start, request.end, room.id):
        opens, closes = calendar.hours(request.start.date()) or (0, 0)
        day = short_day(request.start.date())
        raise OutsideHours("start", day=day, opens=clock_time(opens), closes=clock_time(closes))
    _check_steps(calendar, request, room)


def _check_steps(calendar: Calendar, request: BookingRequest, room: RoomRow) -> None:
    bands = calendar.bands_on(request.start.date())
    if calendar.bands_of(request.start, request.end) or calendar.special(request.start, request.end, room.id):
        return
    if not calendar.step:
        if bands:
            said = (f"{each.name} {clock_time(each.starts)}–{clock_time(each.ends)}" for each in bands)
            raise NotABand("start", bands=_(", ").join(said))
        return
    if request.start.minute % calendar.step or request.end.minute % calendar.step:
        raise NotInSteps("start", step=calendar.step)


def _check_window(ground: Ground, request: BookingRequest) -> None:
    window = window_for(ground.windows, ground.group.tier, request.start.date())
    if window is None:
        return
    day = request.start.date()
    opens = window.opens(day, ground.calendar)
    if clock.wall() < opens:
        raise NotYetOpen("start", day=short_day(opens.date()))
    draws_on = window.draws_on(day, ground.calendar)
    if draws_on is not None and clock.today() <= draws_on:
        raise DrawFirst("start", day=short_day(draws_on))
    if clock.today() > window.closes(day):
        raise NoLongerOpen("start", day=short_day(window.closes(day)))


def _check_quota(session: Session, ground: Ground, request: BookingRequest, but: Collection[UUID]) -> None:
    group, day = ground.group, request.start.date()
    monday = day - timedelta(days=day.weekday())
    month = day.replace(day=1)
    for most, first, last in (
        (group.most_week, monday, monday + timedelta(7)),
        (group.most_month, month, months_on(month, 1)),
    ):
        if not most:
            continue
        begins, ends = datetime.combine(first, time()), datetime.combine(last, time())
        of_group = sa.and_(Booking.group_id == group.id, Booking.start >= begins, Booking.start < ends)
        counted = sa.select(sa.func.count()).select_from(Booking)
        counted = counted.where(of_group, Booking.state.in_(OCCUPYING), Booking.id.not_in(tuple(but)))
        if (session.scalar(counted) or 0) >= most:
            raise QuotaReached("group", group=group.name, count=most)


def check_equipment(session: Session, request: BookingRequest, but: Collection[UUID]) -> None:
    """Every piece is lent once at a time; two bookings that only touch lend the same one after the other."""
    for key, count in request.equipment:
        found = session.get_one(Equipment, key)
        if count > found.stock:
            raise MoreThanStock("equipment", stock=found.stock, equipment=found.name)
        left = found.stock - lent(session, key, request.start, request.end, but)
        if count > left:
            raise EquipmentTaken("equipment", left=max(0, left), equipment=found.name)


def lent(session: Session, key: UUID, start: datetime, end: datetime, but: Collection[UUID] = ()) -> int:
    """The most pieces that are out at one moment of a time."""
    together = sa.and_(Booking.start < end, Booking.end > start, Booking.state.in_(OCCUPYING))
    statement = sa.select(Booking.start, Booking.end, BookingEquipment.count)
    statement = statement.join(BookingEquipment, BookingEquipment.booking_id == Booking.id)
    statement = statement.where(BookingEquipment.equipment_id == key, together, Booking.id.not_in(tuple(but)))
    out = session.execute(statement).all()
    moments = [start, *(begins for begins, _, _ in out if begins > start)]
    return max(sum(count for begins, ends, count in out if begins <= moment < ends) for moment in moments)


@query(needs="bookings.read")
def equipment_left(session: Session, start: datetime, end: datetime, but: UUID | None = None) -> dict[UUID, int]:
    """How many of each piece nobody else has at a time: shown while they are asked for."""
    stock = session.execute(sa.select(Equipment.id, Equipment.stock)).all()
    return {key: max(0, count - lent(session, key, start, end, (but,) if but else ())) for key, count in stock}


def refuse_clash(session: Session, ground: Ground, request: BookingRequest, but: Collection[UUID]) -> None:
    """Refuse a time that somebody holds, naming holder and what is free instead. Raises RoomTaken."""
    room = ground.room
    found = clashes_of(session, ground.parts, request.start, request.end, room.before, room.after, but)
    if found := found or promised(session, ground.parts, request.start, request.end):
        clash = found[0]
        free = alternatives(session, room.id, request.start, request.end)
        raise RoomTaken(
            "start",
            room=clash.room,
            day=short_day(clash.start.date()),
            start=clock_words(clash.start),
            end=clock_words(clash.end),
            holder=clash.holder,
            free=told(free, room.id, request.start.date()),
        )
