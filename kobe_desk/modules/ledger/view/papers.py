"""The papers of the ledger: looked at before they are printed, saved, or put with the association's documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.ui.button import secondary
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.preview import Paper, PaperPreview


@dataclass(frozen=True, slots=True)
class LedgerPaper:
    """A paper with its name; `document` is the kind of document it is kept as (none: empty), `title` its title."""

    name: str
    pdf: bytes
    document: str = ""
    title: str = ""


class LedgerPapersPage(Page):
    """One or more papers of the ledger."""

    help_page = "ledger-print"
    keep_requested = Signal(object)
    """A `LedgerPaper`, to be put with the documents."""

    def __init__(self, title: str, back: str) -> None:
        super().__init__(title, back=back, scrolls=False)
        self._papers: tuple[LedgerPaper, ...] = ()
        self.warning = Notice("warn")
        self.warning.hide()
        self.preview = PaperPreview(title)
        self.keep = secondary(_("Put with the documents"), "archive")
        self.keep.clicked.connect(self._keep)
        self.keep.hide()
        self.header.add(self.keep)
        self.preview.paper_shown.connect(self._offer)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.add(self.warning)
        self.body.addWidget(self.preview, 1)

    def show_papers(self, papers: Sequence[LedgerPaper]) -> None:
        self._papers = tuple(papers)
        self.preview.show_papers([Paper(each.name, each.pdf) for each in papers])

    def show_kept(self, _key: object = None) -> None:
        """Where it is now: meetings and applications take it from there."""
        self.warning.mean("ok")
        self.warning.ask(_("It is with the association’s documents. Meetings and applications can take it from there."))
        self.warning.show()

    def show_refusal(self, error: UserError) -> None:
        self.warning.mean("warn")
        self.warning.ask(error.message())
        self.warning.show()

    def _offer(self, place: int) -> None:
        self.keep.setVisible(bool(self._papers[place].document))
        self.warning.hide()

    def _keep(self) -> None:
        paper = self.preview.paper
        found = next((each for each in self._papers if paper is not None and each.name == paper.name), None)
        if found is not None:
            self.keep_requested.emit(found)

    # Qt asks:

    def focus_first(self) -> None:
        self.preview.whole.setFocus()
