"""The page 予約: asks for its days, and opens the pages one level down, importing them then."""

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.controller.events import EventsInSight
from kobe_desk.modules.bookings.controller.moving import MovingController
from kobe_desk.modules.bookings.usecases import BookingRow, CentreRow, SeriesPreview, SeriesRequest, WeekRow
from kobe_desk.modules.bookings.usecases.lanes import Place, lanes_of
from kobe_desk.modules.bookings.usecases.places import Aim
from kobe_desk.modules.bookings.view.bookings import DAY, MONTH, WEEK, BookingsPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.theme import theme

if TYPE_CHECKING:
    from kobe_desk.modules.bookings.controller.booking import BookingController
    from kobe_desk.modules.bookings.view.counter import CounterPage, Start

WAITING = "waiting"
"""What the card of 今日 opens the waiting list by."""
SHOWN = ("booking", "occupancy", "centre", "room", "event")
"""How the names of the tables begin that the days are shown from."""
A_WEEK, IN_LARGE_TYPE = 7, 3
"""Days of the week view; in large type so many keep their names readable."""


class BookingsController(QObject):
    """A child of the stack, as are the pages it opens."""

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
        page.booking_opened.connect(self.open_booking)
        page.print_wanted.connect(self.open_wall)
        page.centre_wanted.connect(self.open_centre)
        page.groups_wanted.connect(self.open_groups)
        page.draws_wanted.connect(self.open_draws)
        page.today_wanted.connect(self.open_today)
        page.cash_wanted.connect(self.open_cash)
        page.waiting_wanted.connect(self.open_waiting)
        page.finder_wanted.connect(lambda: self.open_finder())
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

    # one level down

    def open_counter(self, place: Place | None) -> None:
        """The form of a new booking, at a place of the grid."""
        from kobe_desk.modules.bookings.view.counter import Start

        week = self._page.grid.grid.week
        lane = lanes_of(week.rooms)[place.lane] if place and week else None
        self.start_booking(Start(place.day, place.band, lane.room) if place and lane else None)

    def start_booking(self, start: "Start | None") -> None:
        """The form of a new booking, with what is known of it."""
        from kobe_desk.modules.bookings.controller.counter import CounterController
        from kobe_desk.modules.bookings.view.counter import CounterPage

        page = CounterPage()
        controller = CounterController(self._desk, page)
        controller.booked.connect(lambda key, permit: self._booked(page, key, permit))
        controller.waits.connect(lambda: self._stack.leave(page))
        page.series_requested.connect(lambda request: self.open_series(page, request))
        page.finder_wanted.connect(lambda: self.open_finder(page))
        self._stack.open(page)
        controller.begin(start)

    def open_finder(self, counter: "CounterPage | None" = None) -> None:
        """Free times by a few conditions; one of them goes into the form it was looked for from, or into a new one."""
        from kobe_desk.modules.bookings.controller.finder import FinderController
        from kobe_desk.modules.bookings.view.finder import FinderPage

        page = FinderPage()
        FinderController(self._desk, page)

        def take(start: "Start") -> None:
            if counter is None:
                self.start_booking(start)
            else:
                self._stack.leave(page)
                counter.begin(start)

        page.booking_wanted.connect(take)
        self._stack.open(page)

    def open_series(self, counter: "CounterPage", request: SeriesRequest) -> None:
        """The dates of a series are looked at before any of them is booked."""
        from kobe_desk.modules.bookings.view.series import SeriesPage

        page = SeriesPage()

        def booked(_key: UUID) -> None:
            self._stack.leave(page)
            self._stack.leave(counter)

        def book(wished: SeriesRequest, skip: bool) -> None:  # noqa: FBT001 - a signal's argument
            self._desk.do(usecases.book_series, wished, skip, then=booked, refused=page.show_refusal)

        def show(preview: SeriesPreview) -> None:
            page.show_dates(request, preview)
            self._stack.open(page)

        page.book_requested.connect(book)
        self._desk.ask(usecases.preview_series, request, then=show, refused=counter.show_refusal)

    def _booked(self, page: QObject, key: UUID, permit: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._stack.leave(page)  # type: ignore[arg-type]
        controller = self.open_booking(key)
        if permit:
            controller.print_papers(permit=True)

    def open_booking(self, key: UUID) -> "BookingController":
        """One booking."""
        from kobe_desk.modules.bookings.controller.booking import BookingController
        from kobe_desk.modules.bookings.view.booking import BookingPage

        page = BookingPage()
        controller = BookingController(self._desk, page, key, self._stack)
        controller.moving.connect(self._move_from_below)
        page.waiting_wanted.connect(self.open_waiting)
        self._stack.open(page)
        return controller

    def _move_from_below(self, booking: BookingRow) -> None:
        """Up from wherever the booking was opened, to the days where it stands."""
        while self._stack.page is not self._page:
            self._stack.leave(self._stack.page)
        self.move(booking)

    def open_wall(self, first: date, how: str) -> None:
        """Week and month for the wall; the doors have the day in sight, or today where it is among those in sight."""
        from kobe_desk.modules.bookings.controller.printing import WallController
        from kobe_desk.modules.bookings.view.printing import BookingPapersPage

        page = BookingPapersPage(_("To the bookings"))
        WallController(self._desk, page, _day_meant(first, how), first)
        self._stack.open(page)

    def open_centre(self) -> None:
        """Facts, rooms and rules of the centre."""
        from kobe_desk.modules.bookings.controller.centre import CentreController
        from kobe_desk.modules.bookings.view.centre import CentrePage

        page = CentrePage()
        CentreController(self._desk, page)
        page.closures_wanted.connect(self.open_closures)
        page.files_wanted.connect(self.open_files)
        self._stack.open(page)

    def open_closures(self) -> None:
        """Closures of single days, and what becomes of their bookings."""
        from kobe_desk.modules.bookings.controller.closures import ClosuresController
        from kobe_desk.modules.bookings.view.closures import ClosuresPage

        page = ClosuresPage()
        ClosuresController(self._desk, page, self._stack)
        self._stack.open(page)

    def open_files(self) -> None:
        """Taking in calendars and tables of past years; files that leave the desk."""
        from kobe_desk.modules.bookings.controller.files import FilesController
        from kobe_desk.modules.bookings.view.files import FilesPage

        page = FilesPage()
        FilesController(self._desk, page, self._stack)
        self._stack.open(page)

    def open_groups(self) -> None:
        """The groups that use the centre."""
        from kobe_desk.modules.bookings.controller.groups import GroupsController
        from kobe_desk.modules.bookings.view.groups import GroupsPage

        page = GroupsPage()
        GroupsController(self._desk, page)
        self._stack.open(page)

    def open_draws(self) -> None:
        """Rounds of applications, and their draws."""
        from kobe_desk.modules.bookings.controller.draws import DrawsController
        from kobe_desk.modules.bookings.view.draws import DrawsPage

        page = DrawsPage(clock.today())
        DrawsController(self._desk, page, self._stack)
        self._stack.open(page)

    def open_today(self) -> None:
        """Who comes today: reception, keys, and how many came."""
        from kobe_desk.modules.bookings.controller.today import TodayController
        from kobe_desk.modules.bookings.view.today import TodayPage

        page = TodayPage()
        TodayController(self._desk, page)
        page.booking_opened.connect(self.open_booking)
        page.waiting_wanted.connect(self.open_waiting)
        self._stack.open(page)

    def open_cash(self) -> None:
        """The day's cash and the closing of the month."""
        from kobe_desk.modules.bookings.controller.cash import CashController
        from kobe_desk.modules.bookings.view.cash import CashPage

        page = CashPage()
        CashController(self._desk, page, self._stack)
        page.day.booking_opened.connect(self.open_booking)
        page.month.booking_opened.connect(self.open_booking)
        self._stack.open(page)

    def open_waiting(self) -> None:
        """Who waits for a time, and what has become free."""
        from kobe_desk.modules.bookings.controller.waiting import WaitingController
        from kobe_desk.modules.bookings.view.waiting import WaitingPage

        page = WaitingPage()
        WaitingController(self._desk, page).booked.connect(self.open_booking)
        self._stack.open(page)

    def open_record(self, record: str) -> None:
        """From 今日: the waiting list, or a booking by its key."""
        if record == WAITING:
            self.open_waiting()
        else:
            self.open_booking(UUID(record))


def _length(first: date, how: str) -> int:
    if how == MONTH:
        return calendar.monthrange(first.year, first.month)[1]
    return 1 if how == DAY else IN_LARGE_TYPE if theme.large else A_WEEK


def _day_meant(first: date, how: str) -> date:
    """Of the days in sight, the one whose signs are wanted today."""
    today = clock.today()
    return first if how == DAY or (how == WEEK and not first <= today < first + timedelta(7)) else today


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())
