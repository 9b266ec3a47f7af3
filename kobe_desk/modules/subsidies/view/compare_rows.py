"""A table beside what it was before and what the desk says today: row by row, each with its own buttons."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import ComparedTable, Sum
from kobe_desk.modules.subsidies.usecases.asking import Column as Asked
from kobe_desk.modules.subsidies.usecases.asking import RowBeside, RowVersion, spoken
from kobe_desk.modules.subsidies.view.counted import label_of
from kobe_desk.modules.subsidies.view.question import words_of
from kobe_desk.ui.button import Button, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, FoldingRow, Known, LastingColumn, Rule
from kobe_desk.ui.text import Label, Paragraph, strong

UNLIKE = "≠"
"""Stands before what is not the same in every version."""


class RowsBeside(Card):
    """Some rows of one table. Every wish is the table and the row; `buttons` are known by row and by what they do."""

    before_wanted = Signal(str, str)
    today_wanted = Signal(str, str)
    keep_wanted = Signal(str, str)

    def __init__(self, table: str, *more: QWidget) -> None:
        super().__init__(table, *more)
        self._parts = LastingColumn()
        self.body.addLayout(self._parts)
        self.buttons: dict[tuple[str, str], Button] = {}

    def show_rows(self, compared: ComparedTable, lines: Sequence[RowBeside]) -> None:
        """Show these rows of the table, under what its columns come to."""
        said = [(_sum_words(compared, each), "") for each in compared.sums]
        if compared.again and any(not each.settled for each in lines):
            words = _("This table is asked anew every year. Every row is confirmed once, also one taken from before.")
            said.append((words, "muted"))
        if any(each.differing for each in lines):
            said.append((_("{mark} stands before what differs.").format(mark=UNLIKE), "muted"))
        heads = [Known(at, words, partial(_paragraph, *words)) for at, words in enumerate(said)]
        rows = [Known(each.key, each, partial(self._row, compared, each)) for each in lines]
        made = self._parts.show_parts([*heads, *rows])[len(heads) :]
        self.buttons = {
            (line.key, kind): button
            for line, row in zip(lines, made, strict=True)
            if isinstance(row, _Beside)
            for kind, button in row.buttons.items()
        }

    def _row(self, compared: ComparedTable, line: RowBeside) -> "_Beside":
        row = _Beside(compared, line)
        for kind, wish in (("before", self.before_wanted), ("today", self.today_wanted), ("keep", self.keep_wanted)):
            if kind in row.buttons:
                row.buttons[kind].clicked.connect(partial(self._wish, wish, compared.key, line.key))
        return row

    @staticmethod
    def _wish(wish: SignalInstance, table: str, line: str, _checked: bool = False) -> None:
        wish.emit(table, line)


def _paragraph(words: str, ink: str) -> Paragraph:
    return Paragraph(words, ink=ink, narrow=True)


class _Beside(QWidget):
    """One row in its versions, how it stands, and what can become of it."""

    def __init__(self, compared: ComparedTable, line: RowBeside) -> None:
        super().__init__()
        self._compared, self._line = compared, line
        self._name = compared.name_of(line) or _("(empty)")
        self.buttons = self._ways()
        heading = Paragraph(self._name, "lead", narrow=True)
        ways = Flow(_chip(compared, line), *self.buttons.values())
        self.setLayout(Column(Rule(), heading, _versions(compared, line), ways, gap="tight"))

    def _ways(self) -> dict[str, Button]:
        """What can become of the row; what it is already has no button."""
        line, found = self._line, {}
        here = line.now is not None
        if line.changed_from(line.before) and not line.unchanged:
            words = _("Take the row of before") if here else _("Put in the row of before")
            found["before"] = self._way(words, "history")
        if line.changed_from(line.today):
            found["today"] = self._way(_("Take the desk's row") if here else _("Put in the desk's row"), "link")
        if here and line.today is None and self._compared.filled:
            found["today"] = self._way(_("Take this row out"), "trash-2")
        if not line.settled:
            words = _("It is right as it is") if here else _("Do not put it in")
            found["keep"] = self._way(words, "check" if here else "x")
        return found

    def _way(self, words: str, icon: str) -> Button:
        table = self._compared.table.label
        if self._compared.programmes:
            table = _("{title}: {what}").format(title=_(", ").join(self._compared.programmes), what=table)
        name = _("{table}, {row}: {words}").format(table=table, row=self._name, words=words)
        return secondary(words, icon, name=name)


def _chip(compared: ComparedTable, line: RowBeside) -> Chip:
    """How the row stands, in a word."""
    if line.left:
        return Chip(_("Left out"), "ok")
    if line.settled:
        return Chip(_("Looked at"), "ok")
    alone = {
        (True, False, False): _("Only before"),
        (False, True, False): _("Only at the desk"),
        (False, False, True): _("Only in this application"),
        (True, True, False): _("Not in this application"),
    }
    has = (line.before is not None, line.today is not None, line.now is not None)
    if has in alone:
        return Chip(alone[has], "warn")
    if compared.filled and line.today is None:
        return Chip(_("The desk has it no more"), "warn")
    return Chip(_("They differ"), "warn") if line.differing else Chip(_("The same"), "ok")


def _versions(compared: ComparedTable, line: RowBeside) -> QWidget:
    """The versions side by side, from 16 pt on one below the other; once where all say the same."""
    known = (
        (_("The application before"), line.before),
        (_("The desk today"), line.today),
        (_("This application"), line.now),
    )
    shown = [(name, row) for name, row in known if row is not None]
    if not line.differing:
        fullest = max((version for _name, version in shown), key=len)
        shown = [(_(", ").join(name for name, _version in shown), fullest)]
    row = FoldingRow(gap="group")
    for name, version in shown:
        words = Paragraph(_words(compared, line, version), narrow=True)
        row.addLayout(Column(Label(name, ink="muted"), words, STRETCH, gap="hair"), 1)
    held = QWidget()
    held.setLayout(row)
    return held


def _words(compared: ComparedTable, line: RowBeside, version: RowVersion) -> str:
    """The cells of one version, each on its line if any differs; that one is marked and stands out."""
    said = []
    for column in compared.table.columns:
        answer = version.get(column.id)
        if answer is None or (answer.blank and column.id not in line.differing):
            continue
        words = _("{label}: {words}").format(label=column.field.label, words=_cell(compared, column, version))
        said.append(strong(f"{UNLIKE} {words}") if column.id in line.differing else words)
    return ("\n" if line.differing else " ／ ").join(said) or _("(empty)")


def _cell(compared: ComparedTable, column: Asked, version: RowVersion) -> str:
    return words_of(column.field, version[column.id], compared.lists)


def _sum_words(compared: ComparedTable, each: Sum) -> str:
    """金額の計　前の申請 523,400円 → 今度の申請 480,000円（43,400円少ない）."""
    column = compared.table.column(each.total.column)

    def said(figure: int) -> str:
        return spoken(column.field, figure, compared.lists) if column else f"{figure:,}"

    known = (
        (_("The application before"), each.before),
        (_("The desk today"), each.today),
        (_("This application"), each.now),
    )
    parts = [_("{name} {sum}").format(name=name, sum=said(yen)) for name, yen in known if yen is not None]
    words = _("Total of {table}: {sums}").format(table=label_of(compared.table, each.total), sums=" → ".join(parts))
    return words if each.before is None else f"{words}{_difference(each.now - each.before, said)}"


def _difference(by: int, said: Callable[[int], str]) -> str:
    if not by:
        return _(" (the same)")
    return (_(" ({sum} more)") if by > 0 else _(" ({sum} less)")).format(sum=said(abs(by)))
