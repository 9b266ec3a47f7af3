"""団体 in the window."""

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_
from kobe_desk.ui.desk import Desk

TITLE = N_("Group")
ICON = "landmark"


def open_page(desk: Desk) -> QWidget:
    """The page with its controller, imported when it is first shown."""
    from kobe_desk.modules.association.controller import AssociationController
    from kobe_desk.modules.association.view import AssociationPage

    page = AssociationPage()
    AssociationController(desk, page)
    return page
