"""助成 in the window, its card on 今日, and its deadlines."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.home import Deadline, HomeCard
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.ties import Tie

TITLE = N_("Subsidies")
ICON = "hand-coins"


class SubsidiesStack(PageStack):
    """The list, imported when it is first shown, and room for the applications opened from it."""

    def __init__(self, desk: Desk) -> None:
        from kobe_desk.modules.subsidies.controller.catalogue import SubsidiesController
        from kobe_desk.modules.subsidies.view import SubsidiesPage

        page = SubsidiesPage()
        super().__init__(page)
        self.controller = SubsidiesController(desk, page, self)

    def open_record(self, record: str) -> None:
        self.controller.open_record(record)


def open_page(desk: Desk) -> QWidget:
    """The list with its controller."""
    return SubsidiesStack(desk)


def HOME(desk: Desk) -> Sequence[HomeCard]:  # noqa: N802 - the name the page 今日 looks for
    """申請のつづき."""
    from kobe_desk.modules.subsidies.controller.home import ApplicationsHome
    from kobe_desk.modules.subsidies.view.home import ApplicationsCard

    card = ApplicationsCard()
    ApplicationsHome(desk, card)
    return (card,)


def DEADLINES(desk: Desk, then: Callable[[Sequence[Deadline]], object]) -> None:  # noqa: N802
    """The last days of applications that were begun."""
    from kobe_desk.modules.subsidies.controller.home import ask_deadlines

    ask_deadlines(desk, then)


def TIES(desk: Desk, record: str, then: Callable[[Sequence[Tie]], object]) -> None:  # noqa: N802
    """The grants whose report is about an event."""
    from kobe_desk.modules.subsidies.controller.grant_events import ask_ties

    ask_ties(desk, record, then)
