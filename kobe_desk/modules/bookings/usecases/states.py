"""What becomes of a booking: confirmed, rejected, cancelled, restored; it is never deleted (許可・取消・復活)."""

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import (
    OCCUPYING,
    Booking,
    BookingState,
    Series,
)
from kobe_desk.modules.bookings.usecases.checks import check, ground_for
from kobe_desk.modules.bookings.usecases.refusals import (
    PaidBefore,
    ReasonMissing,
)
from kobe_desk.modules.bookings.usecases.writing import into_state, paid_for, request_of, require_state

UNDONE = N_("Taken back right after it was booked")


@usecase(label=N_("Cancel a booking"), needs="bookings.book")
def cancel_booking(session: Session, key: UUID, why: str) -> None:
    """Cancel a booking (取消); it stays among the cancelled ones. Raises NotInThisState, ReasonMissing, PaidBefore."""
    booking = session.get_one(Booking, key)
    require_state(booking, *OCCUPYING, BookingState.SKIPPED)
    if not why.strip():
        raise ReasonMissing("why")
    paid = paid_for(session, key)
    if paid:
        raise PaidBefore(amount=f"{paid:,}")
    cancelled(session, booking, why)


def cancelled(session: Session, booking: Booking, why: str) -> None:
    into_state(session, booking, BookingState.CANCELLED, why)
    session.flush()
    if booking.series_id:
        close_if_empty(session, booking.series_id)


@usecase(label=N_("Take back a booking"), needs="bookings.book")
def take_back_booking(session: Session, key: UUID) -> None:
    """What undo does with a new booking: it is cancelled, its number kept."""
    booking = session.get_one(Booking, key)
    if booking.state in OCCUPYING:
        cancelled(session, booking, _(UNDONE))


@usecase(label=N_("Confirm a booking"), needs="bookings.approve")
def confirm_booking(session: Session, key: UUID) -> None:
    """Make a provisional booking firm (許可). Raises NotInThisState."""
    booking = session.get_one(Booking, key)
    require_state(booking, BookingState.PROVISIONAL)
    into_state(session, booking, BookingState.CONFIRMED)


@usecase(label=N_("Restore a booking"), needs="bookings.book")
def restore_booking(session: Session, key: UUID) -> None:
    """Bring back a booking that was cancelled, rejected or not had, if its room is free.

    Raises RoomTaken, CentreClosed, NotInThisState.
    """
    booking = session.get_one(Booking, key)
    require_state(booking, BookingState.CANCELLED, BookingState.REJECTED, BookingState.SKIPPED)
    request = replace(request_of(session, booking), despite=_("Restored"))
    ground = ground_for(session, request)
    check(session, ground, request, (key,))
    booking.before, booking.after, booking.parts = ground.room.before, ground.room.after, ground.parts
    into_state(session, booking, BookingState.CONFIRMED)
    booking.closure_id = None
    if booking.series_id:
        session.get_one(Series, booking.series_id).closed = False
    session.flush()


def close_if_empty(session: Session, key: UUID) -> None:
    """A series of which no booking is left is closed (終了)."""
    left = sa.select(sa.func.count()).select_from(Booking)
    if not session.scalar(left.where(Booking.series_id == key, Booking.state.in_(OCCUPYING))):
        session.get_one(Series, key).closed = True
