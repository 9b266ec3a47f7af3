"""Papers of the centre: plain rows from the desk, made into PDFs by the child process."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import (
    BookingDetail,
    BookingRow,
    CashSheet,
    CentreRow,
    GroupRow,
    LetterRow,
    UseReport,
    WeekRow,
)
from kobe_desk.modules.bookings.view.printing import BookingPapersPage
from kobe_desk.ui.desk import Desk

Printed = tuple[tuple[str, bytes], ...]


@dataclass
class Gathered:
    """What a set of papers is made of; asked for piece by piece."""

    house: Profile = field(default_factory=lambda: Profile(""))
    centre: CentreRow | None = None
    parts: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wall:
    """What the centre's own papers are made of."""

    week: WeekRow
    day: date
    """The day of the week whose signs go to the doors."""
    month: WeekRow
    report: UseReport
    keys: tuple[BookingRow, ...]
    made: date
    sample: bool


def wall_papers(wall: Wall, report: Report) -> Printed:
    """Week, signs for the doors, month, report of the month before, book of keys: made by the child process."""
    from kobe_desk.modules.bookings.papers import door_pdf, keys_pdf, month_pdf, report_pdf, week_pdf

    made, sample, centre = wall.made, wall.sample, wall.month.centre
    makers: tuple[tuple[str, Callable[[], bytes]], ...] = (
        (_("Week for the wall"), lambda: week_pdf(wall.week, made=made, sample=sample)),
        (_("Signs for the doors"), lambda: door_pdf(wall.week, wall.day, made=made, sample=sample)),
        (_("Month for the wall"), lambda: month_pdf(wall.month, made=made, sample=sample)),
        (_("Report of use"), lambda: report_pdf(wall.report, made=made, sample=sample)),
        (_("Book of keys"), lambda: keys_pdf(wall.keys, centre, wall.month.days[0].day, made=made, sample=sample)),
    )
    papers = []
    for place, (words, make) in enumerate(makers):
        report(place, len(makers))
        papers.append((words, make()))
    return tuple(papers)


def report_papers(used: UseReport, made: date, sample: bool, report: Report) -> Printed:  # noqa: FBT001 - a plain fact
    """The report of use of one month: a job of the child process."""
    from kobe_desk.modules.bookings.papers import report_pdf

    report(0, 1)
    return ((_("Report of use"), report_pdf(used, made=made, sample=sample)),)


def cash_papers(sheet: CashSheet, centre: CentreRow, made: date, sample: bool, report: Report) -> Printed:  # noqa: FBT001 - a plain fact
    """A day's cash: a job of the child process."""
    from kobe_desk.modules.bookings.papers import cash_pdf

    report(0, 1)
    return ((_("Cash of the day"), cash_pdf(sheet, centre, made=made, sample=sample)),)


def letter_papers(
    letters: tuple[LetterRow, ...], centre: CentreRow, house: Profile, made: date, report: Report
) -> Printed:
    """Letters about a closure: a job of the child process."""
    from kobe_desk.modules.bookings.papers import letters_pdf

    report(0, 1)
    manager = centre.manager or house.name
    return ((_("Letters"), letters_pdf(letters, centre, manager=manager, day=made, sample=house.sample)),)


def booking_papers(
    detail: BookingDetail, group: GroupRow, centre: CentreRow, house: Profile, made: date, report: Report
) -> Printed:
    """Permit and application of a booking, and its receipts: a job of the child process."""
    from kobe_desk.modules.bookings.papers import Issued, permit_pdf, receipts_pdf, request_pdf

    report(0, 1)
    manager = centre.manager or house.name
    papers = []
    if detail.permit:
        day = detail.permitted or made
        papers.append((_("Permit"), permit_pdf([detail], Issued(centre, manager, day, sample=house.sample))))
    if any(each.receipt for each in detail.payments):
        papers.append((_("Receipts"), receipts_pdf(detail, centre, manager, sample=house.sample)))
    application = request_pdf([detail], group, centre, manager=manager, day=made, sample=house.sample)
    return (*papers, (_("Application"), application))


