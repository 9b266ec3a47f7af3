"""列の読みかた: what each column of a bank's file is; set by hand once, remembered for the next file of that form."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import N_, _
from kobe_desk.ui.button import link
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.text import Label, Paragraph

FIELDS = {
    "": N_("not used"),
    "day": N_("Date"),
    "year": N_("Year"),
    "month": N_("Month"),
    "day_of": N_("Day of the month"),
    "out": N_("Money out"),
    "in": N_("Money in"),
    "amount": N_("Money in and out (with a sign)"),
    "side": N_("In or out"),
    "text": N_("What for"),
    "more": N_("More words"),
    "balance": N_("Balance"),
}


class ColumnsCard(Card):
    """A drop-down for each column; folded while everything is found."""

    changed = Signal(object)
    """The fields of all columns."""

    def __init__(self) -> None:
        self.fold = link(_("Correct how they are read"), "pencil")
        super().__init__(_("How the columns are read"), more=self.fold)
        self.missing = Notice("warn", _("Say which columns hold the day and the amount."))
        self._words = Paragraph(ink="muted", narrow=True)
        self._flow = Flow(gap=12, lines="group")
        self._open = QWidget()
        inner = Column(Paragraph(_("The next file of this form is read the same way."), ink="muted"))
        inner.addLayout(self._flow)
        self._open.setLayout(inner)
        self.selects: list[Select] = []
        self._headings: tuple[str, ...] = ()
        self.body.add(self.missing, self._words, self._open)
        self.fold.clicked.connect(lambda: self._unfold(unfold=self._open.isHidden()))

    def show_columns(self, headings: Sequence[str], fields: Sequence[str], examples: Sequence[str]) -> None:
        """Show the columns with what the first row holds in each."""
        self._flow.empty()
        self._headings, self.selects = tuple(headings), []
        for place, field in enumerate(fields):
            heading = headings[place] or _("column {letter}").format(letter=place + 1)
            select = Select([(key, _(words)) for key, words in FIELDS.items()], 110)
            select.set_value(field)
            select.setAccessibleName(_("{column} is read as").format(column=f"{place + 1} {heading}"))
            select.edited.connect(lambda select=select: self._choose(select))
            self.selects.append(select)
            self._flow.add(_cell(heading, select, examples[place] if place < len(examples) else ""))
        self._say()

    def show_complete(self, *, complete: bool) -> None:
        """Whether day and amount are known; else the drop-downs are open."""
        self.missing.setVisible(not complete)
        self._unfold(unfold=not complete)

    def _unfold(self, *, unfold: bool) -> None:
        self._open.setVisible(unfold)
        self._words.setVisible(not unfold)
        self.fold.say(_("Fold the headings") if unfold else _("Correct how they are read"),
                      "chevron-up" if unfold else "pencil")  # fmt: skip

    def _choose(self, changed: Select) -> None:
        for other in self.selects:
            if other is not changed and other.value() == changed.value():
                other.set_value("")
        self._say()
        self.changed.emit(tuple(select.value() for select in self.selects))

    def _say(self) -> None:
        pairs = zip(self._headings, self.selects, strict=True)
        said = [f"{heading} → {select.currentText()}" for heading, select in pairs if select.value()]
        self._words.say("、".join(said))


def _cell(heading: str, select: Select, example: str) -> QWidget:
    cell = QWidget()
    caption = Label(_short(heading), ink="muted")
    caption.setBuddy(select)
    cell.setLayout(Column(caption, select, Label(_short(example), ink="muted"), gap="tight"))
    return cell


def _short(text: str) -> str:
    return text if len(text) <= 10 else f"{text[:9]}…"
