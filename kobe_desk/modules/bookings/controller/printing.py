"""Papers of the centre: plain rows from the desk, made into PDFs by the child process."""

import calendar
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import BookingDetail, CentreRow, GroupRow, WeekRow
from kobe_desk.modules.bookings.view.printing import BookingPapersPage
from kobe_desk.ui.desk import Desk

Printed = tuple[tuple[str, bytes], ...]


@dataclass
class Gathered:
    """What a set of papers is made of; asked for piece by piece."""

    house: Profile = field(default_factory=lambda: Profile(""))
    centre: CentreRow | None = None
    parts: list[Any] = field(default_factory=list)


def wall_papers(week: WeekRow, month: WeekRow, made: date, sample: bool, report: Report) -> Printed:  # noqa: FBT001
    """A job of the child process, which alone needs paper."""
    from kobe_desk.modules.bookings.papers import month_pdf, week_pdf

    report(0, 2)
    first = week_pdf(week, made=made, sample=sample)
    report(1, 2)
    return ((_("Week for the wall"), first), (_("Month for the wall"), month_pdf(month, made=made, sample=sample)))


def booking_papers(
    detail: BookingDetail, group: GroupRow, centre: CentreRow, house: Profile, made: date, report: Report
) -> Printed:
    """Permit and application of a booking, and its receipts: a job of the child process."""
    from kobe_desk.modules.bookings.papers import Issued, permit_pdf, request_pdf

    report(0, 1)
    manager = centre.manager or house.name
    papers = []
    if detail.permit:
        day = detail.permitted or made
        papers.append((_("Permit"), permit_pdf([detail], Issued(centre, manager, day, sample=house.sample))))
    application = request_pdf([detail], group, centre, manager=manager, day=made, sample=house.sample)
    return (*papers, (_("Application"), application))


class WallController(QObject):
    """Week and month; a child of its page."""

    def __init__(self, desk: Desk, page: BookingPapersPage, week: date, month: date) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._weeks: list[WeekRow] = []
        self._sample = False
        first = month.replace(day=1)
        days = calendar.monthrange(first.year, first.month)[1]
        desk.ask(profile, then=self._know)
        desk.ask(usecases.bookings_week, week, 7, then=self._weeks.append)
        desk.ask(usecases.bookings_week, first, days, then=self._make)

    def _know(self, house: Profile | None) -> None:
        self._sample = bool(house and house.sample)

    def _make(self, month: WeekRow) -> None:
        page = self._page
        self._desk.run(wall_papers, self._weeks[0], month, clock.today(), self._sample, then=page.show_papers,
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
