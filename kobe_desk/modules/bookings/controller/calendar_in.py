"""Taking in a calendar: read in the workshop, compared at the desk, written when it is wished."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.core.sheets.sheet import CannotReadSheet
from kobe_desk.core.text import _
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.exchange.ical_file import LARGEST
from kobe_desk.modules.bookings.exchange.ical_in import IcalItem, IcalReading, past_of, read_ical
from kobe_desk.modules.bookings.usecases import (
    GroupRequest,
    PastBooking,
    RoomRow,
    Staged,
    TakingInReport,
)
from kobe_desk.modules.bookings.view.files import CalendarPage
from kobe_desk.modules.bookings.view.files.taking import TakeRow
from kobe_desk.modules.bookings.view.wording import hours, long_day
from kobe_desk.ui.desk import Desk

A_YEAR = timedelta(366)


def read_calendar(path: Path, first: date, last: date, report: Report) -> IcalReading:
    """The dates in a calendar file: a job of the child process. Raises CannotReadSheet, FileTooLarge, NotACalendar."""
    report(0, 1)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise CannotReadSheet("file", file=path.name) from None
    return read_ical(data, first, last)


class CalendarController(QObject):
    """One calendar being taken in; a child of its page."""

    def __init__(self, desk: Desk, page: CalendarPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._path: Path | None = None
        self._reading = IcalReading(0, (), ())
        self._rooms: tuple[RoomRow, ...] = ()
        self._found: tuple[PastBooking, ...] = ()
        page.file_chosen.connect(self.read)
        page.period_changed.connect(self._read)
        page.answered.connect(self._look)
        page.groups_searched.connect(self._search)
        page.group_wanted.connect(self._new_group)
        page.take_in_requested.connect(self._take_in)
        today = clock.today()
        page.begin(today.replace(day=1), today.replace(day=1) + A_YEAR)
        desk.ask(usecases.rooms, then=self._know_rooms)

    def _know_rooms(self, rooms: tuple[RoomRow, ...]) -> None:
        self._rooms = rooms
        self._page.offer_rooms(rooms)

    def read(self, path: Path) -> None:
        """Read a file; the desk and its key are out of its reach."""
        self._path = path
        self._read()

    def _read(self) -> None:
        period = self._page.period()
        if self._path is None or period is None:
            return
        self._desk.run(
            *(read_calendar, self._path, *period),
            then=self._show,
            refused=self._page.show_refusal,
            text=_("Reading the file"),
        )

    def _show(self, reading: IcalReading) -> None:
        self._reading = reading
        if self._path is not None:
            self._page.show_file(self._path.name)
        self._look()

    def _look(self) -> None:
        """Compare the dates with the book, as they are answered now."""
        room, group = self._page.room.value(), self._page.group.value()
        if room is None or group is None:
            self._page.show_nothing_yet()
            return
        by_name = {each.name: each.id for each in self._rooms}
        self._found = past_of(self._reading.items, room, group, by_name)
        self._desk.ask(usecases.compare_past, self._found, then=self._compared, refused=self._page.show_refusal)

    def _compared(self, report: TakingInReport) -> None:
        why = {(each.line, each.start): each.why for each in report.refused}
        names = {each.id: each.name for each in self._rooms}
        rows = [
            TakeRow(item.number, _when(item), names.get(past.request.room, ""), item.summary,
                    why.get((item.number, item.start), ""))
            for item, past in zip(self._reading.items, self._found, strict=True)
        ]  # fmt: skip
        rows += [TakeRow(each.number, "", "", each.summary, each.why) for each in self._reading.problems]
        self._page.show_rows(rows)

    def _search(self, words: str) -> None:
        self._desk.ask(usecases.find_groups, words, then=self._page.group.show_groups)

    def _new_group(self) -> None:
        """A name that was searched for in vain becomes a new group, to be completed under 団体."""
        words = self._page.group.search.text()
        then = lambda _key: self._search(words)  # noqa: E731 - one expression
        self._desk.do(usecases.add_group, GroupRequest(words), then=then, refused=self._page.show_refusal)

    def _take_in(self) -> None:
        self._page.take_in.setEnabled(False)
        then = lambda _report: self._page.back_requested.emit()  # noqa: E731 - one expression
        self._desk.do(usecases.take_in_staged, Staged(self._found), then=then, refused=self._page.show_refusal)


def _when(item: IcalItem) -> str:
    day = long_day(item.start.date())
    return day if item.all_day else _("{day} {hours}").format(day=day, hours=hours(item.start, item.end))
