"""The roster on paper: looked at before it is printed, and the very same bytes printed or saved."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.ui.button import secondary
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.preview import Paper, PaperPreview


class PrintPage(Page):
    """The roster by 班 and by 五十音."""

    help_page = "members-print"
    others_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Print the roster"), back=_("To the roster"), scrolls=False)
        self.others = secondary(_("Other papers"), "file-text")
        self.others.clicked.connect(self.others_wanted)
        self.header.add(self.others)
        self.warning = Notice("warn")
        self.warning.hide()
        self.preview = PaperPreview(_("Roster"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.add(self.warning)
        self.body.addWidget(self.preview, 1)

    def show_papers(self, papers: Sequence[tuple[str, bytes]]) -> None:
        """Show the papers by name."""
        self.preview.show_papers([Paper(name, pdf) for name, pdf in papers])

    def show_refusal(self, error: UserError) -> None:
        self.warning.ask(error.message())
        self.warning.show()

    # Qt asks:

    def focus_first(self) -> None:
        self.preview.whole.setFocus()
