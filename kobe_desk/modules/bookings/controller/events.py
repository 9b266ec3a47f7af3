"""Bookings and the events they are for: chosen on the booking's page, listed on the event's."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import STATE_NAMES, BookingRow, booking
from kobe_desk.modules.bookings.usecases.booking_rows import BookingDetail
from kobe_desk.modules.bookings.usecases.events import (
    bookings_for_event,
    event_of_booking,
    events_during,
    events_to_book_for,
    tie_booking,
)
from kobe_desk.modules.bookings.view.bookings import BookingsPage
from kobe_desk.modules.bookings.view.wording import hours, long_day
from kobe_desk.modules.members.usecases.event_names import EventName
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.ties import EventCard, Tie


class EventOfBooking(QObject):
    """A child of its card."""

    def __init__(self, desk: Desk, card: EventCard, key: UUID, stack: PageStack) -> None:
        super().__init__(card)
        self._desk, self._card, self._key = desk, card, key
        self._event: EventName | None = None
        card.let_go_there(desk.who.may("members.read"))
        card.chosen.connect(self._choose)
        card.wanted.connect(lambda event: stack.jump_wanted.emit("members", f"event:{event}"))
        desk.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(event_of_booking, self._key, then=self._know)
        self._desk.ask(booking, self._key, then=self._ask_names)

    def _know(self, event: EventName | None) -> None:
        self._event = event

    def _ask_names(self, detail: BookingDetail) -> None:
        self._desk.ask(events_to_book_for, detail.row.start.date(), then=self._offer)

    def _offer(self, found: tuple[EventName, ...]) -> None:
        own = self._event
        self._card.setVisible(bool(found or own))
        self._card.offer([(each.id, each.label) for each in found], (own.id, own.label) if own else None)

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"booking_event", "event", "booking"}:
            self._ask()

    def _choose(self, event: UUID | None) -> None:
        self._desk.do(tie_booking, self._key, event)


class EventsInSight(QObject):
    """What the association does on the days in sight; asked before them, so that they are shown with it."""

    def __init__(self, desk: Desk, page: BookingsPage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._stack = desk, stack
        self.known: tuple[EventName, ...] = ()
        if desk.who.may("members.read"):  # the reception reads name and hours, and no more
            page.event_opened.connect(self._open)

    def ask(self, first: date, days: int) -> None:
        self._desk.ask(events_during, first, first + timedelta(days - 1), then=self._know)

    def _know(self, events: tuple[EventName, ...]) -> None:
        self.known = events

    def _open(self, key: UUID) -> None:
        self._stack.jump_wanted.emit("members", f"event:{key}")


def ask_ties(desk: Desk, record: str, then: Callable[[Sequence[Tie]], object]) -> None:
    """The bookings for an event, as its page lists them."""
    desk.ask(bookings_for_event, UUID(record), then=lambda rows: then([_tie(row) for row in rows]))


def _tie(row: BookingRow) -> Tie:
    day = row.start.date()
    when = _("{day}, {hours}").format(day=long_day(day), hours=hours(row.start, row.end))
    return Tie(
        "bookings", day, when, _("Booking: {room}").format(room=row.room), _(STATE_NAMES[row.state]), str(row.id)
    )
