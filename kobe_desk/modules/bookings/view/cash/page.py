"""The page 日計と月締め: the day, and the month it belongs to."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.view.cash.day import DayPart
from kobe_desk.modules.bookings.view.cash.month import MonthPart
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList

DAY, MONTH = 0, 1


class CashPage(Page):
    """Two parts; a day of the month leads to its own cash."""

    help_page = "bookings-cash"
    day_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Cash and closing"), back=_("To the bookings"))
        self.day, self.month = DayPart(), MonthPart()
        self._parts: tuple[QWidget, ...] = (self.day, self.month)
        self.list = SideList(width=168)
        self.list.show_entries([(_("Cash of the day"), "coins"), (_("Closing of the month"), "lock")])
        self.list.chosen.connect(self.show_part)
        self.set_list(self.list)
        self.add(*self._parts)
        self.body.add(STRETCH)
        self.month.day_opened.connect(self._open_day)
        self.show_part(DAY)

    def show_part(self, place: int) -> None:
        for number, part in enumerate(self._parts):
            part.setVisible(number == place)
        self.list.mark(place)
        self.to_top()

    def show_refusal(self, error: UserError) -> None:
        """In the part in sight, which asked for it."""
        (self.month if self.day.isHidden() else self.day).show_refusal(error)
        self.to_top()

    def _open_day(self, day: date) -> None:
        self.show_part(DAY)
        self.day.day_wanted.emit(day)
        self.list.items[DAY].setFocus()

    # Qt asks:

    def focus_first(self) -> None:
        self.list.items[DAY].setFocus()
