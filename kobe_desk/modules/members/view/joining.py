"""Somebody who is on the roster already moves into a household; the others of theirs stay where they are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.members.table import CANDIDATE_COLUMNS
from kobe_desk.modules.members.usecases import PersonRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import SearchField, TextField
from kobe_desk.ui.layout import STRETCH, Column, FoldingRow, Row
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Label, Paragraph

SHOWN = 20


class JoinCard(Card):
    """Search, choose, and move: only the chosen person moves."""

    searched = Signal(str)
    join_requested = Signal(object, str)
    """The row of the person, and the relation to the head (続柄)."""

    def __init__(self) -> None:
        hint = _("Only this person moves. The others of their household stay where they are.")
        self.search = SearchField(_("Search for a person"), 220)
        self.model: TableModel[PersonRow] = TableModel(CANDIDATE_COLUMNS)
        self.table = Table(self.model, _("People who can move here"))
        self.relation = TextField(140)
        caption = Label(_("Relation"))
        caption.setBuddy(self.relation)
        self.relation.setAccessibleName(_("Relation in this household"))
        self.join = secondary(_("Move into this household"), "log-in")
        self._found = QWidget()
        said = Row(caption, self.relation, gap="item")
        self._found.setLayout(Column(self.table, FoldingRow(said, self.join, STRETCH, gap="group")))
        self._nobody = Paragraph(_("Nobody was found. Write a name or a reading."), ink="muted")
        super().__init__(
            _("Somebody from the roster joins"), Paragraph(hint, ink="muted"), self.search, self._found, self._nobody
        )
        self.search.searched.connect(self.searched)
        self.join.clicked.connect(self._join)
        self.clear()

    def clear(self, _result: object = None) -> None:
        self.search.set_text("")
        self.relation.set_value("")
        self.model.show(())
        self._found.hide()
        self._nobody.hide()

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """Who fits what was typed."""
        self.model.show(rows)
        self._found.setVisible(bool(rows))
        self._nobody.setVisible(not rows and bool(self.search.text()))
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _join(self) -> None:
        row: PersonRow | None = self.table.row
        if row is not None:
            self.join_requested.emit(row, self.relation.value())
