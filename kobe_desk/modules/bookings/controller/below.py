"""Opens what leads on from 予約 one level down, importing it then."""

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.text import _
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import SeriesPreview, SeriesRequest
from kobe_desk.modules.bookings.view.bookings import DAY, WEEK, BookingsPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

if TYPE_CHECKING:
    from kobe_desk.modules.bookings.controller.booking import BookingController
    from kobe_desk.modules.bookings.view.counter import CounterPage, Start

WAITING = "waiting"
"""What the card of 今日 opens the waiting list by."""


class BookingsPages(QObject):
    """A child of the stack, as are the pages it opens."""

    moving = Signal(object)
    """A booking is to be moved in the days where it stands."""

    def __init__(self, desk: Desk, page: BookingsPage, stack: PageStack) -> None:
        super().__init__(stack)
        self._desk, self._stack = desk, stack
        page.booking_opened.connect(self.open_booking)
        page.print_wanted.connect(self.open_wall)
        page.centre_wanted.connect(self.open_centre)
        page.groups_wanted.connect(self.open_groups)
        page.draws_wanted.connect(self.open_draws)
        page.today_wanted.connect(self.open_today)
        page.cash_wanted.connect(self.open_cash)
        page.waiting_wanted.connect(self.open_waiting)
        page.finder_wanted.connect(lambda: self.open_finder())

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
        controller.moving.connect(self.moving)
        page.waiting_wanted.connect(self.open_waiting)
        self._stack.open(page)
        return controller

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


def _day_meant(first: date, how: str) -> date:
    """Of the days in sight, the one whose signs are wanted today."""
    today = clock.today()
    return first if how == DAY or (how == WEEK and not first <= today < first + timedelta(7)) else today
