"""The files of the centre: the way to what is taken in, and what leaves the desk, recorded before it is written."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from kobe_desk.core import atomic, clock
from kobe_desk.core.japanese.fiscal_year import fiscal_year
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import BookingRow, BookingsFile, SeriesFile
from kobe_desk.modules.bookings.view.files import CalendarPage, FilesPage, PastPage
from kobe_desk.modules.bookings.view.files.page import ICAL
from kobe_desk.modules.members.usecases import ProvisionRequest
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack


def write_bookings_file(found: BookingsFile, target: Path, kind: str, report: Report) -> Path:
    """Write the rows to the file: it needs no desk, only the rows."""
    if kind == ICAL:
        return write_calendar(found.rows, " ".join(filter(None, (found.centre.label, found.room))), target, report)
    from kobe_desk.modules.bookings.exchange.sheets import write_bookings

    report(0, 1)
    write_bookings(target, found.rows)
    return target


def write_calendar(rows: Iterable[BookingRow], name: str, target: Path, report: Report) -> Path:
    """Write the rows as a calendar (.ics) under a name."""
    from kobe_desk.modules.bookings.exchange.ical_out import ical_of

    report(0, 1)
    atomic.write_bytes(target, ical_of(rows, name))
    return target


def write_series(found: SeriesFile, target: Path, report: Report) -> Path:
    """Write a series as a calendar (.ics)."""
    from kobe_desk.modules.bookings.exchange.ical_out import ical_of_series

    report(0, 1)
    atomic.write_bytes(target, ical_of_series(found.series, found.rows, found.days, found.name))
    return target


class FilesController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: FilesPage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._stack = desk, page, stack
        page.write_wanted.connect(self._record)
        page.calendar_wanted.connect(self._open_calendar)
        page.past_wanted.connect(self._open_past)
        year = fiscal_year(clock.today())
        page.begin(year.first, year.last)
        desk.ask(usecases.rooms, then=page.show_rooms)

    def _open_calendar(self) -> None:
        from kobe_desk.modules.bookings.controller.calendar_in import CalendarController

        page = CalendarPage()
        CalendarController(self._desk, page)
        self._stack.open(page)

    def _open_past(self) -> None:
        from kobe_desk.modules.bookings.controller.past_in import PastController

        page = PastPage(clock.today())
        PastController(self._desk, page)
        self._stack.open(page)

    def _record(self, values: dict[str, Any]) -> None:
        """Ask for the place first: what was left there is no file, and stands in no record."""
        page, kind = self._page, values["kind"]
        target = page.target(kind)
        if target is None:
            return
        given = ProvisionRequest(values["recipient"], values["purpose"], values["return_by"])
        period: tuple[date, date] = values["first"], values["last"]
        self._desk.do(
            *(usecases.export_bookings, *period, values["room"], kind, given),
            then=lambda found: self._write(found, target, kind),
            refused=page.show_refusal,
        )

    def _write(self, found: BookingsFile, target: Path, kind: str) -> None:
        page = self._page
        self._desk.run(
            *(write_bookings_file, found, target, kind),
            here=True,
            then=lambda path: page.show_written(path, found.number),
            refused=page.show_refusal,
            text=_("Writing the file"),
        )
