"""予約, one level down: the counter, a booking, today, groups, the centre and its rules, closures, papers."""

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QModelIndex

from kobe_desk.core import clock
from kobe_desk.modules.bookings.usecases.lanes import Place
from kobe_desk.modules.bookings.view.booking import BookingPage
from kobe_desk.modules.bookings.view.bookings import MONTH, BookingsPage
from kobe_desk.modules.bookings.view.cash import CashPage
from kobe_desk.modules.bookings.view.centre import CentrePage
from kobe_desk.modules.bookings.view.closures import ClosuresPage
from kobe_desk.modules.bookings.view.counter import CounterPage
from kobe_desk.modules.bookings.view.draws import DrawsPage, RoundPage
from kobe_desk.modules.bookings.view.files import CalendarPage, FilesPage, PastPage
from kobe_desk.modules.bookings.view.finder import FinderPage
from kobe_desk.modules.bookings.view.groups import GroupsPage
from kobe_desk.modules.bookings.view.printing import BookingPapersPage
from kobe_desk.modules.bookings.view.series import SeriesPage
from kobe_desk.modules.bookings.view.today import TodayPage
from kobe_desk.modules.bookings.view.waiting import WaitingPage
from kobe_desk.modules.members.usecases import events_between
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.happenings import busy_today
from kobe_desk.pictures.scene import Scene
from kobe_desk.pictures.strangers import sample_calendar, sample_table

AHEAD = timedelta(14)
"""Far enough for the application window, near enough for every group."""
ON_THE_TELEPHONE = "来月の火曜か木曜の午前、20人、調理室"


def bookings(guide: Guide) -> Iterator[Scene]:
    """The pages that the week leads to."""
    guide.opened.open_at("bookings")
    page = guide.page(BookingsPage)
    page.how[MONTH].click()
    yield guide.scene("bookings-month")
    page.days_wanted.emit(_event_ahead(guide), "week")
    yield guide.scene("bookings-event")
    page.days_wanted.emit(clock.today() + AHEAD, "week")
    yield from _taken(guide)
    yield from _counter(guide)
    guide.told(busy_today)
    for name, kind, wish in (
        ("bookings-today", TodayPage, "reception"),
        ("bookings-waiting", WaitingPage, "waiting"),
        ("bookings-groups", GroupsPage, "groups"),
        ("bookings-print", BookingPapersPage, "print"),
    ):
        getattr(guide.page(BookingsPage), wish).click()
        guide.page(kind)
        yield guide.scene(name)
        guide.back()
    yield from _finder(guide)
    yield from _cash(guide)
    yield from _draws(guide)
    yield from _centre(guide)


def _event_ahead(guide: Guide) -> date:
    """The day of the next event of the association; today where none is to come."""
    ahead = guide.told(lambda records: records.ask(events_between, clock.today(), clock.today() + timedelta(60)))
    return min((each.start.date() for each in ahead), default=clock.today())


def _finder(guide: Guide) -> Iterator[Scene]:
    """Free times for what was said on the telephone."""
    guide.page(BookingsPage).finder.click()
    page = guide.page(FinderPage)
    page.said.set_text(ON_THE_TELEPHONE)
    page.said.searched.emit(ON_THE_TELEPHONE)
    yield guide.scene("bookings-finder")
    guide.back()


def _cash(guide: Guide) -> Iterator[Scene]:
    """The cash of today, counted, and the closing of this month."""
    guide.page(BookingsPage).cash.click()
    page = guide.page(CashPage)
    page.day.count.pieces.fields[1_000].set_value(1)
    page.day.count.pieces.edited.emit()
    yield guide.scene("bookings-cash")
    page.day.print_day.click()
    guide.page(BookingPapersPage)
    yield guide.scene("bookings-cash-print")
    guide.back()
    yield from guide.parts("bookings-cash")
    guide.back()


