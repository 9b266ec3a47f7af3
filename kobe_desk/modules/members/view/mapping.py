"""見出しの読みかた: what each column of the file is taken for, why, and the way to say otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.button import link
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import theme

_HEADING_SHOWN = 9
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the file: its letter as in a spreadsheet, its heading, what it is taken for and why."""

    letter: str
    heading: str
    field: str
    reason: str
    examples: tuple[str, ...]


class MappingCard(Card):
    """A drop-down for each column. A field that is given to another column is taken from the one before."""

    changed = Signal(object, str)
    """The fields of all columns, and the era of dates without one."""

    def __init__(self) -> None:
        self.fold = link(_("Fold the headings"), "chevron-up")
        super().__init__(_("How the headings are read"), more=self.fold)
        hint = _("If one is wrong, choose another. The next file of this form is read the same way.")
        self._flow = Flow(gap=12, lines="group")
        self._open = QWidget()
        inner = Column(Paragraph(hint, ink="muted"))
        inner.addLayout(self._flow)
        self._open.setLayout(inner)
        self._words = Paragraph(narrow=True)
        self.columns: list[Select] = []
        self._rows: tuple[ColumnRow, ...] = ()
        self.era = Select(width=110)
        self.body.add(self._words, self._open)
        self.fold.clicked.connect(lambda: self._unfold(unfold=self._open.isHidden()))
        self._unfold(unfold=not theme.large)

    def show_columns(self, columns: Sequence[ColumnRow], fields: Options, eras: Options) -> None:
        """Show the columns with what can be chosen for each."""
        self._flow.empty()
        self._rows = tuple(columns)
        self.columns = [self._select(column, fields) for column in columns]
        for column, select in zip(columns, self.columns, strict=True):
            self._flow.add(_cell(_heading(column), select, column.reason))
        self.era = Select(eras, 110)
        self.era.setAccessibleName(_("Era of dates without one"))
        self.era.edited.connect(self._tell)
        self._flow.add(_cell(_("Dates without an era"), self.era, _("such as 23.4.1")))
        self._say()

    def _unfold(self, *, unfold: bool) -> None:
        """Folded, one sentence says how the columns are read: at 20 pt the drop-downs would fill the screen."""
        self._open.setVisible(unfold)
        self._words.setVisible(not unfold)
        if unfold:
            self.fold.say(_("Fold the headings"), "chevron-up")
        else:
            self.fold.say(_("Correct how they are read"), "pencil")

    def _say(self) -> None:
        pairs = zip(self._rows, self.columns, strict=True)
        said = [f"{row.heading or row.letter} → {select.currentText()}" for row, select in pairs]
        self._words.say("、".join(said))

    def _select(self, column: ColumnRow, fields: Options) -> Select:
        select = Select(fields, 110)
        select.set_value(column.field)
        select.setAccessibleName(_("{column} is read as").format(column=_heading(column)))
        select.setAccessibleDescription("、".join(column.examples))
        select.edited.connect(lambda: self._choose(select))
        return select

    def _choose(self, changed: Select) -> None:
        for other in self.columns:
            if other is not changed and other.value() == changed.value():
                other.set_value("")
        self._tell()

    def _tell(self) -> None:
        self._say()
        self.changed.emit(tuple(select.value() for select in self.columns), self.era.value())


def _heading(column: ColumnRow) -> str:
    if not column.heading:
        return _("column {letter}").format(letter=column.letter)
    heading = column.heading.replace("\n", " ")
    heading = heading if len(heading) <= _HEADING_SHOWN else f"{heading[:_HEADING_SHOWN]}…"
    return _("column {letter} “{heading}”").format(letter=column.letter, heading=heading)


def _cell(heading: str, select: Select, reason: str) -> QWidget:
    cell = QWidget()
    caption = Label(heading, ink="muted")
    caption.setBuddy(select)
    cell.setLayout(Column(caption, select, Label(reason, ink="muted"), gap="tight"))
    return cell
