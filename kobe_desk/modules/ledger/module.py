"""会計 in the window."""

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_
from kobe_desk.ui.desk import Desk

TITLE = N_("Money")
ICON = "wallet"


def open_page(desk: Desk) -> QWidget:
    """The page with its controller, imported when it is first shown."""
    from kobe_desk.modules.ledger.controller import LedgerController
    from kobe_desk.modules.ledger.view import LedgerPage

    page = LedgerPage()
    LedgerController(desk, page)
    return page
