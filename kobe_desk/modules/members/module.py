"""名簿 in the window, and its card on the page 今日."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.home import Deadline, HomeCard
from kobe_desk.ui.page import PageStack

TITLE = N_("Roster")
ICON = "users"


class RosterStack(PageStack):
    """The roster, imported when it is first shown, and room for the pages opened from it."""

    def __init__(self, desk: Desk) -> None:
        from kobe_desk.modules.members.controller.roster import RosterController
        from kobe_desk.modules.members.view.roster import RosterPage

        page = RosterPage()
        super().__init__(page)
        self.controller = RosterController(desk, page, self)

    def open_record(self, record: str) -> None:
        self.controller.open_record(record)


def open_page(desk: Desk) -> QWidget:
    """The roster with its controller."""
    return RosterStack(desk)


def HOME(desk: Desk) -> Sequence[HomeCard]:  # noqa: N802 - the name the page 今日 looks for
    """How many belong today, and the way to the roster."""
    from kobe_desk.modules.members.controller.home import RosterHome
    from kobe_desk.modules.members.view.home import RosterCard

    card = RosterCard()
    RosterHome(desk, card)
    return (card,)


def DEADLINES(desk: Desk, then: Callable[[Sequence[Deadline]], object]) -> None:  # noqa: N802
    """Terms that end, rosters to be given back, events to come."""
    from kobe_desk.modules.members.controller.due import ask_deadlines

    ask_deadlines(desk, then)
