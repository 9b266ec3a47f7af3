"""ことばの読みかた: how the words of a file for sex and relation are read, and the way to say otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import SEXES
from kobe_desk.ui.button import link
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.text import Label, Paragraph

SEX, RELATION = "sex", "relation"
TITLES = {SEX: N_("Sex"), RELATION: N_("Relation")}
HEADS = (("世帯主", N_("Head of the household")), ("=", N_("Relation as written")))


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word of a column, in how many lines it stands, what it is read as, and whether that is sure."""

    field: str
    word: str
    count: int
    meaning: str
    known: bool


class WordsCard(Card):
    """A drop-down for each word. Folded while every word is known; open when one is not."""

    chosen = Signal(str, str, str)
    """Field, word and meaning."""

    def __init__(self) -> None:
        self.fold = link(_("Fold the words"), "chevron-up")
        super().__init__(_("How words are read"), more=self.fold)
        self._words = Paragraph(narrow=True)
        self._flow = Flow(gap=12, lines="group")
        self._open = QWidget()
        inner = Column(Paragraph(_("If one is read wrongly, choose otherwise. It holds for every line."), ink="muted"))
        inner.addLayout(self._flow)
        self._open.setLayout(inner)
        self.selects: dict[tuple[str, str], Select] = {}
        self._opened: bool | None = None
        self.body.add(self._words, self._open)
        self.fold.clicked.connect(self._turn)
        self.hide()

    def show_words(self, rows: Sequence[WordLine]) -> None:
        """Show the words; those nobody knows open the card."""
        self.setVisible(bool(rows))
        keys = [(row.field, row.word) for row in rows]
        if keys == list(self.selects):
            for row in rows:
                self.selects[row.field, row.word].set_value(row.meaning)
        else:
            self._flow.empty()
            self.selects = {}
            for row in rows:
                self._flow.add(self._cell(row))
        said = _("“{word}” → {meaning}")
        shown = [said.format(word=row.word, meaning=self.selects[row.field, row.word].currentText()) for row in rows]
        self._words.say("、".join(shown))
        unsure = any(not row.known for row in rows)
        self._unfold(unfold=unsure if self._opened is None else self._opened)

    def _cell(self, row: WordLine) -> QWidget:
        options = [(key, _(words)) for key, words in (SEXES if row.field == SEX else HEADS)]
        select = Select(options, 150)
        select.set_value(row.meaning)
        caption = _("{column}: “{word}” ({count})").format(
            column=_(TITLES[row.field]), word=row.word, count=f"{row.count:,}"
        )
        select.setAccessibleName(caption)
        select.edited.connect(lambda: self.chosen.emit(row.field, row.word, select.value()))
        self.selects[row.field, row.word] = select
        label = Label(caption, ink="" if row.known else "warn", bold=not row.known)
        holder = QWidget()
        holder.setLayout(Column(label, select, gap="hair"))
        return holder

    def _turn(self) -> None:
        self._opened = self._open.isHidden()
        self._unfold(unfold=self._opened)

    def _unfold(self, *, unfold: bool) -> None:
        self._open.setVisible(unfold)
        self._words.setVisible(not unfold)
        if unfold:
            self.fold.say(_("Fold the words"), "chevron-up")
        else:
            self.fold.say(_("Correct how words are read"), "pencil")
