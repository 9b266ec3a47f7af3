"""そえる書類 of a later stage: what goes with its papers, how it is called and in which order, and what is on paper."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import EnclosureRow, LaterEnclosures
from kobe_desk.modules.subsidies.view.line_papers import PICTURES, Documents, Papers, kilobytes
from kobe_desk.ui.button import Button, link, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.field import FormField, Need, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice, Picture
from kobe_desk.ui.page import Page
from kobe_desk.ui.text import Paragraph


class LaterPapers(Papers):
    """Papers in the order they are handed in: each can be called otherwise and moved; several are chosen at once."""

    files_chosen = Signal(object)
    """The paths of PDFs and photographs."""
    named = Signal(object, str)
    moved = Signal(object, int)
    """A paper, and by how many places: below 0 it goes up."""

    def __init__(self, there: Sequence[EnclosureRow], documents: Documents) -> None:
        self._order = [each.id for each in there]
        self.ways: dict[tuple[str, UUID], Button] = {}
        self.names: dict[UUID, TextField] = {}
        super().__init__("", _("the papers of this step"), there, documents)

    def _there(self, row: EnclosureRow) -> QWidget:
        at = self._order.index(row.id)
        words = row.title if row.by_hand else _("{title} ({size} KB)").format(title=row.title, size=kilobytes(row))
        name = Row(Picture("paperclip", "muted"), gap="tight")
        name.addWidget(Paragraph(_("{number}. {title}").format(number=at + 1, title=words), bold=True, narrow=True), 1)
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
            self.files_chosen.emit(tuple(map(Path, names)))


class LaterEnclosuresPage(Page):
    """What is enclosed, then a line for what is handed in on paper."""

    help_page = "subsidies-grant"
    files_chosen = Signal(object)
    document_chosen = Signal(object)
    by_hand_wanted = Signal(str)
    named = Signal(object, str)
    moved = Signal(object, int)
    take_out_wanted = Signal(object)
    turn_wanted = Signal(object)

    def __init__(self, stage: str) -> None:
        super().__init__(_("Papers to enclose"), stage, back=_("To the grant"))
        self.notice = Notice("warn")
        self.notice.hide()
        words = _("Photographs, flyers, lists: what is put here goes with the papers of this step, in this order.")
        self._content = Column(gap="item")
        self.papers: LaterPapers | None = None
        self._pressed: tuple[str, UUID] | None = None
        self.add(Column(self.notice, Paragraph(words, ink="muted"), self._content, self._on_paper(), STRETCH,
                        gap="item", around=(0, 14, 0, 0)))  # fmt: skip

    def _on_paper(self) -> Card:
        support = _("It stands in the list of enclosures, and is handed in beside the package.")
        self.form = Form({"title": FormField(_("Name of the paper"), TextField(), Need.REQUIRED, support=support)})
        self.by_hand = secondary(_("Put it in the list"), "plus")
        self.by_hand.clicked.connect(self._add_by_hand)
        return Card(_("Papers that go on paper"), self.form, Row(self.by_hand, STRETCH))

    def _add_by_hand(self) -> None:
        read = self.form.read()
        if read is not None:
            self.by_hand_wanted.emit(read["title"])

    def show_enclosures(self, row: LaterEnclosures) -> None:
        """Show what goes with the step; the button that was pressed last keeps the focus where it is still there."""
        documents = [(each.id, each.title) for each in row.documents]
        papers = self.papers = LaterPapers(row.papers, documents)
        papers.files_chosen.connect(self.files_chosen)
        papers.document_chosen.connect(lambda _key, document: self.document_chosen.emit(document))
        papers.take_out_wanted.connect(self.take_out_wanted)
        papers.turn_wanted.connect(self.turn_wanted)
        papers.named.connect(self.named)
        papers.moved.connect(self._move)
        self._content.empty()
        self._content.add(Card(_("Enclosed"), papers))
        if self._pressed in papers.ways:
            _focus(papers, self._pressed)
        self._pressed = None

    def _move(self, key: UUID, by: int) -> None:
        self._pressed = ("up" if by < 0 else "down", key)
        self.moved.emit(key, by)

    def added_by_hand(self) -> None:
        """The line is free for the next one."""
        self.form.fill({"title": ""})
        self.form.focus_first()

    def show_refusal(self, error: UserError) -> None:
        """At its field, else above."""
        if not self.form.show_refusal(error):
            self.say("warn", error.message())

    def show_refused(self, refused: Sequence[tuple[str, UserError]]) -> None:
        """Files that were not taken, each by its name and why."""
        told = (_("{name}: {why}").format(name=name, why=error.message()) for name, error in refused)
        self.say("warn", "\n".join(told))

    def say(self, meaning: str, text: str) -> None:
        self.notice.mean(meaning)
        self.notice.ask(text)
        self.notice.setVisible(bool(text))
        self.to_top()

    # Qt asks:

    def focus_first(self) -> None:
        if self.papers is not None:
            self.papers.choose.setFocus()


def _focus(papers: LaterPapers, pressed: tuple[str, UUID]) -> None:
    """The same button; at an end of the list, where that goes no further, the opposite one."""
    what, key = pressed
    button = papers.ways[pressed]
    other = papers.ways["down" if what == "up" else "up", key]
    (button if button.isEnabled() else other).setFocus()
