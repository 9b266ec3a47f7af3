"""これまでの変更: who changed what and when, and the way back for each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.app.when import short_moment
from kobe_desk.core import clock
from kobe_desk.core.audit import AuditRow
from kobe_desk.core.text import N_, _
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import EmptyState
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.table import Column as TableColumn
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph
from kobe_desk.ui.theme import follow, theme

if TYPE_CHECKING:
    from kobe_desk.app.opened import Opened

SHOWN = 500
COLUMNS: tuple[TableColumn[AuditRow], ...] = (
    TableColumn(N_("When"), lambda row: short_moment(row.at.astimezone(clock.JST)), width=186),
    TableColumn(N_("What"), lambda row: _(row.label), width=260, stretch=True, bold=True),
    TableColumn(N_("Who"), lambda row: row.person, width=136, secondary=True),
    TableColumn(
        N_("Content"),
        lambda row: _("erased") if row.erased else "",
        width=90,
        secondary=True,
    ),
)


class HistoryPart(QWidget):
    """The newest changes first; 元に戻す takes back the chosen one if nothing stands on it."""

    undo_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[AuditRow] = TableModel(COLUMNS, key=lambda row: row.sequence)
        self.table = Table(self.model, _("All changes, newest first"))
        follow(self.table, lambda: self.table.setMinimumHeight(9 * theme.px("row")))
        self.undo = secondary(_("Undo this change"), "undo-2")
        self.empty = EmptyState(
            _("Nothing was changed yet"), _("Everything that is written stands here, with who did it.")
        )
        self._full = QWidget()
        hint = Paragraph(_("Choose a line. If it was changed again later, undo the later change first."), ink="muted")
        self._full.setLayout(Column(hint, self.table, Row(self.undo, STRETCH), gap="item"))
        self.setLayout(Column(self.empty, self._full, gap=0))
        self.undo.clicked.connect(lambda: self.undo_wanted.emit(self.table.row))
        self.show_changes(())

    def show_changes(self, rows: Sequence[AuditRow]) -> None:
        self.empty.setVisible(not rows)
        self._full.setVisible(bool(rows))
        self.model.show(rows)
        if rows and self.table.row is None:
            self.table.choose(rows[0].sequence)


class HistoryController(QObject):
    """Asks again after every change."""

    def __init__(self, part: HistoryPart, opened: "Opened") -> None:
        super().__init__(part)
        self._part, self._desk = part, opened.desk
        part.undo_wanted.connect(self._undo)
        opened.desk.changed.connect(self._ask)
        self._ask()

    def _ask(self, _change: object = None) -> None:
        self._desk.history(None, self._part.show_changes, SHOWN)

    def _undo(self, row: AuditRow | None) -> None:
        if row is not None:
            self._desk.undo_at(row.sequence)


def open_part(opened: "Opened") -> HistoryPart:
    part = HistoryPart()
    HistoryController(part, opened)
    return part
