"""The centre's cards on 今日, kept up to date."""

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.modules.bookings.usecases import bookings_on, centre, waiting_list
from kobe_desk.modules.bookings.view.home import BookingsCard, WaitingCard
from kobe_desk.ui.desk import Desk


class BookingsHome(QObject):
    """A child of its first card."""

    def __init__(self, desk: Desk, card: BookingsCard, waiting: WaitingCard) -> None:
        super().__init__(card)
        self._desk, self._card, self._waiting = desk, card, waiting
        desk.changed.connect(self._on_changed)
        self._ask()

    def _on_changed(self, change: Change) -> None:
        if any(table.startswith(("booking", "centre", "wish")) for table in change.tables):
            self._ask()

    def _ask(self) -> None:
        self._desk.ask(centre, then=self._card.show_centre)
        self._desk.ask(bookings_on, then=self._card.show_today)
        self._desk.ask(waiting_list, then=self._waiting.show_waiting)
