"""The result of a draw and the letters about it: plain rows from the desk, made into PDFs by the child process."""

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import CentreRow, DrawCheck, RoundRow, WishRow
from kobe_desk.modules.bookings.view.printing import BookingPapersPage
from kobe_desk.ui.desk import Desk


def draw_papers(
    row: RoundRow,
    check: DrawCheck,
    wishes: tuple[WishRow, ...],
    centre: CentreRow,
    house: Profile,
    made: date,
    report: Report,
) -> tuple[tuple[str, bytes], ...]:
    """The sheet for the wall, then a letter for each application: a job of the child process."""
    from kobe_desk.modules.bookings.papers import draw_letters_pdf, draw_result_pdf

    report(0, 2)
    result = draw_result_pdf(row, check, wishes, centre, made=made, sample=house.sample)
    report(1, 2)
    manager = centre.manager or house.name
    letters = draw_letters_pdf(row, check, wishes, centre, manager=manager, day=made, sample=house.sample)
    return ((_("Result of the draw"), result), (_("Letters"), letters))


class DrawPapersController(QObject):
    """The papers of a draw; a child of its page."""

    def __init__(self, desk: Desk, page: BookingPapersPage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._parts: list[Any] = []
        desk.ask(profile, then=self._parts.append)
        desk.ask(usecases.centre, then=self._parts.append)
        desk.ask(usecases.rounds, then=self._parts.append)
        desk.ask(usecases.check_draw, key, then=self._parts.append)
        desk.ask(usecases.wishes, key, then=self._make)

    def _make(self, wishes: tuple[WishRow, ...]) -> None:
        house, centre, rounds, check = self._parts
        row = next(each for each in rounds if each.id == self._key)
        page = self._page
        self._desk.run(
            *(draw_papers, row, check, wishes, centre, house or Profile(""), clock.today()),
            then=page.show_papers,
            refused=page.show_refusal,
            text=_("Making the papers"),
        )
