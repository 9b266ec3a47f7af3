"""The papers of one meeting, one beside the other in one preview."""

from collections.abc import Sequence

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.preview import Paper, PaperPreview


class MeetingPapersPage(Page):
    """A list at the left, the paper beside it; printing and saving are done here."""

    help_page = "meeting-papers"

    def __init__(self, title: str, back: str) -> None:
        super().__init__(title, back=back, scrolls=False)
        self.preview = PaperPreview(_("Papers"))
        self.notice = Notice("warn")
        self.notice.hide()
        column = Column(self.notice, gap=0)
        column.addWidget(self.preview, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(column)

    def show_papers(self, papers: Sequence[tuple[str, bytes]]) -> None:
        self.preview.show_papers([Paper(name, pdf) for name, pdf in papers])

    def show_refusal(self, error: UserError) -> None:
        self.notice.ask(error.message())
        self.notice.show()

    # Qt asks:

    def focus_first(self) -> None:
        self.preview.print_button.setFocus()
