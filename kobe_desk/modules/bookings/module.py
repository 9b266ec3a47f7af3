"""予約 in the window, and its card on the page 今日."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.home import HomeCard
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.ties import Tie

TITLE = N_("Bookings")
ICON = "calendar-days"


class BookingsStack(PageStack):
    """The week, imported when it is first shown, and room for the pages opened from it."""

    def __init__(self, desk: Desk) -> None:
        from kobe_desk.modules.bookings.controller.bookings import BookingsController
        from kobe_desk.modules.bookings.view.bookings import BookingsPage

        page = BookingsPage()
        super().__init__(page)
        self.controller = BookingsController(desk, page, self)

    def open_record(self, record: str) -> None:
        self.controller.pages.open_record(record)


def open_page(desk: Desk) -> QWidget:
    """The bookings with their controller."""
    return BookingsStack(desk)


def HOME(desk: Desk) -> Sequence[HomeCard]:  # noqa: N802 - the name the page 今日 looks for
    """Who comes today, and what became free for a group that waits."""
    from kobe_desk.modules.bookings.controller.home import BookingsHome
    from kobe_desk.modules.bookings.view.home import BookingsCard, WaitingCard

    card, waiting = BookingsCard(), WaitingCard()
    BookingsHome(desk, card, waiting)
    return (card, waiting)


def TIES(desk: Desk, record: str, then: Callable[[Sequence[Tie]], object]) -> None:  # noqa: N802
    """The rooms booked for an event."""
    from kobe_desk.modules.bookings.controller.events import ask_ties

    ask_ties(desk, record, then)
