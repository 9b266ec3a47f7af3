"""The roster on paper before it is printed."""

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.ui.button import secondary
from kobe_desk.ui.papers_page import PapersPage


class PrintPage(PapersPage):
    """The roster by 班 and by 五十音."""

    help_page = "members-print"
    others_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Print the roster"), _("Roster"), back=_("To the roster"))
        self.others = secondary(_("Other papers"), "file-text")
        self.others.clicked.connect(self.others_wanted)
        self.header.add(self.others)
