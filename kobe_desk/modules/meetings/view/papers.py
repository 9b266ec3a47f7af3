"""The papers of one meeting, one beside the other in one preview."""

from kobe_desk.core.text import _
from kobe_desk.ui.papers_page import PapersPage


class MeetingPapersPage(PapersPage):
    """Notice, book, lists and minutes; or one paper of the register."""

    help_page = "meeting-papers"

    def __init__(self, title: str, back: str) -> None:
        super().__init__(title, _("Papers"), back=back)
