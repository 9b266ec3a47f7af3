"""今日の受付, done at the desk."""

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.view.today import TodayPage
from kobe_desk.ui.desk import Desk


class TodayController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: TodayPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        page.came.connect(lambda key, people: desk.do(usecases.check_in, key, people))
        page.absent.connect(lambda key: desk.do(usecases.mark_no_show, key))
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        day = clock.today()
        self._desk.ask(usecases.bookings_on, day, then=lambda rows: self._page.show_day(day, rows))
        self._desk.ask(usecases.keys_out, then=self._page.show_keys)
        self._desk.ask(usecases.waiting_list, then=self._page.show_waiting)

    def _on_changed(self, change: Change) -> None:
        if any(table.startswith(("booking", "wish")) for table in change.tables):
            self.refresh()
