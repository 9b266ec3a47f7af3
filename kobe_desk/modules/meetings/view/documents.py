"""資料: papers that are bound into the 議案書 of the meeting."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.meetings.usecases import MeetingPaper
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.text import Label, Paragraph

_SHOWN = 24
"""So many characters of a title fit beside the button at 20 pt."""


class DocumentsCard(Card):
    """The papers by title; PDF files only, because they are bound into one book."""

    paper_added = Signal(object)
    paper_removed = Signal(object)
    kept_added = Signal(object)
    """A document that the association keeps, by its key."""

    def __init__(self) -> None:
        self._frozen = False
        self._rows = Column(gap="tight")
        self._none = Paragraph(_("Papers you add here are bound into the agenda book."), ink="muted")
        self.choose = secondary(_("Add a paper (PDF)"), "file-up")
        self.kept = Select()
        self.kept.setAccessibleName(_("Kept document to add"))
        self.take = secondary(_("Add this document"), "plus")
        self.take.clicked.connect(lambda: self.kept_added.emit(self.kept.value()))
        self._from_kept = QWidget()
        self._from_kept.setLayout(Flow(self.kept, self.take))
        super().__init__(_("Papers for the meeting"), self._none, Row(self.choose, STRETCH), self._from_kept)
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
        self._frozen = frozen
        self._from_kept.setVisible(not frozen and self.kept.count() > 0)

    def show_kept(self, kept: Sequence[tuple[UUID, str]]) -> None:
        """What the association keeps, such as the settlement that the treasurer has put there."""
        self.kept.offer([(key, _short(title)) for key, title in kept])
        self._from_kept.setVisible(not self._frozen and bool(kept))

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self.window(), self.choose.words(), "", "PDF (*.pdf)")
        if name:
            self.paper_added.emit(Path(name))


def _short(title: str) -> str:
    return title if len(title) <= _SHOWN else f"{title[: _SHOWN - 1]}…"
