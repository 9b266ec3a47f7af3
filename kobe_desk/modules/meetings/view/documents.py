"""資料: papers that are bound into the 議案書 of the meeting."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import MeetingPaper
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.text import Label, Paragraph


class DocumentsCard(Card):
    """The papers by title; PDF files only, because they are bound into one book."""

    paper_added = Signal(object)
    paper_removed = Signal(object)

    def __init__(self) -> None:
        self._rows = Column(gap="tight")
        self._none = Paragraph(_("Papers you add here are bound into the agenda book."), ink="muted")
        self.choose = secondary(_("Add a paper (PDF)"), "file-up")
        super().__init__(_("Papers for the meeting"), self._none, Row(self.choose, STRETCH))
        self.body.insertLayout(1, self._rows)
        self.choose.clicked.connect(self._choose)

    def show_papers(self, papers: tuple[MeetingPaper, ...], *, frozen: bool) -> None:
        self._rows.empty()
        for paper in papers:
            remove = link(_("Take it out"), "trash-2", name=_("Take out: {title}").format(title=paper.title))
            remove.clicked.connect(lambda _checked=False, key=paper.id: self.paper_removed.emit(key))
            remove.setVisible(not frozen)
            self._rows.add(Row(Label(paper.title, elide=True), STRETCH, remove))
        self._none.setVisible(not papers)
        self.choose.setVisible(not frozen)

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self.window(), self.choose.words(), "", "PDF (*.pdf)")
        if name:
            self.paper_added.emit(Path(name))
