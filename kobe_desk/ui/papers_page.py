"""A page of papers: looked at before they are printed, and the very same bytes printed or saved."""

from collections.abc import Sequence

from kobe_desk.core.errors import UserError
from kobe_desk.ui.layout import Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.preview import Paper, PaperPreview


class PapersPage(Page):
    """The preview takes the whole page; above it stands why a paper could not be made."""

    def __init__(self, title: str, papers: str, *, back: str) -> None:
        super().__init__(title, back=back, scrolls=False)
        self.warning = Notice("warn")
        self.warning.hide()
        self.preview = PaperPreview(papers)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(Row(self.warning, around=(24, 0, 24, 0)))
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