def _taken(guide: Guide) -> Iterator[Scene]:
    """A place that is taken, and its booking."""
    page = guide.page(BookingsPage)
    week = page.grid.grid.week
    assert week is not None  # noqa: S101 - the page shows one
    model = page.grid.grid
    taken = next(
        index
        for row in range(model.rowCount())
        for index in (model.index(row, column) for column in range(2, model.columnCount()))
        if model.block(index)
    )
    page.grid.setCurrentIndex(taken)
    yield guide.scene("bookings-taken")
    page.grid.lift(page.grid.bookings_here()[0])
    page.grid.setCurrentIndex(_free(page))
    yield guide.scene("bookings-moving")
    page.hand.give_up()
    page.grid.opened.emit(page.grid.place)
    guide.page(BookingPage)
    yield guide.scene("bookings-booking")
    guide.page(BookingPage).papers.click()
    guide.page(BookingPapersPage)
    yield guide.scene("bookings-booking-print")
    guide.back()
    guide.back()


def _free(page: BookingsPage) -> QModelIndex:
    """The first place of the week that can be booked."""
    model = page.grid.grid
    return next(
        index
        for column in range(2, model.columnCount())
        for index in (model.index(row, column) for row in range(model.rowCount()))
        if model.offered(index) and not model.block(index) and model.lanes[index.row() % len(model.lanes)].room
    )


def _counter(guide: Guide) -> Iterator[Scene]:
    page = guide.page(BookingsPage)
    page.grid.setCurrentIndex(_free(page))
    place = page.grid.place
    assert isinstance(place, Place)  # noqa: S101 - a cell of a day
    page.booking_wanted.emit(place)
    counter = guide.page(CounterPage)
    counter.groups_searched.emit("コーラス")
    guide.page(CounterPage)
    counter.who.fill({"adults": 12, "purpose": "合唱の練習"})
    counter.asked.emit(counter.request())
    yield guide.scene("bookings-counter")
    counter.when.repeat.set_value(counter.when.repeat.itemData(2))
    counter.when.fields["count"].set_value(6)
    counter.keep.click()
    guide.page(SeriesPage)
    yield guide.scene("bookings-series")
    guide.back()
    counter.when.repeat.set_value("")
    counter.book.click()
    guide.page(BookingPapersPage)
    yield guide.scene("bookings-permit")
    guide.back()
    guide.back()


def _draws(guide: Guide) -> Iterator[Scene]:
    """A round that takes applications; then, a day after its last one, the same round drawn."""
    guide.page(BookingsPage).draws.click()
    page = guide.page(DrawsPage)
    yield guide.scene("bookings-draws")
    page.look.click()
    page_of_round = guide.page(RoundPage)
    yield guide.scene("bookings-round")
    with clock.stopped_at(clock.now() + AHEAD):  # its last day is past
        page_of_round.draw_wanted.emit("3 5 1 6 2")
        guide.page(RoundPage)
    yield guide.scene("bookings-round-drawn")
    page_of_round.print.click()
    guide.page(BookingPapersPage)
    yield guide.scene("bookings-round-print")
    guide.back()
    guide.back()
    guide.back()


def _centre(guide: Guide) -> Iterator[Scene]:
    guide.page(BookingsPage).centre.click()
    guide.page(CentrePage)
    yield guide.scene("bookings-centre")
    yield from guide.parts("bookings-centre")
    yield from _files(guide)
    guide.page(CentrePage).closures.click()
    page = guide.page(ClosuresPage)
    page.form.fill(
        {"first": clock.today() + AHEAD, "last": clock.today() + AHEAD + timedelta(6), "reason": "設備の点検"}
    )
    page.look.click()
    yield guide.scene("bookings-closures")
    guide.back()
    guide.back()


def _files(guide: Guide) -> Iterator[Scene]:
    """The files of the centre; a calendar and a table of past years, looked at before they are taken in."""
    guide.page(CentrePage).files.click()
    files = guide.page(FilesPage)
    yield guide.scene("bookings-files")
    with tempfile.TemporaryDirectory() as folder:
        files.calendar.click()
        calendar = guide.page(CalendarPage)
        calendar.file_chosen.emit(sample_calendar(Path(folder), clock.today() + AHEAD))
        guide.page(CalendarPage).groups_searched.emit("コーラス")
        guide.page(CalendarPage)
        calendar.answered.emit()
        yield guide.scene("bookings-calendar")
        guide.back()
        files.past.click()
        guide.page(PastPage).file_chosen.emit(sample_table(Path(folder)))
        guide.page(PastPage)
        yield guide.scene("bookings-past")
        guide.back()
    guide.back()
