"""The papers of the centre before they are printed."""

from kobe_desk.core.text import _
from kobe_desk.ui.papers_page import PapersPage


class BookingPapersPage(PapersPage):
    """Week, month, application, permit, receipts."""

    help_page = "bookings-print"

    def __init__(self, back: str) -> None:
        super().__init__(_("Print"), _("Papers of the centre"), back=back)