class WallController(QObject):
    """The centre's own papers; a child of its page."""

    def __init__(self, desk: Desk, page: BookingPapersPage, day: date, month: date) -> None:
        super().__init__(page)
        self._desk, self._page, self._day = desk, page, day
        self._parts: list[Any] = []
        first = month.replace(day=1)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        before = first - timedelta(1)
        desk.ask(profile, then=self._parts.append)
        desk.ask(usecases.bookings_week, day - timedelta(day.weekday()), 7, then=self._parts.append)
        desk.ask(usecases.bookings_week, first, last.day, then=self._parts.append)
        desk.ask(usecases.use_report, before.replace(day=1), before, then=self._parts.append)
        desk.ask(usecases.key_ledger, first, last, then=self._make)

    def _make(self, keys: tuple[BookingRow, ...]) -> None:
        house, week, month, used = self._parts
        page, sample = self._page, bool(house and house.sample)
        wall = Wall(week, self._day, month, used, keys, clock.today(), sample)
        self._desk.run(
            wall_papers, wall, then=page.show_papers, refused=page.show_refusal, text=_("Making the papers")
        )  # fmt: skip


class ReportController(QObject):
    """The report of a month as it stands, or as it stood when the month was closed; a child of its page."""

    def __init__(self, desk: Desk, page: BookingPapersPage, used: UseReport) -> None:
        super().__init__(page)
        self._desk, self._page, self._used = desk, page, used
        desk.ask(profile, then=self._make)

    def _make(self, house: Profile | None) -> None:
        sample, page = bool(house and house.sample), self._page
        self._desk.run(report_papers, self._used, clock.today(), sample, then=page.show_papers,
                       refused=page.show_refusal, text=_("Making the papers"))  # fmt: skip


class CashSheetController(QObject):
    """The sheet of a day's cash (日計表), to be counted on or as it was closed; a child of its page."""

    def __init__(self, desk: Desk, page: BookingPapersPage, day: date) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._parts: list[Any] = []
        desk.ask(profile, then=self._parts.append)
        desk.ask(usecases.cash_sheet, day, then=self._parts.append)
        desk.ask(usecases.centre, then=self._make)

    def _make(self, centre: CentreRow) -> None:
        house, sheet = self._parts
        sample, page = bool(house and house.sample), self._page
        self._desk.run(cash_papers, sheet, centre, clock.today(), sample, then=page.show_papers,
                       refused=page.show_refusal, text=_("Making the papers"))  # fmt: skip


class LettersController(QObject):
    """Letters about a closure; a child of its page."""

    def __init__(self, desk: Desk, page: BookingPapersPage, closure: UUID) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._parts: list[Any] = []
        desk.ask(profile, then=self._parts.append)
        desk.ask(usecases.centre, then=self._parts.append)
        desk.ask(usecases.closure_letters, closure, then=self._make)

    def _make(self, letters: tuple[LetterRow, ...]) -> None:
        house, centre = self._parts
        page = self._page
        self._desk.run(letter_papers, letters, centre, house or Profile(""), clock.today(), then=page.show_papers,
                       refused=page.show_refusal, text=_("Making the papers"))  # fmt: skip


class BookingPrintController(QObject):
    """The papers of one booking; a child of its page."""

    def __init__(self, desk: Desk, page: BookingPapersPage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._gathered = Gathered()
        desk.ask(profile, then=self._know)
        desk.ask(usecases.centre, then=self._know_centre)
        desk.ask(usecases.booking, key, then=self._ask_group)

    def _know(self, house: Profile | None) -> None:
        self._gathered.house = house or Profile("")

    def _know_centre(self, centre: CentreRow | None) -> None:
        self._gathered.centre = centre

    def _ask_group(self, detail: BookingDetail) -> None:
        self._desk.ask(usecases.group, detail.row.group_id, then=lambda group: self._make(detail, group))

    def _make(self, detail: BookingDetail, group: GroupRow) -> None:
        page, gathered = self._page, self._gathered
        if gathered.centre is not None:
            self._desk.run(booking_papers, detail, group, gathered.centre, gathered.house, clock.today(),
                           then=page.show_papers, refused=page.show_refusal, text=_("Making the papers"))  # fmt: skip
