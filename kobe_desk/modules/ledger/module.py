"""会計 in the window."""

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

TITLE = N_("Money")
ICON = "wallet"


class LedgerStack(PageStack):
    """The books, imported when they are first shown, and room for the pages opened from them."""

    def __init__(self, desk: Desk) -> None:
        from kobe_desk.modules.ledger.controller.ledger import LedgerController
        from kobe_desk.modules.ledger.view import LedgerPage

        page = LedgerPage()
        super().__init__(page)
        self.controller = LedgerController(desk, page, self)


def open_page(desk: Desk) -> QWidget:
    """The books with their controller."""
    return LedgerStack(desk)
