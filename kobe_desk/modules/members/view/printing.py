"""The roster on paper before it is printed."""

from PySide6.QtCore import Signal

from kobe_desk.core.text import _
from kobe_desk.ui.button import secondary
from kobe_desk.ui.papers_page import PapersPage


class PrintPage(PapersPage):
    """The roster by 班 and by 五十音, or papers that another page asked for."""

    help_page = "members-print"
    others_wanted = Signal()

    def __init__(self, above: str = "") -> None:
        title, back = _("Print the roster"), _("To the roster")
        if above:
            title, back = _("Print"), _("To {page}").format(page=above)
        super().__init__(title, _("Roster"), back=back)
        self.others = secondary(_("Other papers"), "file-text")
        self.others.clicked.connect(self.others_wanted)
        self.others.setVisible(not above)
        self.header.add(self.others)
