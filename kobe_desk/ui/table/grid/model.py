"""The rows of a grid: what was typed stands in its cell at once, and stays there where the desk refuses it."""

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal

from kobe_desk.ui.table.column import Column
from kobe_desk.ui.table.model import ICON_ROLE, MEANING_ROLE, Index, TableModel

R = TypeVar("R")


class GridModel(TableModel[R]):
    """Rows that can be written in. `typed` tells what was written where; nothing here says whether it is kept."""

    typed = Signal(object, str, str)
    """A row, the key of a column, and the text."""

    def __init__(self, columns: Sequence[Column[R]], **more: Any) -> None:
        super().__init__(columns, **more)
        self.editable = False
        self.reading = ""
        """While `typed` is told: the kana of the text, if an input method composed all of it."""
        self._written: dict[tuple[Any, str], str] = {}
        self._wrong: dict[tuple[Any, str], tuple[str, str]] = {}
        self.modelReset.connect(self._written.clear)

    def refuse(self, key: Any, column: str, text: str, sentence: str) -> None:
        """What was typed stays in its cell, marked, with the sentence that says why it is not kept."""
        self._written.pop((key, column), None)
        self._wrong[key, column] = (text, sentence)
        self._repaint()

    def forget(self, key: Any, column: str) -> None:
        """What was typed and not kept goes."""
        self._written.pop((key, column), None)
        self._wrong.pop((key, column), None)
        self._repaint()

    def wrong_at(self, index: Index) -> str:
        """Why what stands in a cell is not kept; empty when all is well."""
        return self._wrong.get(self._cell(index), ("", ""))[1]

    def cell_of(self, key: Any, column: str) -> QModelIndex:
        """Where a cell is, as far as rows are at hand."""
        place, at = self.place_of(key), self.column_of(column)
        return QModelIndex() if place is None or at is None else self.index(place, at)

    def column_of(self, key: str) -> int | None:
        return next((at for at, column in enumerate(self.columns) if column.key == key), None)

    def is_written_in(self, index: Index) -> bool:
        """Whether somebody may write in a cell."""
        return self.editable and index.isValid() and self.columns[index.column()].typed is not None

    def block(self, one: Index, other: Index) -> QItemSelection:
        """All cells between two corners, whichever of them comes first."""
        rows, columns = sorted((one.row(), other.row())), sorted((one.column(), other.column()))
        return QItemSelection(self.index(rows[0], columns[0]), self.index(rows[1], columns[1]))

    def _cell(self, index: Index) -> tuple[Any, str]:
        row = self.row_at(index.row())
        return (None if row is None else self.key(row), self.columns[index.column()].key)

    def _repaint(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    # Qt asks:

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_written_in(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._cell(index) if self._written or self._wrong or role == Qt.ItemDataRole.EditRole else (None, "")
        if cell in self._wrong:
            text, sentence = self._wrong[cell]
            marks: dict[int, str] = {
                MEANING_ROLE: "error", ICON_ROLE: "octagon-alert", Qt.ItemDataRole.DisplayRole: text,
                Qt.ItemDataRole.EditRole: text, Qt.ItemDataRole.AccessibleTextRole: f"{text} {sentence}",
            }  # fmt: skip
            if role in marks:
                return marks[role]
        if role == Qt.ItemDataRole.EditRole:
            row, typed = self.row_at(index.row()), self.columns[index.column()].typed
            return self._written.get(cell, typed(row) if typed and row is not None else "")
        if cell in self._written and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._written[cell]
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index.row())
        if role != Qt.ItemDataRole.EditRole or row is None or value == self.data(index, role):
            return False
        cell = self._cell(index)
        self._wrong.pop(cell, None)
        self._written[cell] = str(value)
        self.dataChanged.emit(index, index)
        self.typed.emit(row, cell[1], str(value))
        return True
