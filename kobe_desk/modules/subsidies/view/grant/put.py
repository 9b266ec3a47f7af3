"""Papers put to a later stage: each with ways to call it otherwise, to move, turn and take it out, and to put more."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import EnclosureRow
from kobe_desk.modules.subsidies.view.line_papers import PICTURES, Documents, Papers, kilobytes
from kobe_desk.ui.button import Button, link, secondary
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, Row
from kobe_desk.ui.notice import Picture
from kobe_desk.ui.text import Paragraph


class LaterPapers(Papers):
    """Papers in the order they are handed in: each can be called otherwise and moved; several are chosen at once."""

    files_chosen = Signal(str, object)
    """What the programme calls them, and the paths of PDFs and photographs."""
    named = Signal(object, str)
    by_hand_wanted = Signal(str)
    """What the programme calls it: it is handed in on paper."""
    moved = Signal(object, int)
    """A paper, and by how many places: below 0 it goes up."""

    def __init__(self, there: Sequence[EnclosureRow], documents: Documents, key: str = "", label: str = "") -> None:
        """`key` and `label` of a paper that the programme names; only what it does not name is numbered."""
        self._order = [each.id for each in there]
        self.ways: dict[tuple[str, UUID], Button] = {}
        self.names: dict[UUID, TextField] = {}
        super().__init__(key, label or _("the papers of this step"), there, documents)

    def _ways(self, documents: Documents) -> QWidget:
        """What the programme names can go on paper too; the rest is named for that first, in a form of its own."""
        line = super()._ways(documents)
        ways = line.layout()
        if self.key and ways is not None:
            name = _("{label} goes on paper").format(label=self._label)
            self.by_hand = secondary(_("It goes on paper"), "file-text", name=name)
            self.by_hand.clicked.connect(lambda: self.by_hand_wanted.emit(self.key))
            ways.addWidget(self.by_hand)
        return line

    def _there(self, row: EnclosureRow) -> QWidget:
        at = self._order.index(row.id)
        words = row.title if row.by_hand else _("{title} ({size} KB)").format(title=row.title, size=kilobytes(row))
        words = words if self.key else _("{number}. {title}").format(number=at + 1, title=words)
        name = Row(Picture("paperclip", "muted"), gap="tight")
        name.addWidget(Paragraph(words, bold=True, narrow=True), 1)
        if row.by_hand:
            name.add(Chip(_("Goes on paper"), "info"))
        field = self._name_field(row)
        rename = self._way(row, "rename", link(_("Call it otherwise"), "pencil"))
        rename.clicked.connect(lambda: self._open(field, self.names[row.id]))
        line = QWidget()
        ways = Flow(rename, *self._moves(row, at), *self._changes(row))
        line.setLayout(Column(name, ways, field, gap="tight", around=(0, 0, 0, 10)))
        return line

    def _moves(self, row: EnclosureRow, at: int) -> list[Button]:
        up = self._way(row, "up", link(_("Move up"), "arrow-up"))
        up.clicked.connect(lambda: self.moved.emit(row.id, -1))
        up.setEnabled(at > 0)
        down = self._way(row, "down", link(_("Move down"), "arrow-down"))
        down.clicked.connect(lambda: self.moved.emit(row.id, 1))
        down.setEnabled(at + 1 < len(self._order))
        return [up, down] if len(self._order) > 1 else []

    def _changes(self, row: EnclosureRow) -> list[Button]:
        """Ways to turn it, where it is here, and to take it out."""
        take = self._way(row, "out", link(_("Take it out"), "x"))
        take.clicked.connect(lambda: self.take_out_wanted.emit(row.id))
        if row.by_hand:
            return [take]
        turn = self._way(row, "turn", link(_("Turn it"), "rotate-ccw"))
        turn.clicked.connect(lambda: self.turn_wanted.emit(row.id))
        return [turn, take]

    def _way(self, row: EnclosureRow, what: str, button: Button) -> Button:
        """A button that says aloud which paper it is for."""
        button.setAccessibleName(_("{act}: {title}").format(act=button.words(), title=row.title))
        self.ways[what, row.id] = button
        return button

    def _name_field(self, row: EnclosureRow) -> QWidget:
        """The name as it can be written otherwise; hidden until it is wished."""
        text = self.names[row.id] = TextField(width=320)
        text.set_value(row.title)
        text.setAccessibleName(_("Name of {title}").format(title=row.title))
        keep = self._way(row, "keep", secondary(_("Keep this name"), "check"))
        keep.clicked.connect(lambda: self.named.emit(row.id, text.value()))
        text.returnPressed.connect(keep.click)
        holder = QWidget()
        holder.setLayout(Flow(text, keep))
        holder.hide()
        return holder

    def _open(self, holder: QWidget, text: TextField) -> None:
        holder.show()
        text.setFocus()
        text.selectAll()

    def _choose(self) -> None:
        title = _("Choose PDFs or photographs")
        names, _kind = QFileDialog.getOpenFileNames(self.window(), title, str(Path.home()), PICTURES)
        if names:
            self.files_chosen.emit(self.key, tuple(map(Path, names)))
