"""The page 予約: the week (or a day) as a grid, the month as a calendar, and the chosen place beside it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import DayRow, WeekRow
from kobe_desk.modules.bookings.usecases.events import EventName
from kobe_desk.modules.bookings.usecases.lanes import Place, nearest_free
from kobe_desk.modules.bookings.usecases.places import Aim, place_of
from kobe_desk.modules.bookings.view.events import EventsBand
from kobe_desk.modules.bookings.view.hand import Hand
from kobe_desk.modules.bookings.view.legend import Legend
from kobe_desk.modules.bookings.view.month import MonthGrid
from kobe_desk.modules.bookings.view.moving import MovingGrid
from kobe_desk.modules.bookings.view.pane import PlacePane
from kobe_desk.modules.bookings.view.wording import long_day, month_words, plain_day, short_day
from kobe_desk.ui.button import Button, link, primary, secondary
from kobe_desk.ui.card import EmptyState
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Row
from kobe_desk.ui.more import More
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, theme

DAY, WEEK, MONTH = "day", "week", "month"


class BookingsPage(Page):
    """Looks at days, and leads to everything that is done with bookings."""

    help_page = "bookings"
    days_wanted = Signal(object, str)
    """The first day to show, and DAY, WEEK or MONTH."""
    booking_wanted = Signal(object)
    """The wish to book a `Place` (None: nothing chosen yet)."""
    booking_opened = Signal(object)
    today_wanted = Signal()
    groups_wanted = Signal()
    draws_wanted = Signal()
    centre_wanted = Signal()
    cash_wanted = Signal()
    finder_wanted = Signal()
    waiting_wanted = Signal()
    print_wanted = Signal(object, str)
    group_typed = Signal(str)
    event_opened = Signal(object)
    """The key of an event of the association."""

    def __init__(self) -> None:
        super().__init__(_("Bookings"), scrolls=False)
        self._first, self._how, self._today = date.min, WEEK, date.min
        self._days: tuple[DayRow, ...] = ()
        self._turned: Place | None = None
        self._fill_header()
        self.grid = MovingGrid(_("Bookings by day, time and room"))
        self.events = EventsBand(_("Events on these days"), self.grid)
        self.events.opened.connect(self.event_opened)
        self.month = MonthGrid(_("Bookings of the month"))
        self.pane = PlacePane()
        self.grid.chosen.connect(self._show_place)
        self.grid.opened.connect(self._open_place)
        self.grid.turned.connect(self._turn)
        self.grid.left_at.connect(self._go_on)
        self.month.turned.connect(self._turn)
        self.month.opened.connect(lambda day: self._ask(day, DAY))
        for view in (self.grid, self.month):
            view.typed.connect(self._type)
        self._body = QWidget()
        column = Column(self._tools(), gap="item")
        column.addWidget(self.events)
        column.addWidget(self.grid, 1)
        column.addWidget(self.month, 1)
        self.legend = Legend()
        column.add(self.legend)
        self._body.setLayout(column)
        self._empty = self._no_centre()
        self.body.addWidget(self._body, 1)
        self.body.addWidget(self._empty, 1)
        self._side = self.set_side(self.pane, 300)
        self.goes_when_large(self.legend)
        self.pane.book_wanted.connect(self.booking_wanted)
        self.pane.booking_opened.connect(self.booking_opened)
        self.pane.place_wanted.connect(self.grid.choose)
        self.hand = Hand(self, self.grid, self.pane)
        self.hand.put_down.connect(lambda: self._show_place(self.grid.place))
        self.show_empty(empty=False)

    def _fill_header(self) -> None:
        self.reception = link(_("Today's list"), "clipboard-list")
        self.groups = link(_("Groups"), "users-round", name=_("Groups of the centre"))
        self.draws = link(_("Draws"), "list-ordered", name=_("Draws of the centre"))
        self.centre = link(_("The centre"), "settings", name=_("Settings of the centre"))
        self.finder = link(_("Find a free time"), "search")
        self.waiting = link(_("Waiting list"), "hourglass")
        self.cash = link(_("Cash"), "coins", name=_("Cash and closing of the centre"))
        self.print = secondary(_("Print"), "printer")
        self.book = primary(_("Book at the counter"), "plus")
        self.header.add(self.print, self.book)
        self.reception.clicked.connect(self.today_wanted)
        self.groups.clicked.connect(self.groups_wanted)
        self.draws.clicked.connect(self.draws_wanted)
        self.centre.clicked.connect(self.centre_wanted)
        self.cash.clicked.connect(self.cash_wanted)
        self.finder.clicked.connect(self.finder_wanted)
        self.waiting.clicked.connect(self.waiting_wanted)
        self.print.clicked.connect(lambda: self.print_wanted.emit(self._first, self._how))
        self.book.clicked.connect(lambda: self.booking_wanted.emit(self.grid.place if self._how != MONTH else None))

    def _tools(self) -> QWidget:
        self.before = secondary(_("Before"), "chevron-left")
        self.now = secondary(_("Today"), name=_("Go to today"))
        self.after = secondary(_("After"), "chevron-right", after=True)
        self.span = Label("", "lead")
        self.typed = Label("", bold=True, ink="accent")
        self.typed.hide()
        self.how = {
            DAY: Button(_("One day"), kind="toggle", name=_("Show a day")),
            WEEK: Button(_("One week"), kind="toggle", name=_("Show a week")),
            MONTH: Button(_("One month"), kind="toggle", name=_("Show a month")),
        }
        self.before.clicked.connect(lambda: self._turn(-1))
        self.now.clicked.connect(lambda: self._ask(self._today, self._how))
        self.after.clicked.connect(lambda: self._turn(1))
        follow(self, self._say_days)
        for how, button in self.how.items():
            button.clicked.connect(lambda _on, how=how: self._ask(self._at(), how))
        holder = QWidget()
        moves = Row(self.before, self.now, self.after, gap=8)
        ways = Row(*self.how.values(), gap=8)
        boxes = [QWidget() for _each in range(3)]
        for box, row in zip(boxes, (moves, Row(self.span), ways), strict=True):
            box.setLayout(row)
        further = (self.reception, self.waiting, self.cash, self.groups, self.draws, self.centre)
        holder.setLayout(Flow(*boxes, self.finder, *further, More(*further), self.typed, gap=18))
        return holder

    def _no_centre(self) -> EmptyState:
        begin = primary(_("Write down the centre"), "building")
        begin.clicked.connect(self.centre_wanted)
        self.begin = begin
        text = _(
            "Rooms are booked here once the centre is written down: its name, its rooms, its days and hours.\n"
            "To try it first, lock this desk and choose the sample."
        )
        return EmptyState(_("There is no centre yet."), text, begin)

    # what is shown

    def show_empty(self, *, empty: bool) -> None:
        self._body.setVisible(not empty)
        self._side.setVisible(not empty)
        self._empty.setVisible(empty)
        for button in (self.print, self.book):
            button.setVisible(not empty)

    def show_days(
        self, week: WeekRow, how: str, today: date, at: Place | None = None, events: Sequence[EventName] = ()
    ) -> None:
        """Show a day, a week or a month, with what the association does then; the chosen place stays chosen."""
        self._first, self._how, self._today = week.days[0].day, how, today
        self._days = week.days
        self.header.say(_("Bookings"), week.centre.label)
        for each, button in self.how.items():
            button.setChecked(each == how)
        self.grid.setVisible(how != MONTH)
        self.month.setVisible(how == MONTH)
        self._side.setVisible(how != MONTH)
        self._say_days()
        if how == MONTH:
            self.events.hide()
            self.month.show_month(week, today, events)
        else:
            turned, self._turned = self._turned, None
            self.grid.show_week(week, today, turned or at)
            self.events.show_events([each.day for each in week.days], events, today)

    def _say_days(self) -> None:
        """The days in sight; shorter in large type, for a third line of tools would leave too little of the grid."""
        self.how[WEEK].say(_("Three days") if theme.large else _("One week"))
        if not self._days:
            return
        first, last = self._first, self._days[-1].day
        if self._how == MONTH:
            words = month_words(first)
        elif self._how == DAY:
            words = (short_day if theme.large else long_day)(first)
        else:
            said = plain_day if theme.large else short_day
            words = _("{first} to {last}").format(first=said(first), last=said(last))
        self.span.setText(words)

    # letters

    def _type(self, letters: str) -> None:
        self.typed.setText(_("Looking for: {letters}").format(letters=letters))
        self.typed.show()
        self.group_typed.emit(letters)

    def first_day(self) -> date | None:
        """The first of the days in sight."""
        return self._days[0].day if self._days else None

    def choose(self, aim: Aim) -> bool:
        """Put the keyboard on a room at a time; False when it is not in sight."""
        week = self.grid.grid.week
        if self._how == MONTH:
            self.month.choose(aim.start.date())
            return self.month.day == aim.start.date()
        place = place_of(week, aim) if week is not None else None
        if place is not None:
            self.grid.choose(place)
        return place is not None

    def show_unknown(self, letters: str) -> None:
        """No booking of such a group was found."""
        self.typed.setText(_("Looking for: {letters} (no booking)").format(letters=letters))

    def _show_place(self, place: Place | None) -> None:
        week = self.grid.grid.week
        if week is None or place is None:
            return
        if self.grid.moving is not None:
            self.hand.look(place)
            return
        index = self.grid.grid.index_of(place)
        day = self.grid.grid.day(index.column())
        lanes, blocks = self.grid.grid.lanes, self.grid.grid.blocks
        self.pane.show_place(
            place,
            lanes[place.lane],
            day,
            self.grid.bookings_here(),
            offered=self.grid.grid.offered(index),
            free=[(each, lanes[each.lane].name) for each in nearest_free(week, lanes, place, blocks=blocks)],
        )

    def _open_place(self, place: Place) -> None:
        bookings = self.grid.bookings_here()
        if bookings:
            self.booking_opened.emit(bookings[0].id)
        elif self.grid.grid.offered(self.grid.currentIndex()):
            self.booking_wanted.emit(place)

    def _at(self) -> date:
        place = self.grid.place
        return place.day if place and self._how != MONTH else self.month.day or self._first

    def _turn(self, by: int) -> None:
        """To the days before or after; the keyboard stays on its weekday, its time and its room."""
        place = self.grid.place if self._how != MONTH else None
        there = replace(place, day=place.day + timedelta(len(self._days) * by)) if place else None
        self._ask(self._step(by), self._how, there)

    def _go_on(self, by: int) -> None:
        """Past the last day in sight to the one after it, and past the first to the one before."""
        place = self.grid.place
        if place is not None:
            self._ask(self._step(by), self._how, replace(place, day=place.day + timedelta(by)))

    def _step(self, by: int) -> date:
        if self._how == MONTH:
            middle = self._first.replace(day=15) + timedelta(31 * by)
            return middle.replace(day=1)
        return self._first + timedelta(max(1, len(self._days)) * by)

    def _ask(self, day: date, how: str, there: Place | None = None) -> None:
        self._turned = there
        self.typed.hide()
        for each, button in self.how.items():
            button.setChecked(each == self._how)
        self.days_wanted.emit(day, how)

    # Qt asks:

    def focus_first(self) -> None:
        if not self._empty.isHidden():
            self.begin.setFocus()
        else:
            (self.month if self._how == MONTH else self.grid).setFocus()
