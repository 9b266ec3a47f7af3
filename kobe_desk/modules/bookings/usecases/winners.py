"""After a draw: what was won is booked in one step, and who lost waits on if they wish (当選の予約・落選の空き待ち)."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import Counter, usecase
from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.bookings.model import DrawRound, Wish, WishState
from kobe_desk.modules.bookings.usecases.booking import book_room
from kobe_desk.modules.bookings.usecases.refusals import NotDrawnYet, NotInThisState
from kobe_desk.modules.bookings.usecases.states import take_back_booking
from kobe_desk.modules.bookings.usecases.wishes import BY_DRAW, WISH_STATES, as_booking


@dataclass(frozen=True, slots=True)
class WinnersBooked:
    """The bookings that were made of what was won."""

    bookings: tuple[UUID, ...]

    def said(self) -> str:
        count = len(self.bookings)
        return n_("{count} booking was made by the draw.", "{count} bookings were made by the draw.", count).format(
            count=count
        )


@usecase(label=N_("Take back what was won"), needs="bookings.book")
def take_back_winners(session: Session, done: WinnersBooked) -> None:
    """What undo does with the bookings of a draw: they are cancelled; what was won stays won, and kept."""
    for key in done.bookings:
        take_back_booking(session, key)
    for wish in session.scalars(sa.select(Wish).where(Wish.booking_id.in_(done.bookings))):
        wish.state, wish.booking_id = WishState.WON.value, None


@usecase(label=N_("Book what was won"), needs="bookings.book", undo=Counter(take_back_winners))
def book_winners(session: Session, key: UUID) -> WinnersBooked:
    """Book all that a draw gave and that is not booked yet, in one step. Raises NotDrawnYet and what booking raises."""
    if session.get_one(DrawRound, key).drawn_at is None:
        raise NotDrawnYet
    of_round = sa.select(Wish).where(Wish.round_id == key, Wish.state == WishState.WON.value)
    booked = []
    for wish in session.scalars(of_round.order_by(Wish.number)).all():
        wish.state = WishState.TAKEN.value  # from here on it is not kept from anybody, itself among them
        session.flush()
        wish.booking_id = book_room(session, as_booking(wish, _(BY_DRAW)))
        booked.append(wish.booking_id)
    session.flush()
    return WinnersBooked(tuple(booked))


@usecase(label=N_("Put on the waiting list"), needs="bookings.book")
def wait_on(session: Session, keys: Collection[UUID]) -> int:
    """Who lost in a draw waits for what becomes free, with the number they have. Raises NotInThisState."""
    found = [session.get_one(Wish, key) for key in keys]
    for wish in found:
        if wish.state != WishState.LOST:
            raise NotInThisState(state=_(WISH_STATES[wish.state]))
        wish.state = WishState.OPEN.value
    return len(found)
