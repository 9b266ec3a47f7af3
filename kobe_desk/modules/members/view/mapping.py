"""見出しの読みかた: what each column of the file is taken for, why, and the way to say otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.text import Label, Paragraph

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
        super().__init__()
        heading = Label(_("How the headings are read"), bold=True)
        hint = Paragraph(
            _("If one is wrong, choose another. The next file of this form is read the same way."), ink="muted"
        )
        self._flow = Flow(gap=12, lines="item")
        self.columns: list[Select] = []
        self.era = Select(width=110)
        self.era.edited.connect(self._tell)
        self.body.add(heading, hint)
        self.body.addLayout(self._flow)

    def show_columns(self, columns: Sequence[ColumnRow], fields: Options, eras: Options) -> None:
        """Show the columns with what can be chosen for each."""
        self.era.setParent(self)
        self._flow.empty()
        self.columns = [self._select(column, fields) for column in columns]
        for column, select in zip(columns, self.columns, strict=True):
            self._flow.add(_cell(_heading(column), select, column.reason))
        self.era = Select(eras, 110)
        self.era.setAccessibleName(_("Era of dates without one"))
        self.era.edited.connect(self._tell)
        self._flow.add(_cell(_("Dates without an era"), self.era, _("such as 23.4.1")))

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
