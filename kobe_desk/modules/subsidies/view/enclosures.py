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
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Row
from kobe_desk.ui.notice import Notice, Picture
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
        parts += [self._there(each, attachment.label) for each in mine]
        if attachment.kind != EXTRACT:
            parts.append(self._ways(needed))
        refusal = Notice("error")
        refusal.hide()
        self.refusals[attachment.id] = refusal
        head = QWidget()
        head.setLayout(Flow(_chip(needed, bool(mine))))
        return Card(attachment.label, head, *parts, refusal)

    def _extract(self, needed: Needed) -> QWidget:
        if not needed.missing:
            return Paragraph(_("It is made from the adopted minutes together with the papers."), narrow=True)
        words = _("It is made from the minutes once the resolution is chosen.")
        return Notice("warn", words, (_("Choose the resolution"), self.resolution_wanted.emit))

    def _there(self, row: EnclosureRow, label: str) -> QWidget:
        line = QWidget()
        take = link(_("Take it out"), "x", name=_("Take out {title} ({label})").format(title=row.title, label=label))
        take.clicked.connect(lambda: self.take_out_wanted.emit(row.id))
        turn = link(_("Turn it"), "rotate-ccw", name=_("Turn {title} ({label})").format(title=row.title, label=label))
        turn.clicked.connect(lambda: self.turn_wanted.emit(row.id))
        size = f"{-(-row.size // 1024):,}"
        words = _("{title} ({size} KB)").format(title=row.title, size=size)
        layout = Row(Picture("paperclip", "muted"), gap="tight")
        layout.addWidget(Paragraph(words, narrow=True), 1)
        layout.add(turn)
        layout.add(take)
        line.setLayout(layout)
        return line

    def _ways(self, needed: Needed) -> QWidget:
        key, label = needed.attachment.id, needed.attachment.label
        words = _("Choose a PDF or photograph for {label}").format(label=label)
        choose = secondary(_("Choose a PDF or photograph"), "file-up", name=words)
        choose.clicked.connect(lambda: self._choose(key))
        line = QWidget()
        if not self._documents:
            line.setLayout(Flow(choose))
            return line
        kept = Select([(None, _("From the kept documents")), *self._documents])
        kept.setAccessibleName(_("Kept document for {label}").format(label=label))
        take = secondary(
            _("Enclose it"), "paperclip", name=_("Enclose the kept document as {label}").format(label=label)
        )
        take.clicked.connect(lambda: self._take(key, kept))
        line.setLayout(Flow(kept, take, choose))
        return line

    def _take(self, key: str, kept: Select) -> None:
        if kept.value() is None:
            self.refusals[key].ask(_("Choose a kept document from the list first."))
            self.refusals[key].show()
            return
        self.document_chosen.emit(key, kept.value())

    def _choose(self, key: str) -> None:
        title, kinds = _("Choose a PDF or photograph"), "PDF, JPEG, PNG (*.pdf *.jpg *.jpeg *.png)"
        name, _kind = QFileDialog.getOpenFileName(self.window(), title, str(Path.home()), kinds)
        if name:
            self.file_chosen.emit(key, Path(name))

    def _bind(self) -> None:
        start = str(Path.home() / "添付書類.pdf")
        name, _kind = QFileDialog.getSaveFileName(self.window(), self.bind.text(), start, "PDF (*.pdf)")
        if name:
            self.bind_wanted.emit(Path(name))

    def focus_first(self) -> None:
        self.setFocus()


def _chip(needed: Needed, there: bool) -> Chip:
    if needed.missing:
        return Chip(_("Still missing"), "warn")
    if there or needed.attachment.kind == EXTRACT:
        return Chip(_("It is there"), "ok")
    return Chip(_("Required") if needed.required else _("If there is one"))
