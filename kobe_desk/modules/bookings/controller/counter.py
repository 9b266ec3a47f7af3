"""窓口で予約: what the day offers, who holds what, what it costs, and the booking itself."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import (
    BookingDetail,
    BookingRequest,
    BookingRow,
    Clash,
    GroupLine,
    WeekRow,
    WishRequest,
)
from kobe_desk.modules.bookings.usecases.events import event_of_booking, events_to_book_for
from kobe_desk.modules.bookings.usecases.lanes import bands_of, span
from kobe_desk.modules.bookings.view.counter import CounterPage, Offered, Start
from kobe_desk.modules.bookings.view.counter.when import Span
from kobe_desk.modules.members.usecases.event_names import EventName
from kobe_desk.ui.desk import Desk


class CounterController(QObject):
    """A child of its page; changes a booking where one is given."""

    booked = Signal(object, bool)
    waits = Signal()
    """The group is on the waiting list now."""

    def __init__(self, desk: Desk, page: CounterPage, key: UUID | None = None) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._equipment: tuple[usecases.EquipmentRow, ...] = ()
        self._changed: BookingRow | None = None
        self._event: EventName | None = None
        page.day_changed.connect(self._ask_day)
        page.asked.connect(self._look)
        page.groups_searched.connect(self._search)
        page.group_wanted.connect(self._new_group)
        page.group_chosen.connect(lambda key: desk.ask(usecases.usual_booking, key, then=partial(page.show_usual, key)))
        page.book_requested.connect(self._book)
        page.change_all_requested.connect(self._change_all)
        page.wait_requested.connect(self._wait)
        desk.ask(usecases.equipment, then=self._know_equipment)

    def begin(self, start: Start | None) -> None:
        """Start with what was chosen in the grid or found free; otherwise with today."""
        self._page.begin(start or Start(clock.today()))

    def change(self, detail: BookingDetail) -> None:
        """Start with a booking that stands."""
        self._changed = row = detail.row
        self._desk.ask(event_of_booking, row.id, then=self._know_event)
        group = GroupLine(row.group_id, row.group, "", "", detail.representative, detail.tier)
        self._desk.ask(
            usecases.bookings_week,
            row.start.date(),
            1,
            then=lambda week: self._page.fill(detail.request, group, _band_of(week, detail.request)),
        )

    def _know_equipment(self, rows: tuple[usecases.EquipmentRow, ...]) -> None:
        self._equipment = rows

    def _know_event(self, event: EventName | None) -> None:
        self._event = event

    def _offer_events(self, found: tuple[EventName, ...]) -> None:
        own = self._event
        self._page.offer_events([(each.id, each.label) for each in found], (own.id, own.label) if own else None)

    def _ask_day(self, day: date) -> None:
        self._desk.ask(events_to_book_for, day, then=self._offer_events)
        self._desk.ask(usecases.bookings_week, day, 1, then=self._offer)

    def _offer(self, week: WeekRow) -> None:
        day = week.days[0]
        rooms = tuple(each for each in week.rooms if each.retired is None or each.retired > day.day)
        free_times = week.centre.step > 0
        self._page.offer(Offered(day.day, bands_of(day) if day.bands else (), rooms, self._equipment, free_times,
                                 day.closed))  # fmt: skip
        self._look(self._page.request())

    def _look(self, request: BookingRequest | None) -> None:
        """Which rooms and how much equipment are free at the time, and the fee."""
        times = self._page.times()
        if times is None:
            return
        self._desk.ask(usecases.who_holds, *times, self._key, then=partial(self._show_holders, times))
        if self._equipment:
            self._desk.ask(usecases.equipment_left, *times, self._key, then=self._page.equipment.show_left)
        if request is not None:
            self._desk.ask(usecases.quote, request, then=self._page.show_quote)

    def _show_holders(self, times: Span, held: dict[UUID, Clash]) -> None:
        """Where the chosen room is taken, what is free instead is asked for, too."""
        if times != self._page.times():
            return  # the person has gone on, and the next answer is on its way
        room = self._page.rooms.value()
        if room not in held:
            self._page.show_holders(held)
            return
        self._desk.ask(usecases.free_instead, room, *times, then=partial(self._page.show_holders, held))

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

    def _change_all(self, request: BookingRequest) -> None:
        """This booking of a series and those after it; what was changed on one alone stays."""
        row = self._changed
        if row is None or row.series_id is None:
            return
        self._desk.do(usecases.change_series, row.series_id, request, row.start.date(),
                      then=lambda _count: self.booked.emit(row.id, False), refused=self._page.show_refusal)  # fmt: skip

    def _wait(self, wish: WishRequest) -> None:
        self._desk.do(usecases.add_wish, wish, then=lambda _key: self.waits.emit(), refused=self._page.show_refusal)


def _band_of(week: WeekRow, request: BookingRequest) -> str:
    """The band a booking fills exactly; empty for free times."""
    day = week.days[0]
    return next((each.name for each in day.bands if span(day.day, each) == (request.start, request.end)), "")
