"""空き待ち, done at the desk."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.view.waiting import WaitingPage
from kobe_desk.ui.desk import Desk


class WaitingController(QObject):
    """A child of its page."""

    booked = Signal(object)
    """The key of the booking that somebody waited for."""

    def __init__(self, desk: Desk, page: WaitingPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        page.offer_requested.connect(lambda key: desk.do(usecases.offer_wish, key, refused=page.show_refusal))
        page.pass_requested.connect(lambda key: desk.do(usecases.withdraw_wish, key, refused=page.show_refusal))
        page.take_requested.connect(self._take)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.waiting_list, then=self._page.show_list)

    def _take(self, key: UUID) -> None:
        self._desk.do(usecases.take_wish, key, then=self._tell, refused=self._page.show_refusal)

    def _tell(self, booking: UUID) -> None:
        self.booked.emit(booking)

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"wish", "booking", "occupancy"}:
            self.refresh()
