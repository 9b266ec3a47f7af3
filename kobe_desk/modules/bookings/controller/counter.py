"""窓口で予約: what the day offers, who holds what, what it costs, and the booking itself."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import BookingDetail, BookingRequest, BookingRow, Clash, GroupLine, WeekRow
from kobe_desk.modules.bookings.usecases.lanes import Place, bands_of, span
from kobe_desk.modules.bookings.view.counter import CounterPage
from kobe_desk.modules.bookings.view.counter_parts import Offered
from kobe_desk.ui.desk import Desk


class CounterController(QObject):
    """A child of its page; changes a booking where one is given."""

    booked = Signal(object, bool)

    def __init__(self, desk: Desk, page: CounterPage, key: UUID | None = None) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._equipment: tuple[usecases.EquipmentRow, ...] = ()
        page.day_changed.connect(self._ask_day)
        page.asked.connect(self._look)
        page.groups_searched.connect(self._search)
        page.group_wanted.connect(self._new_group)
        page.book_requested.connect(self._book)
        desk.ask(usecases.equipment, then=self._know_equipment)

    def begin(self, place: Place | None, room: UUID | None) -> None:
        """Start with what was chosen in the grid; otherwise with today."""
        day = place.day if place else clock.today()
        self._page.begin(day, place.band if place else "", room)

    def change(self, detail: BookingDetail) -> None:
        """Start with a booking that stands."""
        row = detail.row
        group = GroupLine(row.group_id, row.group, "", "", detail.representative, detail.tier)
        self._desk.ask(
            usecases.bookings_week,
            row.start.date(),
            1,
            then=lambda week: self._page.fill(detail.request, group, _band_of(week, detail.request)),
        )

    def _know_equipment(self, rows: tuple[usecases.EquipmentRow, ...]) -> None:
        self._equipment = rows

    def _ask_day(self, day: date) -> None:
        self._desk.ask(usecases.bookings_week, day, 1, then=self._offer)

    def _offer(self, week: WeekRow) -> None:
        day = week.days[0]
        rooms = tuple(each for each in week.rooms if each.retired is None or each.retired > day.day)
        free_times = week.centre.step > 0
        self._page.offer(Offered(day.day, bands_of(day) if day.bands else (), rooms, self._equipment, free_times,
                                 day.closed))  # fmt: skip
        self._look(self._page.request())

    def _look(self, request: BookingRequest | None) -> None:
        """Which rooms are free at the time, who holds the chosen one, and the fee."""
        times = self._page.times()
        if times is None:
            return
        day = times[0].date()
        self._desk.ask(usecases.bookings_between, day, times[1].date(), then=self._show_taken)
        if request is not None:
            self._desk.ask(usecases.quote, request, then=self._page.show_quote)

    def _show_taken(self, rows: tuple[BookingRow, ...]) -> None:
        times, room = self._page.times(), self._page.rooms.value()
        if times is None:
            return
        self._rows = rows
        if room is None:
            self._page.show_clashes((), ())
            return
        asked = (room, *times, self._key)
        self._desk.ask(usecases.clashes, *asked, then=lambda found: self._show_clashes(found))

    def _show_clashes(self, found: tuple[Clash, ...]) -> None:
        self._page.show_clashes(found, ())

    def _search(self, words: str) -> None:
        self._desk.ask(usecases.find_groups, words, then=self._page.show_groups)

    def _new_group(self) -> None:
        """A name that was searched for in vain becomes a new group, to be completed under 団体."""
        words = self._page.group.search.text()
        self._desk.do(
            usecases.add_group,
            usecases.GroupRequest(words),
            then=lambda _key: self._search(words),
            refused=self._page.show_refusal,
        )

    def _book(self, request: BookingRequest, permit: bool) -> None:  # noqa: FBT001 - a signal's argument
        refused = self._page.show_refusal
        if self._key is not None:
            key = self._key
            self._desk.do(usecases.change_booking, key, request, then=lambda _none: self.booked.emit(key, permit),
                          refused=refused)  # fmt: skip
            return
        self._desk.do(usecases.book_room, request, then=lambda key: self.booked.emit(key, permit), refused=refused)


def _band_of(week: WeekRow, request: BookingRequest) -> str:
    """The band a booking fills exactly; empty for free times."""
    day = week.days[0]
    return next((each.name for each in day.bands if span(day.day, each) == (request.start, request.end)), "")
