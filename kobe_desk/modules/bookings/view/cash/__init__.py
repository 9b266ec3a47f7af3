"""日計と月締め: the day's cash counted, and the month closed in one step."""

from kobe_desk.modules.bookings.view.cash.page import CashPage

__all__ = ["CashPage"]
