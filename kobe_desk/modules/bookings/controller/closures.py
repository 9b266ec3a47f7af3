"""Closures and special openings, done at the desk."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import ClosureRequest, LiftReport
from kobe_desk.modules.bookings.view.closures import ClosuresPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

AROUND = timedelta(366)


class ClosuresController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: ClosuresPage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._stack = desk, page, stack
        page.looked.connect(lambda request: desk.ask(usecases.bookings_in_closure, request, then=page.show_bookings))
        page.close_requested.connect(self._close)
        page.open_requested.connect(self._open)
        page.lift_requested.connect(self._lift)
        page.letters_wanted.connect(self._letters)
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.rooms, then=page.show_rooms)
        self.refresh()

    def refresh(self) -> None:
        today = clock.today()
        self._desk.ask(usecases.closures, today - AROUND, today + AROUND, then=self._page.show_closures)

    def _on_changed(self, change: Change) -> None:
        if any("decision" in table or "clos" in table or table == "booking" for table in change.tables):
            self.refresh()

    def _close(self, request: ClosureRequest, fates: dict[UUID, Any]) -> None:
        page = self._page
        self._desk.do(usecases.close_centre, request, fates, then=lambda _key: page.show_done(),
                      refused=page.show_refusal)  # fmt: skip

    def _open(self, request: ClosureRequest) -> None:
        page = self._page
        self._desk.do(usecases.open_specially, request, then=lambda _key: page.show_done(), refused=page.show_refusal)

    def _lift(self, key: UUID) -> None:
        self._desk.do(usecases.lift_closure, key, then=self._tell, refused=self._page.show_refusal)

    def _tell(self, report: LiftReport) -> None:
        words = _("{restored} bookings are back, {left} could not be brought back.")
        self._page.say(words.format(restored=len(report.restored), left=len(report.left)))

    def _letters(self, key: UUID) -> None:
        from kobe_desk.modules.bookings.controller.printing import LettersController
        from kobe_desk.modules.bookings.view.printing import BookingPapersPage

        page = BookingPapersPage(_("To the closures"))
        LettersController(self._desk, page, key)
        self._stack.open(page)
