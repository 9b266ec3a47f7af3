"""How a cell of the grid is drawn and written in."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from kobe_desk.ui.table.view import Cells, Table


class GridCells(Cells):
    """The row one stands in has the bar; what is selected has the ground."""

    def picked(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> bool:
        grid = self.parent()
        if super().picked(option, index):
            return True
        assert isinstance(grid, Table)  # noqa: S101 - it is made by no other
        with_bar = index.column() == 0 and grid.selectionModel().rowIntersectsSelection(index.row())
        return with_bar or grid.currentIndex().row() == index.row()

    # Qt asks:

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        from kobe_desk.ui.table.grid.editor import open_editor  # imported when somebody writes

        model = index.model()
        column = model.columns[index.column()]  # type: ignore[attr-defined]
        name = model.headerData(index.column(), Qt.Orientation.Horizontal)
        return open_editor(parent, column.choices, f"{name}: {model.index(index.row(), 0).data() or ''}")

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        editor.begin(str(index.data(Qt.ItemDataRole.EditRole) or ""))  # type: ignore[attr-defined]

    def setModelData(self, editor: QWidget, model: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        model.reading = getattr(editor, "reading", "")
        model.setData(index, editor.typed())  # type: ignore[attr-defined]
        model.reading = ""
