"""日計と月締め, done at the desk."""

from datetime import date

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import MonthState
from kobe_desk.modules.bookings.view.cash import CashPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

TOUCHING = ("booking", "receipt", "day_closing", "month_closing")


class CashController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: CashPage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._stack = desk, page, stack
        self._day, self._month = clock.today(), clock.today().replace(day=1)
        self._state: MonthState | None = None
        page.day.day_wanted.connect(self._show_day)
        page.month.month_wanted.connect(self._show_month)
        page.day.close_requested.connect(self._close_day)
        page.day.reopen_requested.connect(
            lambda day: desk.do(usecases.reopen_day, day, refused=page.show_refusal)
        )  # fmt: skip
        page.day.print_requested.connect(self._print_day)
        page.month.close_requested.connect(self._close_month)
        page.month.report_wanted.connect(self._print_report)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.cash_sheet, self._day, then=self._page.day.show_sheet)
        self._desk.ask(usecases.month_state, self._month, then=self._keep)

    def _keep(self, state: MonthState) -> None:
        self._state = state
        self._page.month.show_month(state)

    def _show_day(self, day: date) -> None:
        self._day = day
        self.refresh()

    def _show_month(self, month: date) -> None:
        self._month = month
        self.refresh()

    def _close_day(self, day: date, counted: int, note: str, pieces: dict[int, int]) -> None:
        self._desk.do(usecases.close_day, day, counted, note, pieces, refused=self._page.show_refusal)

    def _close_month(self, month: date, counted: int, note: str, pieces: dict[int, int]) -> None:
        self._desk.do(usecases.close_month, month, counted, note, pieces, then=lambda _key: self._page.to_top(),
                      refused=self._page.show_refusal)  # fmt: skip

    def _print_day(self, day: date) -> None:
        from kobe_desk.modules.bookings.controller.printing import CashSheetController
        from kobe_desk.modules.bookings.view.printing import BookingPapersPage

        page = BookingPapersPage(_("To cash and closing"))
        CashSheetController(self._desk, page, day)
        self._stack.open(page)

    def _print_report(self, _month: date) -> None:
        from kobe_desk.modules.bookings.controller.printing import ReportController
        from kobe_desk.modules.bookings.view.printing import BookingPapersPage

        if self._state is not None:
            page = BookingPapersPage(_("To cash and closing"))
            ReportController(self._desk, page, self._state.report)
            self._stack.open(page)

    def _on_changed(self, change: Change) -> None:
        if any(table.startswith(TOUCHING) for table in change.tables):
            self.refresh()
