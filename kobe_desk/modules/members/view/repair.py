"""直す: the cell of the current row, to be written otherwise than in the file; the file itself stays as it is."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.members.usecases.importing.items import Problem
from kobe_desk.ui.button import secondary
from kobe_desk.ui.field import TextField
from kobe_desk.ui.layout import STRETCH, FoldingRow, Row
from kobe_desk.ui.text import Label

_SIGN = re.compile(r"\[U\+[0-9A-F]{4,6}\]")


class RepairLine(QWidget):
    """Line and column, the value in a field, and a button; hidden where no single cell is at fault."""

    wished = Signal(object, str)
    """The problem, and what its cell is to say."""

    def __init__(self) -> None:
        super().__init__()
        self._problem: Problem | None = None
        self._caption = Label("", bold=True)
        self.field = TextField(260)
        self.button = secondary(_("Read it like this"), "pencil")
        self.button.clicked.connect(self._wish)
        self._caption.setBuddy(self.field)
        note = Label(_("The file stays as it is."), ink="muted")
        self.setLayout(FoldingRow(Row(self._caption, self.field, self.button, STRETCH, gap=12), note, STRETCH))
        self.show_problem(None)

    def show_problem(self, problem: Problem | None) -> None:
        """Offer the cell of this problem; without one that can be repaired, nothing."""
        if problem is not None and not problem.field:
            problem = None
        self.setVisible(problem is not None)
        if problem == self._problem:
            return
        self._problem = problem
        if problem is None:
            return
        where = _("Line {line}, {column}").format(line=problem.line, column=problem.column)
        self._caption.setText(where)
        self.field.setAccessibleName(_("{place} should say").format(place=where))
        self.button.setAccessibleName(_("Read {place} like this").format(place=where))
        self.field.set_value(_SIGN.sub("", problem.value).replace("⏎", " ").replace("⇥", " "))

    def _wish(self) -> None:
        if self._problem is not None:
            self.wished.emit(self._problem, self.field.value())
