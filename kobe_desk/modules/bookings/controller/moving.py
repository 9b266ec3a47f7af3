"""Moving and swapping bookings in the grid, and finding a group by its letters, done at the desk."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import BookingRow
from kobe_desk.modules.bookings.usecases.places import Aim
from kobe_desk.modules.bookings.view.bookings import BookingsPage
from kobe_desk.ui.desk import Desk


class MovingController(QObject):
    """A child of its page."""

    found = Signal(object)
    """An `Aim` to go to."""

    def __init__(self, desk: Desk, page: BookingsPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        page.hand.looked.connect(self._look)
        page.hand.requested.connect(self._move)
        page.hand.swap_requested.connect(self._swap)
        page.group_typed.connect(self._find)

    def _look(self, booking: BookingRow, aim: Aim) -> None:
        self._desk.ask(usecases.look_at_move, booking.id, aim.room, aim.start, aim.end,
                       then=partial(self._page.hand.show_move, booking))  # fmt: skip

    def _move(self, booking: BookingRow, aim: Aim, why: str) -> None:
        self._desk.do(usecases.move_booking, booking.id, aim.room, aim.start, why, aim.end,
                      then=self._moved, refused=self._page.hand.show_refusal)  # fmt: skip

    def _swap(self, one: UUID, other: UUID) -> None:
        self._desk.do(usecases.swap_bookings, one, other, then=self._moved, refused=self._page.hand.show_refusal)

    def _moved(self, _result: object) -> None:
        self._page.hand.show_moved()

    def _find(self, letters: str) -> None:
        self._desk.ask(usecases.next_booking, letters, self._since(), then=partial(self._show, letters))

    def _since(self) -> date:
        """Bookings in sight come first; looking at days long past, those to come."""
        return self._page.first_day() or clock.today()

    def _show(self, letters: str, row: BookingRow | None) -> None:
        if row is None:
            self._page.show_unknown(letters)
        else:
            self.found.emit(Aim(row.room_id, row.start, row.end))
