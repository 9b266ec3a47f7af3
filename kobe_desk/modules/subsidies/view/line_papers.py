"""The papers of one line of a table (見積書): what is there, whether one must be, and ways to put it there."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies.usecases import EnclosureRow
from kobe_desk.modules.subsidies.usecases.asking import Attachment, Evaluation, NeededAt, Table, at_line
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Row
from kobe_desk.ui.notice import Notice, Picture
from kobe_desk.ui.text import Paragraph

Documents = Sequence[tuple[UUID, str]]
PICTURES = "PDF, JPEG, PNG (*.pdf *.jpg *.jpeg *.png)"
"""What can be enclosed, as a dialog asks for it."""


def kilobytes(row: EnclosureRow) -> str:
    return f"{-(-row.size // 1024):,}"


class Papers(QWidget):
    """Papers under one name, each with ways to turn it and take it out, and below them ways to put one more there."""

    file_chosen = Signal(str, object)
    document_chosen = Signal(str, object)
    take_out_wanted = Signal(object)
    turn_wanted = Signal(object)

    def __init__(self, key: str, label: str, there: Sequence[EnclosureRow], documents: Documents) -> None:
        super().__init__()
        self.key, self._label = key, label
        self.none_chosen = Notice("error")
        self.none_chosen.hide()
        rows = [self._there(each) for each in there]
        self.setLayout(Column(*rows, self._ways(documents), self.none_chosen, gap="tight"))

    def _there(self, row: EnclosureRow) -> QWidget:
        line, label = QWidget(), self._label
        take = link(_("Take it out"), "x", name=_("Take out {title} ({label})").format(title=row.title, label=label))
        take.clicked.connect(lambda: self.take_out_wanted.emit(row.id))
        turn = link(_("Turn it"), "rotate-ccw", name=_("Turn {title} ({label})").format(title=row.title, label=label))
        turn.clicked.connect(lambda: self.turn_wanted.emit(row.id))
        words = _("{title} ({size} KB)").format(title=row.title, size=kilobytes(row))
        layout = Row(Picture("paperclip", "muted"), gap="tight")
        layout.addWidget(Paragraph(words, narrow=True), 1, Qt.AlignmentFlag.AlignVCenter)
        layout.add(turn)
        layout.add(take)
        line.setLayout(layout)
        return line

    def _ways(self, documents: Documents) -> QWidget:
        label = self._label
        words = _("Choose a PDF or photograph for {label}").format(label=label)
        self.choose = secondary(_("Choose a PDF or photograph"), "file-up", name=words)
        self.choose.clicked.connect(self._choose)
        line = QWidget()
        if not documents:
            line.setLayout(Flow(self.choose))
            return line
        self.kept = Select([(None, _("From the kept documents")), *documents])
        self.kept.setAccessibleName(_("Kept document for {label}").format(label=label))
        take = secondary(
            _("Enclose it"), "paperclip", name=_("Enclose the kept document as {label}").format(label=label)
        )
        take.clicked.connect(self._take)
        line.setLayout(Flow(self.kept, take, self.choose))
        return line

    def _take(self) -> None:
        if self.kept.value() is None:
            self.none_chosen.ask(_("Choose a kept document from the list first."))
            self.none_chosen.show()
            return
        self.document_chosen.emit(self.key, self.kept.value())

    def _choose(self) -> None:
        title = _("Choose a PDF or photograph")
        name, _kind = QFileDialog.getOpenFileName(self.window(), title, str(Path.home()), PICTURES)
        if name:
            self.file_chosen.emit(self.key, Path(name))


class LinePapers(QWidget):
    """The papers of one line under its name, with a word on whether one is wanted."""

    file_chosen = Signal(str, object)
    document_chosen = Signal(str, object)
    take_out_wanted = Signal(object)
    turn_wanted = Signal(object)

    def __init__(
        self, attachment: Attachment, line: NeededAt, there: Sequence[EnclosureRow], documents: Documents,
        key: str = "",
    ) -> None:  # fmt: skip
        """`key` is what the page calls the paper, where that is not its id."""
        super().__init__()
        label = _("{paper}: {line}").format(paper=attachment.label, line=line.line)
        mine = [each for each in there if each.row == line.row and each.attachment == (key or attachment.id)]
        self.papers = Papers(at_line(key or attachment.id, line.row), label, mine, documents)
        self.chip = _chip(line)
        self.refusal = Notice("error")
        self.refusal.hide()
        name, head = Paragraph(label, bold=True, narrow=True), QWidget()
        head.setLayout(Flow(self.chip))
        self.setLayout(Column(name, head, self.papers, self.refusal, gap="tight"))
        relay(self.papers, self)


def relay(papers: QWidget, to: QWidget) -> None:
    """Hand on what is wished below."""
    for name in ("file_chosen", "document_chosen", "take_out_wanted", "turn_wanted"):
        getattr(papers, name).connect(getattr(to, name))


def _chip(line: NeededAt) -> Chip:
    if line.missing:
        return Chip(_("Still missing"), "warn")
    if line.there:
        return Chip(_("It is there"), "ok")
    return Chip(_("In the one for all lines"), "ok") if line.required else Chip(_("If there is one"))


def lines_of(table: Table, evaluation: Evaluation | None, row: UUID | None) -> list[tuple[Attachment, NeededAt]]:
    """The papers that belong to one row of a table, each with how it stands there."""
    needed = evaluation.attachments if evaluation else ()
    return [
        (each.attachment, line)
        for each in needed
        if each.attachment.lines and each.attachment.lines.table == table.id
        for line in each.lines
        if line.row == row
    ]


def gone_with(row: UUID, there: Sequence[EnclosureRow]) -> str:
    """What is said when a row is removed: its papers go with it once the page is saved. Empty if it has none."""
    gone = sum(each.row == row for each in there)
    words = n_(
        "{n} paper of this row goes with it when you go on. “Undo” brings both back.",
        "{n} papers of this row go with it when you go on. “Undo” brings all of them back.",
        gone,
    )
    return words.format(n=gone) if gone else ""
