"""The page 予約: asks for its days."""

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.controller.below import BookingsPages
from kobe_desk.modules.bookings.controller.events import EventsInSight
from kobe_desk.modules.bookings.controller.moving import MovingController
from kobe_desk.modules.bookings.usecases import BookingRow, CentreRow, WeekRow
from kobe_desk.modules.bookings.usecases.lanes import Place, lanes_of
from kobe_desk.modules.bookings.usecases.places import Aim
from kobe_desk.modules.bookings.view.bookings import DAY, MONTH, WEEK, BookingsPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.theme import theme

if TYPE_CHECKING:
    pass

SHOWN = ("booking", "occupancy", "centre", "room", "event")
"""How the names of the tables begin that the days are shown from."""
A_WEEK, IN_LARGE_TYPE = 7, 3
"""Days of the week view; in large type so many keep their names readable."""


class BookingsController(QObject):
    """A child of the stack."""

    def __init__(self, desk: Desk, page: BookingsPage, stack: PageStack) -> None:
        super().__init__(stack)
        self._desk, self._page, self._stack = desk, page, stack
        self._first, self._how = clock.today() if theme.large else _monday(clock.today()), WEEK
        self._at: Place | None = None
        self._seek: Aim | None = None
        self._lift: BookingRow | None = None
        page.hand.place_looked_for.connect(self.go_to)
        MovingController(desk, page).found.connect(self.go_to)
        page.days_wanted.connect(self.show_days)
        page.booking_wanted.connect(self.open_counter)
        self.pages = BookingsPages(desk, page, stack)
        self.pages.moving.connect(self._move_from_below)
        self._events = EventsInSight(desk, page, stack)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Ask whether there is a centre, then for the days in sight."""
        self._desk.ask(usecases.centre, then=self._show_centre)

    def _show_centre(self, centre: CentreRow | None) -> None:
        self._page.show_empty(empty=centre is None)
        if centre is not None:
            self._ask()

    def _on_changed(self, change: Change) -> None:
        if any(table.startswith(SHOWN) for table in change.tables):
            self.refresh()

    # the days

    def show_days(self, day: date, how: str) -> None:
        """Go to the day, or to the week or month with it."""
        self._how = how
        self._first = {DAY: day, WEEK: day if theme.large else _monday(day), MONTH: day.replace(day=1)}[how]
        self._at = Place(day, "", 0)
        self._ask()

    def _ask(self) -> None:
        first, how = self._first, self._how
        days = _length(first, how)
        self._events.ask(first, days)
        self._desk.ask(usecases.bookings_week, first, days, then=lambda week: self._show(week, how))

    def _show(self, week: WeekRow, how: str) -> None:
        if week.days[0].day == self._first and how == self._how:  # the person may have gone on
            at, self._at = self._at, None
            seek, self._seek = self._seek, None
            self._page.show_days(week, how, clock.today(), at, self._events.known)
            if seek is not None:
                self._page.choose(seek)
            lift, self._lift = self._lift, None
            if lift is not None:
                self._page.grid.lift(lift)

    def go_to(self, aim: Aim) -> None:
        """Put the keyboard on a room at a time, in these days or in those where it is."""
        if not self._page.choose(aim):
            self._seek = aim
            self.show_days(aim.start.date(), self._how)

    def move(self, booking: BookingRow) -> None:
        """Take a booking up in the days where it stands."""
        self._seek, self._lift = Aim(booking.room_id, booking.start, booking.end), booking
        self.show_days(booking.start.date(), DAY if self._how == DAY else WEEK)

    def open_counter(self, place: Place | None) -> None:
        """The form of a new booking, at a place of the grid."""
        from kobe_desk.modules.bookings.view.counter import Start

        week = self._page.grid.grid.week
        lane = lanes_of(week.rooms)[place.lane] if place and week else None
        self.pages.start_booking(Start(place.day, place.band, lane.room) if place and lane else None)

    def _move_from_below(self, booking: BookingRow) -> None:
        """Up from wherever the booking was opened, to the days where it stands."""
        while self._stack.page is not self._page:
            self._stack.leave(self._stack.page)
        self.move(booking)


def _length(first: date, how: str) -> int:
    if how == MONTH:
        return calendar.monthrange(first.year, first.month)[1]
    return 1 if how == DAY else IN_LARGE_TYPE if theme.large else A_WEEK


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())
