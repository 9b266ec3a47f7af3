"""会議 in the window."""

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

TITLE = N_("Meetings")
ICON = "messages-square"


def open_page(desk: Desk) -> QWidget:
    """The list of meetings, imported when it is first shown, and room for the meetings opened from it."""
    from kobe_desk.modules.meetings.controller import MeetingsController
    from kobe_desk.modules.meetings.view import MeetingsPage

    page = MeetingsPage()
    stack = PageStack(page)
    MeetingsController(desk, page, stack)
    return stack
