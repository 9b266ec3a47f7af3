"""Who holds a room, and what is free instead."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.database import fetched
from kobe_desk.core.permission import query
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import Booking, Group, Room
from kobe_desk.modules.bookings.rules.days import Calendar, each_day
from kobe_desk.modules.bookings.rules.spans import clock_time, minute_of, pieces
from kobe_desk.modules.bookings.usecases.booking_rows import Clash, FreeSlot, SlotSearch
from kobe_desk.modules.bookings.usecases.calendar import calendar_of
from kobe_desk.modules.bookings.usecases.rooms import parts_of, rooms
from kobe_desk.modules.bookings.usecases.rows import RoomRow
from kobe_desk.modules.bookings.usecases.words import short_day

LONGEST = timedelta(days=31)
"""No booking is longer: what still runs on a day began at most so long before."""
NEAREST = 3
"""Alternatives named in a refusal."""
DAYS_AHEAD = 14
NOTHING_FREE = N_("nothing within two weeks")


def written(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def clashes_of(
    session: Session, parts: str, start: datetime, end: datetime, before: int, after: int, but: Iterable[UUID] = ()
) -> tuple[Clash, ...]:
    """Who holds any of these parts then, buffers of both sides counted; `but` these bookings themselves."""
    holders: dict[bytes, None] = {}
    connection = session.connection()
    for begins, ends in pieces(written(start), written(end), before, after):
        for part in parts.split():
            found = fetched(
                connection,
                'SELECT booking FROM occupancy WHERE part = ? AND "start" >= ? AND "start" < ? AND "end" > ?',
                (int(part), begins[:10], ends, begins),
            )
            holders |= dict.fromkeys(key for (key,) in found)
    keys = [UUID(bytes=key) for key in holders if UUID(bytes=key) not in set(but)]
    if not keys:
        return ()
    columns = (Booking.id, Room.name, Booking.start, Booking.end, Group.name)
    statement = sa.select(*columns).join(Room, Room.id == Booking.room_id).join(Group, Group.id == Booking.group_id)
    found_rows = session.execute(statement.where(Booking.id.in_(keys)).order_by(Booking.start))
    return tuple(Clash(*row) for row in found_rows)


@query(needs="bookings.read")
def clashes(session: Session, room: UUID, start: datetime, end: datetime, but: UUID | None = None) -> tuple[Clash, ...]:
    """Who holds a room at a time: shown while it is being chosen."""
    found = session.get_one(Room, room)
    parts = parts_of(session).get(room, "")
    return clashes_of(session, parts, start, end, found.before, found.after, [but] if but else ())


@query(needs="bookings.read")
def who_holds(session: Session, start: datetime, end: datetime, but: UUID | None = None) -> dict[UUID, Clash]:
    """Each room that is taken at a time, with who has it: shown while a room is chosen."""
    but_this, parts = [but] if but else (), parts_of(session)
    held = {}
    for room in rooms(session, start.date()):
        mine = parts.get(room.id, "")
        if found := clashes_of(session, mine, start, end, room.before, room.after, but_this):
            held[room.id] = found[0]
    return held


@query(needs="bookings.read")
def free_instead(session: Session, room: UUID, start: datetime, end: datetime) -> tuple[FreeSlot, ...]:
    """The nearest free times for one that is taken: shown while a time is chosen."""
    return alternatives(session, room, start, end)


class Held:
    """What is held of each part on the days of a period, read at once."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        begins, ends = written(datetime.combine(first, time())), written(datetime.combine(last, time()) + timedelta(2))
        self._spans: dict[tuple[int, str], list[tuple[str, str]]] = {}
        for part in sorted({number for room in rooms(session) for number in room.parts}):
            rows = session.connection().exec_driver_sql(
                'SELECT "start", "end" FROM occupancy WHERE part = ? AND "start" >= ? AND "start" < ?',
                (part, begins, ends),
            )
            for start, end in rows:
                self._spans.setdefault((part, start[:10]), []).append((start, end))

    def free(self, room: RoomRow, start: datetime, end: datetime) -> bool:
        """Whether every part of a room is free then, with the buffers it asks for."""
        for begins, ends in pieces(written(start), written(end), room.before, room.after):
            for part in room.parts:
                for other_start, other_end in self._spans.get((part, begins[:10]), ()):
                    if other_start < ends and other_end > begins:
                        return False
        return True


@query(needs="bookings.read")
def free_slots(session: Session, search: SlotSearch) -> tuple[FreeSlot, ...]:
    """「来月の火曜午前、30人、調理室」: rooms that are free and not yet past, day by day (空き検索)."""
    calendar = calendar_of(session, search.first, search.last)
    held, now = Held(session, search.first, search.last), clock.wall()
    fitting = [room for room in rooms(session) if _fits(room, search)]
    found = []
    for slot in _slots(calendar, search):
        day, start, end, band = slot
        if start < now:
            continue
        for room in fitting:
            bookable = (room.retired is None or day < room.retired) and calendar.why_not(start, end, room.id) is None
            if bookable and held.free(room, start, end):
                found.append(FreeSlot(room.id, room.name, room.capacity, start, end, band))
        if len(found) >= search.most:
            break
    return tuple(found[: search.most])


def _fits(room: RoomRow, search: SlotSearch) -> bool:
    return (
        (search.room is None or room.id == search.room)
        and (not search.people or not room.capacity or room.capacity >= search.people)
        and (not search.feature or search.feature in f"{room.name} {room.features}")
        and (search.outdoors is None or room.outdoors == search.outdoors)
    )


def _slots(calendar: Calendar, search: SlotSearch) -> Iterator[tuple[date, datetime, datetime, str]]:
    for day in each_day(search.first, search.last):
        if search.weekdays and day.weekday() not in search.weekdays:
            continue
        midnight = datetime.combine(day, time())
        if search.start is not None and search.end is not None:
            yield day, midnight + timedelta(minutes=search.start), midnight + timedelta(minutes=search.end), ""
            continue
        for band in calendar.bands_on(day):
            if not search.bands or band.name in search.bands:
                starts, ends = timedelta(minutes=band.starts), timedelta(minutes=band.ends)
                yield day, midnight + starts, midnight + ends, band.name


def alternatives(session: Session, room: UUID, start: datetime, end: datetime) -> tuple[FreeSlot, ...]:
    """The nearest free times: the same time in other rooms, other bands of the day, the same time on later days."""
    day, minutes = start.date(), (minute_of(start), minute_of(end, day_end=True))
    same_time = SlotSearch(day, day, start=minutes[0], end=minutes[1])
    later = SlotSearch(day, day + timedelta(DAYS_AHEAD), start=minutes[0], end=minutes[1], room=room)
    other_bands = SlotSearch(day, day, room=room)
    found = [*free_slots(session, same_time)[:1], *free_slots(session, other_bands)[:1], *free_slots(session, later)]
    return tuple(dict.fromkeys(found))[:NEAREST]


def told(slots: Iterable[FreeSlot], room: UUID, day: date) -> str:
    """Free times in a few words (大会議室 13:00–16:00、4月14日(火) 9:00–12:00)."""
    words = [_told_one(slot, room, day) for slot in slots]
    return _(", ").join(words) or _(NOTHING_FREE)


def _told_one(slot: FreeSlot, room: UUID, day: date) -> str:
    hours = f"{clock_time(minute_of(slot.start))}–{clock_time(minute_of(slot.end, day_end=True))}"
    place = [] if slot.room_id == room else [slot.room]
    when = [] if slot.start.date() == day else [short_day(slot.start.date())]
    return " ".join([*place, *when, hours])
