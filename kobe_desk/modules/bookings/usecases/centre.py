"""The centre, its rooms, its equipment and its rules as they are written down (施設の設定)."""

from collections.abc import Iterable
from dataclasses import asdict, replace
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
    Band,
    Booking,
    Centre,
    CentreName,
    ClosingRule,
    Equipment,
    Exemption,
    FeePolicy,
    FeeRule,
    OpeningRule,
    Part,
    Room,
    RoomPart,
    WindowRule,
)
from kobe_desk.modules.bookings.rules.days import BandFact, Closing, Opening
from kobe_desk.modules.bookings.rules.fees import Fee, Policy, Reduction
from kobe_desk.modules.bookings.rules.window import Window
from kobe_desk.modules.bookings.usecases.calendar import CentreFacts, centre_of, own_days, plain_all
from kobe_desk.modules.bookings.usecases.refusals import CentreMissing, NameMissing, RoomHasBookings
from kobe_desk.modules.bookings.usecases.remembered import remembered
from kobe_desk.modules.bookings.usecases.rows import (
    CentreRequest,
    CentreRow,
    CentreRules,
    EquipmentRow,
    RoomRequest,
    RoomRow,
)

Rule = Opening | BandFact | Closing | Fee | Reduction | Policy | Window
TABLES: dict[type[Any], type[Any]] = {
    Opening: OpeningRule,
    BandFact: Band,
    Closing: ClosingRule,
    Fee: FeeRule,
    Reduction: Exemption,
    Policy: FeePolicy,
    Window: WindowRule,
}


@usecase(label=N_("Set up the centre"), needs="bookings.manage")
def open_centre(session: Session, request: CentreRequest) -> UUID:
    """Write down the centre and what it is called. Raises NameMissing."""
    if not request.name.strip():
        raise NameMissing("name")
    centre = Centre(**_centre_columns(request))
    session.add(centre)
    session.flush()
    session.add(CentreName(centre_id=centre.id, since=request.since, name=request.name, kind=request.kind))
    return centre.id


@usecase(label=N_("Change the centre"), needs="bookings.manage")
def change_centre(session: Session, request: CentreRequest) -> None:
    """Correct the centre's facts; a name from another day on stands beside the one before. Raises NameMissing."""
    if not request.name.strip():
        raise NameMissing("name")
    centre = session.get_one(Centre, centre_of(session).id)
    for name, value in _centre_columns(request).items():
        setattr(centre, name, value)
    same_day = sa.and_(CentreName.centre_id == centre.id, CentreName.since == request.since)
    called = session.scalars(sa.select(CentreName).where(same_day)).first()
    if called is None:
        session.add(CentreName(centre_id=centre.id, since=request.since, name=request.name, kind=request.kind))
    else:
        called.name, called.kind = request.name, request.kind


def _centre_columns(request: CentreRequest) -> dict[str, Any]:
    return {name: value for name, value in asdict(request).items() if name not in ("name", "kind", "since")}


@query(needs="bookings.read")
def centre(session: Session, day: date | None = None) -> CentreRow | None:
    """The centre as it is called on a day (today), or None before it was set up."""
    try:
        return centre_row(session, centre_of(session), day or clock.today())
    except CentreMissing:
        return None


def names_of_centre(session: Session) -> tuple[tuple[date, str, str], ...]:
    """Since when the centre is called what, and its kind."""
    statement = sa.select(CentreName.since, CentreName.name, CentreName.kind).order_by(CentreName.since)
    return remembered(
        session, CentreName, lambda: tuple((since, name, kind) for since, name, kind in session.execute(statement))
    )


def centre_row(session: Session, found: CentreFacts, day: date) -> CentreRow:
    """A centre's name by its day: the last that had begun, else the first of all."""
    names = names_of_centre(session)
    _since, name, kind = next((each for each in reversed(names) if each[0] <= day), names[0])
    return CentreRow(found.id, name, kind, found.address, found.phone, found.manager, found.step, found.changes_until)


@query(needs="bookings.read")
def centre_rules(session: Session) -> CentreRules:
    """Opening hours, bands, closed days, names and own holidays, those of the past and future among them."""
    return CentreRules(
        plain_all(session, Opening, OpeningRule),
        plain_all(session, BandFact, Band),
        plain_all(session, Closing, ClosingRule),
        names_of_centre(session),
        own_days(session),
    )


@usecase(label=N_("Change a rule of the centre"), needs="bookings.manage")
def save_rule(session: Session, rule: Rule) -> UUID:
    """Write down a rule (hours, band, closed days, fee, exemption, rounding, window), or correct the one of its id."""
    table, values = TABLES[type(rule)], asdict(rule)
    key = values.pop("id")
    if "refunds" in values:
        values["refunds"] = [list(pair) for pair in values["refunds"]]
    if key is None:
        found = table(centre_id=centre_of(session).id, **values)
        session.add(found)
    else:
        found = session.get_one(table, key)
        for name, value in values.items():
            setattr(found, name, value)
    session.flush()
    return UUID(bytes=found.id.bytes)


@usecase(label=N_("Change the rules of the centre"), needs="bookings.manage")
def save_rules(session: Session, rules: Iterable[Rule]) -> None:
    """Write down several rules in one step, as a new ordinance brings them."""
    for rule in rules:
        save_rule(session, rule)


@usecase(label=N_("End a rule of the centre"), needs="bookings.manage")
def end_rule(session: Session, rule: Rule, until: date) -> None:
    """Let a rule hold up to, but not including, a day; one that would never hold is removed."""
    found = session.get_one(TABLES[type(rule)], rule.id)
    if until <= found.since:
        session.delete(found)
    else:
        found.until = until


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
            raise RoomHasBookings("retired", room=room.name, count=count, day=day)
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


@query(needs="bookings.read")
def fee_rules(session: Session) -> tuple[Fee, ...]:
    """Every line of the fee tables (料金表)."""
    return plain_all(session, Fee, FeeRule)


@query(needs="bookings.read")
def exemptions(session: Session) -> tuple[Reduction, ...]:
    """Every reduction of the fee (減免)."""
    return plain_all(session, Reduction, Exemption)


@query(needs="bookings.read")
def fee_policies(session: Session) -> tuple[Policy, ...]:
    """How fees are rounded and given back."""
    found = plain_all(session, Policy, FeePolicy)
    return tuple(replace(each, refunds=tuple((days, share) for days, share in each.refunds)) for each in found)


@query(needs="bookings.read")
def windows(session: Session) -> tuple[Window, ...]:
    """The application windows of every tier (申込期間)."""
    return plain_all(session, Window, WindowRule)
