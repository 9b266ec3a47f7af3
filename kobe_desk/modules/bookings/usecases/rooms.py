"""Rooms made of parts, and equipment (室・区画・備品)."""

from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.model import (
    OCCUPYING,
    Booking,
    Equipment,
    Part,
    Room,
    RoomPart,
)
from kobe_desk.modules.bookings.usecases.calendar import centre_of
from kobe_desk.modules.bookings.usecases.refusals import NameMissing, RoomHasBookings
from kobe_desk.modules.bookings.usecases.remembered import remembered
from kobe_desk.modules.bookings.usecases.rows import EquipmentRow, RoomRequest, RoomRow
from kobe_desk.modules.bookings.usecases.words import short_day


@usecase(label=N_("Add a room"), needs="bookings.manage")
def add_room(session: Session, request: RoomRequest) -> UUID:
    """Write down a room after the others. Raises NameMissing."""
    if not request.name.strip():
        raise NameMissing("name")
    last = session.scalar(sa.select(sa.func.max(Room.position))) or 0
    room = Room(centre_id=centre_of(session).id, position=last + 1, **_room_columns(request))
    session.add(room)
    session.flush()
    _set_parts(session, room, request.parts or (request.name,))
    return room.id


@usecase(label=N_("Change a room"), needs="bookings.manage")
def change_room(session: Session, key: UUID, request: RoomRequest) -> None:
    """Correct a room; bookings still to come take its new parts. Raises NameMissing, TakenMeanwhile."""
    if not request.name.strip():
        raise NameMissing("name")
    room = session.get_one(Room, key)
    for name, value in _room_columns(request).items():
        setattr(room, name, value)
    _set_parts(session, room, request.parts or (request.name,))
    parts = parts_of(session)[key]
    to_come = sa.and_(Booking.room_id == key, Booking.end > clock.wall(), Booking.state.in_(OCCUPYING))
    for booking in session.scalars(sa.select(Booking).where(to_come)):
        booking.parts = parts
    session.flush()


@usecase(label=N_("Retire a room"), needs="bookings.manage")
def retire_room(session: Session, key: UUID, day: date | None) -> None:
    """From a day on a room is no longer booked (None: it is again); what was booked stays. Raises RoomHasBookings."""
    room = session.get_one(Room, key)
    if day is not None:
        begins = datetime.combine(day, time())
        later = sa.and_(Booking.room_id == key, Booking.end > begins, Booking.state.in_(OCCUPYING))
        count = session.scalar(sa.select(sa.func.count()).select_from(Booking).where(later)) or 0
        if count:
            raise RoomHasBookings("retired", room=room.name, count=count, day=short_day(day))
    room.retired = day


def _room_columns(request: RoomRequest) -> dict[str, Any]:
    return {name: value for name, value in asdict(request).items() if name != "parts"}


def _set_parts(session: Session, room: Room, names: tuple[str, ...]) -> None:
    """Let a room be made of these parts; a part that is not there yet is made."""
    known = {part.name: part for part in session.scalars(sa.select(Part))}
    last = max((part.number for part in known.values()), default=0)
    for name in names:
        if name not in known:
            last += 1
            known[name] = Part(number=last, name=name)
            session.add(known[name])
    session.flush()
    wanted = {known[name].id for name in names}
    for link in session.scalars(sa.select(RoomPart).where(RoomPart.room_id == room.id)):
        if link.part_id in wanted:
            wanted.discard(link.part_id)
        else:
            session.delete(link)
    session.add_all(RoomPart(room_id=room.id, part_id=part) for part in wanted)
    session.flush()


def parts_of(session: Session) -> dict[UUID, str]:
    """The numbers of each room's parts as a booking keeps them."""
    rows = all_rooms(session)
    return {room.id: " ".join(map(str, sorted(room.parts))) for room in rows}


@query(needs="bookings.read")
def rooms(session: Session, day: date | None = None) -> tuple[RoomRow, ...]:
    """The rooms in their order; of a day those that are booked on it."""
    return tuple(each for each in all_rooms(session) if day is None or each.retired is None or day < each.retired)


def all_rooms(session: Session) -> tuple[RoomRow, ...]:
    """Every room, those that are no longer booked among them; remembered."""
    return remembered(session, Room, lambda: _read_rooms(session))


def _read_rooms(session: Session) -> tuple[RoomRow, ...]:
    named = sa.select(RoomPart.room_id, Part.number, Part.name).join(Part, Part.id == RoomPart.part_id)
    parts: dict[UUID, list[tuple[int, str]]] = {}
    for room, number, name in session.execute(named.order_by(Part.number)):
        parts.setdefault(room, []).append((number, name))
    rows = []
    for each in session.scalars(sa.select(Room).order_by(Room.position)):
        own = parts.get(each.id, [])
        rows.append(
            RoomRow(
                each.id,
                each.name,
                each.kana,
                each.capacity,
                each.features,
                each.outdoors,
                each.before,
                each.after,
                tuple(number for number, _ in own),
                tuple(name for _, name in own),
                each.position,
                each.retired,
            )  # fmt: skip
        )
    return tuple(rows)


@usecase(label=N_("Add equipment"), needs="bookings.manage")
def add_equipment(session: Session, name: str, stock: int, room: UUID | None = None) -> UUID:
    """Write down equipment that is lent (備品). Raises NameMissing."""
    if not name.strip():
        raise NameMissing("name")
    last = session.scalar(sa.select(sa.func.max(Equipment.position))) or 0
    found = Equipment(centre_id=centre_of(session).id, name=name, stock=stock, room_id=room, position=last + 1)
    session.add(found)
    session.flush()
    return found.id


@usecase(label=N_("Change equipment"), needs="bookings.manage")
def change_equipment(session: Session, row: EquipmentRow) -> None:
    """Correct equipment, its stock among it. Raises NameMissing."""
    if not row.name.strip():
        raise NameMissing("name")
    found = session.get_one(Equipment, row.id)
    found.name, found.stock, found.room_id, found.retired = row.name, row.stock, row.room_id, row.retired


@query(needs="bookings.read")
def equipment(session: Session) -> tuple[EquipmentRow, ...]:
    """The equipment in its order, without what is no longer lent."""
    today = clock.today()
    lent = sa.or_(Equipment.retired.is_(None), Equipment.retired > today)
    found = session.scalars(sa.select(Equipment).where(lent).order_by(Equipment.position))
    return tuple(EquipmentRow(each.id, each.name, each.stock, each.room_id, each.retired) for each in found)
