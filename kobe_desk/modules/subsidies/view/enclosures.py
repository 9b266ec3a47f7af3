"""そえる書類: what has to go with the application, what is there, and ways to put it there."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import EXTRACT, EnclosureRow
from kobe_desk.modules.subsidies.usecases.asking import Needed
from kobe_desk.modules.subsidies.view.line_papers import LinePapers, Papers, relay
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Paragraph


class EnclosuresPart(QWidget):
    """One card for each paper that is asked for."""

    file_chosen = Signal(str, object)
    """Which paper, and the PDF or photograph for it (a path)."""
    document_chosen = Signal(str, object)
    """Which paper, and the kept document (its key)."""
    take_out_wanted = Signal(object)
    turn_wanted = Signal(object)
    """An enclosed paper that lies on its side (its key)."""
    bind_wanted = Signal(object)
    """Everything enclosed as one PDF with page numbers (the path)."""
    resolution_wanted = Signal()

    def __init__(
        self, needed: Sequence[Needed], there: Sequence[EnclosureRow], documents: Sequence[tuple[UUID, str]]
    ) -> None:
        super().__init__()
        self._documents = tuple(documents)
        self.refusals: dict[str, Notice] = {}
        self.cards = {each.attachment.id: self._card(each, there) for each in needed}
        self.bind = secondary(_("Save all of them as one PDF"), "book-open")
        self.bind.clicked.connect(self._bind)
        self.bound = Notice("ok")
        self.bound.hide()
        foot = QWidget()
        foot.setLayout(Flow(self.bind))
        foot.setVisible(bool(there))
        self.setLayout(Column(*self.cards.values(), foot, self.bound, gap="item"))

    def show_bound(self, path: Path) -> None:
        """Say where the bound papers are."""
        self.bound.ask(_("Saved as {name}. Every page has its number at the foot.").format(name=path.name))
        self.bound.show()

    def show_refusal(self, error: UserError) -> None:
        self.show_refusal_at(error.field or "", error)

    def show_refusal_at(self, attachment: str, error: UserError) -> None:
        """Say at its card why a paper was not taken."""
        notice = self.refusals.get(attachment) or next(iter(self.refusals.values()))
        notice.ask(error.message())
        notice.show()

    def _card(self, needed: Needed, there: Sequence[EnclosureRow]) -> Card:
        attachment = needed.attachment
        mine = [each for each in there if each.attachment == attachment.id]
        parts: list[QWidget] = [Paragraph(attachment.note, ink="muted", narrow=True)] if attachment.note else []
        if attachment.kind == EXTRACT:
            parts.append(self._extract(needed))
        else:
            parts.append(self._papers(needed, [each for each in mine if not _at_a_line(needed, each)]))
        parts += self._lines(needed, mine)
        refusal = Notice("error")
        refusal.hide()
        self.refusals[attachment.id] = refusal
        head = QWidget()
        head.setLayout(Flow(_chip(needed, bool(mine))))
        return Card(attachment.label, head, *parts, refusal)

    def _papers(self, needed: Needed, mine: Sequence[EnclosureRow]) -> QWidget:
        """Papers of the whole application."""
        attachment, words = needed.attachment, needed.attachment.label
        if attachment.lines is not None:
            words = _("{paper}: one for all lines").format(paper=attachment.label)
        papers = Papers(attachment.id, words, mine, self._documents)
        relay(papers, self)
        if attachment.lines is None:
            return papers
        holder = QWidget()
        holder.setLayout(Column(Paragraph(words, bold=True, narrow=True), papers, gap="tight"))
        return holder

    def _lines(self, needed: Needed, mine: Sequence[EnclosureRow]) -> list[QWidget]:
        """Papers of the lines that want one or have one; at the others they are put there on their page."""
        if needed.attachment.lines is None:
            return []
        found: list[QWidget] = []
        for line in (each for each in needed.lines if each.required or each.there):
            made = LinePapers(needed.attachment, line, mine, self._documents)
            relay(made, self)
            self.refusals[made.papers.key] = made.refusal
            found.append(made)
        hint = _("To put a paper to another line, choose the line in its table.")
        return [*found, Paragraph(hint, ink="muted", narrow=True)]

    def _extract(self, needed: Needed) -> QWidget:
        if not needed.missing:
            return Paragraph(_("It is made from the adopted minutes together with the papers."), narrow=True)
        words = _("It is made from the minutes once the resolution is chosen.")
        return Notice("warn", words, (_("Choose the resolution"), self.resolution_wanted.emit))

    def _bind(self) -> None:
        start = str(Path.home() / "添付書類.pdf")
        name, _kind = QFileDialog.getSaveFileName(self.window(), self.bind.text(), start, "PDF (*.pdf)")
        if name:
            self.bind_wanted.emit(Path(name))

    def focus_first(self) -> None:
        self.setFocus()


def _at_a_line(needed: Needed, row: EnclosureRow) -> bool:
    return row.row is not None and row.row in {each.row for each in needed.lines}


def _chip(needed: Needed, there: bool) -> Chip:
    if needed.missing:
        return Chip(_("Still missing"), "warn")
    if there or needed.attachment.kind == EXTRACT:
        return Chip(_("It is there"), "ok")
    return Chip(_("Required") if needed.required else _("If there is one"))
