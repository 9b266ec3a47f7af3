"""会議 in the window, and its card on the page 今日."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.home import HomeCard
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.ties import Tie

TITLE = N_("Meetings")
ICON = "messages-square"


class MeetingsStack(PageStack):
    """The list of meetings, imported when it is first shown, and room for the pages opened from it."""

    def __init__(self, desk: Desk) -> None:
        from kobe_desk.modules.meetings.controller import MeetingsController
        from kobe_desk.modules.meetings.view import MeetingsPage

        page = MeetingsPage()
        super().__init__(page)
        self.controller = MeetingsController(desk, page, self)

    def open_record(self, record: str) -> None:
        self.controller.open_record(record)


def open_page(desk: Desk) -> QWidget:
    """The meetings with their controller."""
    return MeetingsStack(desk)


def HOME(desk: Desk) -> Sequence[HomeCard]:  # noqa: N802 - the name the page 今日 looks for
    """What was left to somebody, and the way to it."""
    from kobe_desk.modules.meetings.controller.home import TasksHome
    from kobe_desk.modules.meetings.view.home import TasksHomeCard

    card = TasksHomeCard()
    TasksHome(desk, card)
    return (card,)


def TIES(desk: Desk, record: str, then: Callable[[Sequence[Tie]], object]) -> None:  # noqa: N802
    """The meetings about an event."""
    from kobe_desk.modules.meetings.controller.events import ask_ties

    ask_ties(desk, record, then)
