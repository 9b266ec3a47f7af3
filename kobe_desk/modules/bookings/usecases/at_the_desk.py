"""What happens at the counter on the day: permit, keys, check-in, head count, no-show (受付・鍵・人数)."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import OCCUPYING, Booking, BookingState
from kobe_desk.modules.bookings.usecases.booking_rows import STATE_NAMES, BookingRow
from kobe_desk.modules.bookings.usecases.reading import SELECT_ROWS, during, row_from
from kobe_desk.modules.bookings.usecases.refusals import KeyIsOut, NameMissing, NotInThisState
from kobe_desk.modules.bookings.usecases.words import number_label, short_day

PERMIT_STAYS = NoUndo(N_("A permit's number stays given. To take the permit back, cancel the booking."))


def held(session: Session, key: UUID) -> Booking:
    """A booking that holds its room. Raises NotInThisState."""
    booking = session.get_one(Booking, key)
    if booking.state not in OCCUPYING:
        raise NotInThisState(state=_(STATE_NAMES[booking.state]))
    return booking


@usecase(label=N_("Give a permit"), needs="bookings.approve", undo=PERMIT_STAYS)
def give_permit(session: Session, key: UUID) -> str:
    """Number a booking's permit (利用許可書), once; a provisional booking becomes firm by it. Returns its number."""
    booking = held(session, key)
    if booking.permit is None:
        booking.permit = numbers.take(session, "permit", booking.fiscal_year)
        booking.permitted = clock.today()
        if booking.state == BookingState.PROVISIONAL:
            booking.state, booking.state_at = BookingState.CONFIRMED.value, clock.now()
            booking.state_by = session.info["who"].person
    return number_label(booking.fiscal_year, booking.permit)


@usecase(label=N_("Check in"), needs="bookings.book")
def check_in(session: Session, key: UUID, people: tuple[int, int, int] | None = None) -> None:
    """Write down that a group came, and how many adults, children and older people if they were counted."""
    booking = held(session, key)
    booking.arrived, booking.no_show = booking.arrived or clock.now(), False
    if people is not None:
        booking.actual_adults, booking.actual_children, booking.actual_seniors = people


@usecase(label=N_("Take back a check-in"), needs="bookings.book")
def undo_check_in(session: Session, key: UUID) -> None:
    """The group had not come after all."""
    booking = held(session, key)
    booking.arrived = None
    booking.actual_adults = booking.actual_children = booking.actual_seniors = None


@usecase(label=N_("Mark as not come"), needs="bookings.book")
def mark_no_show(session: Session, key: UUID) -> None:
    """Write down that nobody came without a word (無断キャンセル)."""
    booking = held(session, key)
    booking.no_show, booking.arrived = True, None


@usecase(label=N_("Hand out a key"), needs="bookings.book")
def hand_out_key(session: Session, key: UUID, name: str, holder: str = "") -> None:
    """Hand a key out for a booking; a key is out once at a time. Raises NameMissing, KeyIsOut."""
    booking = held(session, key)
    if not name.strip():
        raise NameMissing("key")
    out = sa.and_(Booking.key == name, Booking.key_out.is_not(None), Booking.key_back.is_(None), Booking.id != key)
    other = session.scalars(sa.select(Booking).where(out)).first()
    if other is not None and other.key_out is not None:
        since = short_day(other.key_out.astimezone(clock.JST).date())
        raise KeyIsOut("key", key=name, holder=other.key_holder, since=since)
    booking.key, booking.key_holder = name, holder or booking.responsible
    booking.key_out, booking.key_back = clock.now(), None


@usecase(label=N_("Take a key back"), needs="bookings.book")
def take_back_key(session: Session, key: UUID) -> None:
    """Write down that a booking's key is back."""
    session.get_one(Booking, key).key_back = clock.now()


@query(needs="bookings.read")
def keys_out(session: Session) -> tuple[BookingRow, ...]:
    """The bookings whose key is not back (鍵の未返却)."""
    out = sa.and_(Booking.key_out.is_not(None), Booking.key_back.is_(None))
    return tuple(map(row_from, session.execute(SELECT_ROWS.where(out).order_by(Booking.key_out))))


@query(needs="bookings.read")
def key_ledger(session: Session, first: date, last: date) -> tuple[BookingRow, ...]:
    """Every key handed out for the bookings of a period (鍵台帳)."""
    statement = SELECT_ROWS.where(during(first, last), Booking.key_out.is_not(None))
    return tuple(map(row_from, session.execute(statement.order_by(Booking.key_out))))
