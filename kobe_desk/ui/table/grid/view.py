"""The grid as it is seen and moved in, by keyboard or mouse."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import (
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QWidget,
)

from kobe_desk.ui.focus_ring import cell_in_sight
from kobe_desk.ui.table.column import Column
from kobe_desk.ui.table.grid.cells import GridCells
from kobe_desk.ui.table.grid.model import GridModel
from kobe_desk.ui.table.model import Index
from kobe_desk.ui.table.view import Table
from kobe_desk.ui.theme import theme

if TYPE_CHECKING:
    from kobe_desk.ui.table.grid.editor import Bubble  # editors are imported when somebody writes

R = TypeVar("R")
Hint = QAbstractItemDelegate.EndEditHint
Move = QAbstractItemView.CursorAction
_MOVES = {
    Qt.Key.Key_Up: Move.MoveUp, Qt.Key.Key_Down: Move.MoveDown, Qt.Key.Key_Left: Move.MoveLeft,
    Qt.Key.Key_Right: Move.MoveRight, Qt.Key.Key_PageUp: Move.MovePageUp, Qt.Key.Key_PageDown: Move.MovePageDown,
}  # fmt: skip
LEAST, STEP = 48, 24
"""Pixels at 12 pt: the least width of a column, and by how much a key makes it wider."""


class Grid(Table):
    """Arrows go from cell to cell, Shift or Ctrl with them picks many; Tab leaves it, and inside a cell goes on."""

    pasted = Signal()
    copied = Signal()
    filled = Signal()
    emptied = Signal()
    picked = Signal(int)
    """How many rows are picked."""
    rested = Signal()
    """Nobody is writing in a cell any more."""
    widened = Signal(object)
    """The widths of the columns, by their keys, in pixels at 12 pt."""

    def __init__(self, model: GridModel[Any], name: str) -> None:
        self._grid = model
        self._widths: dict[str, int] = {}
        self._chosen = self._measuring = False
        self._bubble: Bubble | None = None
        self._anchor = QPersistentModelIndex()
        self._extending = self._by_hand = False
        self._owes: tuple[Any, str] | None = None  # a cell to go back to: its text is not kept
        super().__init__(model, name)
        self.setItemDelegate(GridCells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self._tell_widths = QTimer(self, singleShot=True, interval=400)
        self._tell_widths.timeout.connect(lambda: self.widened.emit(dict(self._widths)))

    @property
    def said(self) -> str:
        """The sentence that stands at a cell; empty when none does."""
        return self._bubble.text if self._bubble is not None else ""

    @property
    def writing(self) -> bool:
        """Whether an editor is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def show_widths(self, widths: Mapping[str, int], *, chosen: bool) -> None:
        """The widths somebody gave the columns; `chosen` columns stay in any type, and then the table may scroll."""
        self._widths, self._chosen = dict(widths), chosen
        self._measure()

    def rows_picked(self) -> tuple[tuple[int, int], ...]:
        """The picked rows as ranges, first and last, without what lies in two of them twice."""
        ranges = sorted((each.top(), each.bottom()) for each in self._ranges())
        joined: list[tuple[int, int]] = []
        for top, bottom in ranges:
            if joined and top <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
            else:
                joined.append((top, bottom))
        return tuple(joined)

    def columns_picked(self) -> tuple[int, ...]:
        """The shown columns that the picked cells lie in."""
        found = {at for each in self._ranges() for at in range(each.left(), each.right() + 1)}
        return tuple(at for at in sorted(found) if not self.isColumnHidden(at))

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def columns_from(self, first: int) -> tuple[int, ...]:
        """The shown columns from one on to the right."""
        return tuple(at for at in range(first, self._grid.columnCount()) if not self.isColumnHidden(at))

    def refuse(self, key: Any, column: str, text: str, sentence: str) -> None:
        """Go back to a cell whose text is not kept; while somebody writes in another one, only afterwards."""
        self._grid.refuse(key, column, text, sentence)
        self._owes = (key, column)
        if not self.writing:
            self._go_back()

    def _go_back(self) -> None:
        if self._owes is None:
            return
        index, self._owes = self._grid.cell_of(*self._owes), None
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)
            self._say(index)

    def hint(self, key: Any, column: str, sentence: str) -> None:
        """Say something about a cell that is kept as it was written."""
        index = self._grid.cell_of(key, column)
        if index.isValid():
            self._tell_at(index, sentence, "warn")

    def _say(self, index: Index) -> None:
        self._tell_at(index, self._grid.wrong_at(index) if index.isValid() else "", "error")

    def _tell_at(self, index: Index, sentence: str, meaning: str) -> None:
        if self._bubble is None and sentence:
            from kobe_desk.ui.table.grid.editor import Bubble

            self._bubble = Bubble(self.viewport())
        if self._bubble is not None:
            self._bubble.say(sentence, self.visualRect(index), meaning)

    def _next_to_write(self, index: Index, by: int) -> QModelIndex:
        """The next cell, or the one before, that can be written in; at the end of a row the next row."""
        shown = [at for at in self.columns_from(0) if self._grid.columns[at].typed is not None]
        if not shown:
            return QModelIndex()
        place = shown.index(index.column()) + by if index.column() in shown else 0
        return self._grid.index(index.row() + place // len(shown), shown[place % len(shown)])

    def _pick_rows(self) -> None:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(self.currentIndex(), flags)

    def _widen(self, by: int) -> None:
        at = self.currentIndex().column()
        if at >= 0:
            self._by_hand = True
            self.horizontalHeader().resizeSection(at, self.columnWidth(at) + theme.width(by))
            self._by_hand = False

    def _resized(self, at: int, _before: int, now: int) -> None:
        dragged = bool(QApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        if now > 0 and not self._measuring and (dragged or self._by_hand):
            base = max(round(now * 12 / theme.size), LEAST)
            self._widths = {**self._widths, self._grid.columns[at].key: base}
            self._tell_widths.start()

    # as a table asks it

    def _open(self) -> None:
        if not self._grid.is_written_in(self.currentIndex()):
            super()._open()

    def _hides(self, column: Column[Any]) -> bool:
        return not self._chosen and super()._hides(column)

    def _share_width(self) -> None:
        self._measuring = True
        if not self._widths and not self._chosen:
            super()._share_width()
        else:
            shown = self.columns_from(0)
            columns = self._grid.columns
            given = {at: self._widths.get(columns[at].key) for at in shown}
            widths = {at: self.fitting(at) if width is None else theme.width(width) for at, width in given.items()}
            left = max(self.viewport().width() - sum(widths.values()), 0)
            free = [at for at in shown if columns[at].key not in self._widths]
            takers = [at for at in free if columns[at].stretch] or free[-1:] or list(shown[-1:])
            for at in shown:
                self.setColumnWidth(at, widths[at] + (left // len(takers) if at in takers else 0))
        self._measuring = False

    def ring_place(self) -> QRect:
        """The current cell, or the whole table when there is none."""
        return cell_in_sight(self, self._shown(self.currentIndex()))

    # Qt asks:

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: Any) -> None:
        super().currentChanged(current, previous)
        if not self._extending:
            self._anchor = QPersistentModelIndex(current)
        self.viewport().update()
        self._say(current)

    def selectionChanged(self, selected: Any, deselected: Any) -> None:
        super().selectionChanged(selected, deselected)
        self.picked.emit(sum(bottom - top + 1 for top, bottom in self.rows_picked()))

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        here = QPersistentModelIndex(self.currentIndex())
        super().closeEditor(editor, Hint.NoHint)
        if hint == Hint.RevertModelCache:
            self._grid.forget(*self._grid._cell(here))
            self._say(here)
        elif hint == Hint.SubmitModelCache:
            below = self._grid.index(here.row() + 1, here.column())
            self.setCurrentIndex(below if below.isValid() else self.currentIndex())
        elif hint in (Hint.EditNextItem, Hint.EditPreviousItem):
            following = self._next_to_write(here, 1 if hint == Hint.EditNextItem else -1)
            if following.isValid():
                self.setCurrentIndex(following)
                self.edit(following)
        QTimer.singleShot(0, self, self._rest)

    def _rest(self) -> None:
        if not self.writing:
            self.rested.emit()
            self._go_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _act_of(self, event: QKeyEvent) -> Any:
        """What a key does here and in no other table."""
        for keys, told in ((QKeySequence.StandardKey.Copy, self.copied), (QKeySequence.StandardKey.Paste, self.pasted)):
            if event.matches(keys):
                return told.emit
        key, held = Qt.Key(event.key()), event.modifiers()
        acts: dict[tuple[Qt.Key, Qt.KeyboardModifier], Any] = {
            (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier): self.filled.emit,
            (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): self.emptied.emit,
            (Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier): self._pick_rows,
            (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier): lambda: self._go(self.columns_from(0)[:1]),
            (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier): lambda: self._go(self.columns_from(0)[-1:]),
            (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier): lambda: self._widen(STEP),
            (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier): lambda: self._widen(-STEP),
        }
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.writing:
            return lambda: None  # it closes the editor, and nothing else
        if key in _MOVES and held & Qt.KeyboardModifier.ShiftModifier:
            return lambda: self._extend(key, far=bool(held & Qt.KeyboardModifier.ControlModifier))
        if enter and held & Qt.KeyboardModifier.ControlModifier:
            return super()._open
        if enter and self._grid.is_written_in(self.currentIndex()):
            return lambda: self.edit(self.currentIndex())
        return acts.get((key, held & ~Qt.KeyboardModifier.KeypadModifier))

    def _extend(self, key: Qt.Key, *, far: bool) -> None:
        """Pick from where one stood to the next cell, or as far as it goes."""
        here, last = self.currentIndex(), self._grid.rowCount() - 1
        to = self.moveCursor(_MOVES[key], Qt.KeyboardModifier.NoModifier)
        if far and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            to = self._grid.index(0 if key == Qt.Key.Key_Up else last, here.column())
        if not to.isValid():
            return
        start = self._grid.index(self._anchor.row(), self._anchor.column()) if self._anchor.isValid() else here
        self._extending = True
        self.selectionModel().setCurrentIndex(to, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._extending = False
        self.selectionModel().select(self._grid.block(start, to), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _go(self, columns: Sequence[int]) -> None:
        for at in columns:
            self.setCurrentIndex(self._grid.index(max(self.currentIndex().row(), 0), at))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._say(self.currentIndex())
