"""Booking a room, and all that becomes of a booking (予約・変更・取消・復活)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.permission import Counter, Who, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import (
    OCCUPYING,
    Booking,
    BookingEquipment,
    BookingPayment,
    BookingState,
    Series,
)
from kobe_desk.modules.bookings.usecases.calendar import centre_of
from kobe_desk.modules.bookings.usecases.checks import Ground, check, ground_for
from kobe_desk.modules.bookings.usecases.fees import quoted
from kobe_desk.modules.bookings.usecases.refusals import (
    ChangedTooLate,
    NotInThisState,
    PaidBefore,
    ReasonMissing,
)
from kobe_desk.modules.bookings.usecases.rows import STATE_NAMES, BookingRequest
from kobe_desk.modules.ledger.usecases import year_of

UNDONE = N_("Taken back right after it was booked")
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


@usecase(label=N_("Cancel a booking"), needs="bookings.book")
def cancel_booking(session: Session, key: UUID, why: str) -> None:
    """Cancel a booking (取消); it stays among the cancelled ones. Raises NotInThisState, ReasonMissing, PaidBefore."""
    booking = session.get_one(Booking, key)
    _require(booking, *OCCUPYING, BookingState.SKIPPED)
    if not why.strip():
        raise ReasonMissing("why")
    paid = paid_for(session, key)
    if paid:
        raise PaidBefore(amount=f"{paid:,}")
    _cancel(session, booking, why)


def _cancel(session: Session, booking: Booking, why: str) -> None:
    into_state(session, booking, BookingState.CANCELLED, why)
    session.flush()
    if booking.series_id:
        _close_if_empty(session, booking.series_id)


@usecase(label=N_("Take back a booking"), needs="bookings.book")
def take_back_booking(session: Session, key: UUID) -> None:
    """What undo does with a new booking: it is cancelled, its number kept."""
    booking = session.get_one(Booking, key)
    if booking.state in OCCUPYING:
        _cancel(session, booking, _(UNDONE))


@usecase(label=N_("Book a room"), needs="bookings.book", undo=Counter(take_back_booking))
def book_room(session: Session, request: BookingRequest) -> UUID:
    """Promise a room, unless it is already promised.

    Raises RoomTaken, CentreClosed, OutsideHours, NotABand, NotYetOpen, QuotaReached and other refusals.
    """
    ground = ground_for(session, request)
    check(session, ground, request)
    return insert_booking(session, ground, request).id


def insert_booking(session: Session, ground: Ground, request: BookingRequest) -> Booking:
    """Write down a booking that was checked, under the next number of its year."""
    year = year_of(session, request.start.date())
    booking = new_booking(session, ground, request, (year, numbers.take(session, "booking", year)))
    session.add(booking)
    session.flush()
    if request.equipment:
        lend(session, booking.id, request.equipment)
    return booking


def new_booking(
    session: Session,
    ground: Ground,
    request: BookingRequest,
    number: tuple[int, int],
    state: BookingState | None = None,
    **more: Any,
) -> Booking:
    """A booking that was checked, with its year and number, priced; not yet written down."""
    now, by = clock.now(), person(session)
    chosen = state or (BookingState.PROVISIONAL if request.provisional else BookingState.CONFIRMED)
    booking = Booking(
        fiscal_year=number[0],
        number=number[1],
        before=ground.room.before,
        after=ground.room.after,
        parts=ground.parts,
        state=chosen.value,
        state_at=now,
        state_by=by,
        state_why=request.despite,
        taken_at=now,
        taken_by=by,
        **columns_of(request, ground),
        **more,
    )
    price(session, ground, booking, request)
    return booking


def columns_of(request: BookingRequest, ground: Ground) -> dict[str, Any]:
    """What a request says of a booking, as the table holds it."""
    people = {column: getattr(request, name) for name, column in PEOPLE.items()}
    words = {name: getattr(request, name) for name in WORDS}
    place = {"room_id": request.room, "group_id": request.group, "start": request.start, "end": request.end}
    exemption = ground.group.exemption if request.exemption is None else request.exemption
    return {**place, **people, **words, "tier": ground.group.tier, "exemption": exemption}


def price(session: Session, ground: Ground, booking: Booking, request: BookingRequest) -> None:
    """Set the fee as the table of the day of use says."""
    found = quoted(session, ground.calendar, request, ground.group)
    booking.fee, booking.reduced = found.total, found.reduced
    booking.fee_lines = [[line.kind, line.text, line.amount] for line in found.lines]


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
        provisional=booking.state == BookingState.PROVISIONAL,
    )


@usecase(label=N_("Change a booking"), needs="bookings.book")
def change_booking(session: Session, key: UUID, request: BookingRequest) -> None:
    """Change a booking; it never clashes with itself, and what is not changed is not judged again.

    Raises what booking raises, NotInThisState, ChangedTooLate.
    """
    booking = session.get_one(Booking, key)
    _require(booking, *OCCUPYING)
    before = request_of(session, booking)
    if replace(request, despite="", provisional=before.provisional) == before:
        return
    check_time_left(session, booking, request.despite)
    ground = ground_for(session, request)
    if is_moved(before, request):
        check(session, ground, request, (key,))
        booking.before, booking.after, booking.parts = ground.room.before, ground.room.after, ground.parts
    apply(session, ground, booking, request)
    if booking.series_id:
        booking.own = sorted({*booking.own, *differing(before, request)})
    session.flush()


def is_moved(before: BookingRequest, request: BookingRequest) -> bool:
    """Whether room, time, group, people or equipment changed: what the rules judge."""
    return any(
        getattr(before, name) != getattr(request, name)
        for name in ("room", "group", "start", "end", "adults", "children", "seniors", "equipment")
    )


def differing(before: BookingRequest, request: BookingRequest) -> set[str]:
    """The names of what a request changes."""
    names = {"room", "group", "start", "end", "exemption", "equipment", *WORDS, *PEOPLE}
    return {name for name in names if getattr(before, name) != getattr(request, name)}


def apply(session: Session, ground: Ground, booking: Booking, request: BookingRequest) -> None:
    """Write a request over a booking, with its new fee."""
    for name, value in columns_of(request, ground).items():
        setattr(booking, name, value)
    price(session, ground, booking, request)
    session.flush()
    lend(session, booking.id, request.equipment)


def check_time_left(session: Session, booking: Booking, despite: str) -> None:
    """Refuse a change shortly before the use, where the centre has such a rule. Raises ChangedTooLate."""
    hours = centre_of(session).changes_until
    if hours and not despite.strip() and clock.wall() > booking.start - timedelta(hours=hours):
        raise ChangedTooLate("start", hours=hours)


@usecase(label=N_("Move a booking"), needs="bookings.book")
def move_booking(session: Session, key: UUID, room: UUID, start: datetime, despite: str = "") -> None:
    """Put a booking into another room or at another time, as long as before. Raises what changing raises."""
    booking = session.get_one(Booking, key)
    request = request_of(session, booking)
    length = booking.end - booking.start
    change_booking(session, key, replace(request, room=room, start=start, end=start + length, despite=despite))


@usecase(label=N_("Swap two bookings"), needs="bookings.book")
def swap_bookings(session: Session, one: UUID, other: UUID, despite: str = "") -> None:
    """Let two bookings change places (room and time), in one step. Raises what changing raises."""
    first, second = session.get_one(Booking, one), session.get_one(Booking, other)
    asked = [(first, request_of(session, second)), (second, request_of(session, first))]
    with session.no_autoflush:
        for booking, place in asked:
            _require(booking, *OCCUPYING)
            own = request_of(session, booking)
            request = replace(own, room=place.room, start=place.start, end=place.end, despite=despite or _("Swapped"))
            ground = ground_for(session, request)
            check(session, ground, request, (one, other))
            booking.before, booking.after, booking.parts = ground.room.before, ground.room.after, ground.parts
            booking.room_id, booking.start, booking.end = place.room, place.start, place.end
            price(session, ground, booking, request)
    session.flush()


@usecase(label=N_("Confirm a booking"), needs="bookings.approve")
def confirm_booking(session: Session, key: UUID) -> None:
    """Make a provisional booking firm (許可). Raises NotInThisState."""
    booking = session.get_one(Booking, key)
    _require(booking, BookingState.PROVISIONAL)
    into_state(session, booking, BookingState.CONFIRMED)


@usecase(label=N_("Reject a booking"), needs="bookings.approve")
def reject_booking(session: Session, key: UUID, why: str) -> None:
    """Turn a provisional booking down (不許可). Raises NotInThisState, ReasonMissing."""
    booking = session.get_one(Booking, key)
    _require(booking, BookingState.PROVISIONAL)
    if not why.strip():
        raise ReasonMissing("why")
    into_state(session, booking, BookingState.REJECTED, why)


@usecase(label=N_("Restore a booking"), needs="bookings.book")
def restore_booking(session: Session, key: UUID) -> None:
    """Bring back a booking that was cancelled, rejected or not had, if its room is free.

    Raises RoomTaken, CentreClosed, NotInThisState.
    """
    booking = session.get_one(Booking, key)
    _require(booking, BookingState.CANCELLED, BookingState.REJECTED, BookingState.SKIPPED)
    request = replace(request_of(session, booking), despite=_("Restored"))
    ground = ground_for(session, request)
    check(session, ground, request, (key,))
    booking.before, booking.after, booking.parts = ground.room.before, ground.room.after, ground.parts
    into_state(session, booking, BookingState.CONFIRMED)
    booking.closure_id = None
    if booking.series_id:
        session.get_one(Series, booking.series_id).closed = False
    session.flush()


def paid_for(session: Session, key: UUID) -> int:
    """What was paid for a booking and not given back, in yen."""
    kept = sa.and_(BookingPayment.booking_id == key, BookingPayment.returned.is_(None))
    return session.scalar(sa.select(sa.func.sum(BookingPayment.amount)).where(kept)) or 0


def _require(booking: Booking, *states: str) -> None:
    if booking.state not in states:
        raise NotInThisState(state=_(STATE_NAMES[booking.state]))


def _close_if_empty(session: Session, key: UUID) -> None:
    """A series of which no booking is left is closed (終了)."""
    left = sa.select(sa.func.count()).select_from(Booking)
    if not session.scalar(left.where(Booking.series_id == key, Booking.state.in_(OCCUPYING))):
        session.get_one(Series, key).closed = True
