"""How a booking is written down: its columns from a request, its fee, its equipment, its state."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.change import Work
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import Who
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.model import (
    Booking,
    BookingEquipment,
    BookingEvent,
    BookingPayment,
    BookingState,
)
from kobe_desk.modules.bookings.usecases.booking_rows import STATE_NAMES, BookingRequest
from kobe_desk.modules.bookings.usecases.checks import Ground
from kobe_desk.modules.bookings.usecases.fees import quoted
from kobe_desk.modules.bookings.usecases.refusals import (
    NotInThisState,
)
from kobe_desk.modules.ledger.usecases import year_of

WORDS = (
    "purpose", "shown_as", "category", "responsible", "phone", "setup", "notes", "heating", "entrance", "profit",
    "exemption_why",
)  # fmt: skip


PEOPLE = {"adults": "expected_adults", "children": "expected_children", "seniors": "expected_seniors"}


def person(session: Session) -> str:
    """Who does it."""
    who: Who = session.info["who"]
    return who.person


def into_state(session: Session, booking: Booking, state: BookingState, why: str = "") -> None:
    """Give a booking a state, with who, when and why."""
    booking.state, booking.state_at = state.value, clock.now()
    booking.state_by, booking.state_why = person(session), why


def insert_booking(session: Session, ground: Ground, request: BookingRequest) -> UUID:
    """Write down a booking that was checked, under the next number of its year."""
    year = year_of(session, request.start.date())
    booking = new_booking(session, ground, request, (year, numbers.take(session, "booking", year)))
    insert_bookings(session, (booking,))
    if request.equipment:
        lend(session, booking["id"], request.equipment)
    if request.event_id is not None:
        tie(session, booking["id"], request.event_id)
    key: UUID = booking["id"]
    return key


def insert_bookings(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write down new bookings and let them hold their rooms. Raises TakenMeanwhile."""
    work: Work = session.info["work"]
    work.insert(Booking.__table__, rows)  # type: ignore[arg-type]


def new_booking(
    session: Session,
    ground: Ground,
    request: BookingRequest,
    number: tuple[int, int],
    state: BookingState | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A booking that was checked, with its year and number, priced; not yet written down."""
    now, by = clock.now(), person(session)
    chosen = state or (BookingState.PROVISIONAL if request.provisional else BookingState.CONFIRMED)
    return {
        "id": new_id(),
        "fiscal_year": number[0],
        "number": number[1],
        "before": ground.room.before,
        "after": ground.room.after,
        "parts": ground.parts,
        "state": chosen.value,
        "state_at": now,
        "state_by": by,
        "state_why": request.despite,
        "taken_at": now,
        "taken_by": by,
        **columns_of(request, ground),
        **fee_of(session, ground, request),
        "own": [],
        **more,
    }


def columns_of(request: BookingRequest, ground: Ground) -> dict[str, Any]:
    """What a request says of a booking, as the table holds it."""
    people = {column: getattr(request, name) for name, column in PEOPLE.items()}
    words = {name: getattr(request, name) for name in WORDS}
    place = {"room_id": request.room, "group_id": request.group, "start": request.start, "end": request.end}
    exemption = ground.group.exemption if request.exemption is None else request.exemption
    return {**place, **people, **words, "tier": ground.group.tier, "exemption": exemption}


def price(session: Session, ground: Ground, booking: Booking, request: BookingRequest) -> None:
    """Set the fee as the table of the day of use says."""
    for name, value in fee_of(session, ground, request).items():
        setattr(booking, name, value)


def fee_of(session: Session, ground: Ground, request: BookingRequest) -> dict[str, Any]:
    """The fee with its lines, as the table holds them."""
    found = quoted(session, ground.calendar, request, ground.group)
    lines = [[line.kind, line.text, line.amount] for line in found.lines]
    return {"fee": found.total, "reduced": found.reduced, "fee_lines": lines}


def lend(session: Session, key: UUID, wanted: Collection[tuple[UUID, int]]) -> None:
    """Lend this equipment with a booking, instead of what was lent before."""
    counts = {equipment: count for equipment, count in wanted if count}
    for line in session.scalars(sa.select(BookingEquipment).where(BookingEquipment.booking_id == key)):
        if line.equipment_id in counts:
            line.count = counts.pop(line.equipment_id)
        else:
            session.delete(line)
    session.add_all(
        BookingEquipment(booking_id=key, equipment_id=equipment, count=count) for equipment, count in counts.items()
    )
    session.flush()


def tie(session: Session, key: UUID, event: UUID | None) -> None:
    """Let a booking belong to an event, or to none."""
    line = session.scalar(sa.select(BookingEvent).where(BookingEvent.booking_id == key))
    if line is None and event is not None:
        session.add(BookingEvent(booking_id=key, event_id=event))
    elif line is not None and event is None:
        session.delete(line)
    elif line is not None and event is not None:
        line.event_id = event
    session.flush()


def request_of(session: Session, booking: Booking) -> BookingRequest:
    """A booking as it would be asked for again."""
    lines = sa.select(BookingEquipment.equipment_id, BookingEquipment.count)
    lent = session.execute(lines.where(BookingEquipment.booking_id == booking.id))
    return BookingRequest(
        room=booking.room_id,
        group=booking.group_id,
        start=booking.start,
        end=booking.end,
        **{name: getattr(booking, name) for name in WORDS},
        **{name: getattr(booking, column) for name, column in PEOPLE.items()},
        exemption=booking.exemption,
        equipment=tuple((key, count) for key, count in lent),
        event_id=session.scalar(sa.select(BookingEvent.event_id).where(BookingEvent.booking_id == booking.id)),
        provisional=booking.state == BookingState.PROVISIONAL,
    )


def paid_for(session: Session, key: UUID) -> int:
    """What was paid for a booking and not given back, in yen."""
    kept = sa.and_(BookingPayment.booking_id == key, BookingPayment.returned.is_(None))
    return session.scalar(sa.select(sa.func.sum(BookingPayment.amount)).where(kept)) or 0


def require_state(booking: Booking, *states: str) -> None:
    if booking.state not in states:
        raise NotInThisState(state=_(STATE_NAMES[booking.state]))
