"""The grid with hands: a booking is taken up and put elsewhere by mouse or keys, and letters look for a group."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from kobe_desk.modules.bookings.usecases import BookingRow
from kobe_desk.modules.bookings.view.grid import FIRST_DAY, Grid
from kobe_desk.modules.bookings.view.letters import TURNS, Letters
from kobe_desk.modules.bookings.view.painting import GridCells, draw_ghost, draw_lifted

SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_Index = QModelIndex | QPersistentModelIndex


class _Cells(GridCells):
    """Shows where the booking that was taken up comes from, and where it would go."""

    def __init__(self, grid: "MovingGrid") -> None:
        super().__init__(grid.grid, grid)
        self._view = grid

    # Qt asks:

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        moving, rect = self._view.moving, QRect(option.rect)
        if moving is None or self._grid.place(index) is None:
            return
        block = self._grid.block(index)
        if block and any(each.id == moving.id for each in block.bookings):
            draw_lifted(painter, rect)
        elif index == self._view.currentIndex():
            draw_ghost(painter, rect, moving.title)


class MovingGrid(Grid):
    """Ctrl+M or a drag takes a booking up; Enter or letting go puts it down, Esc gives up."""

    dropped = Signal(object)
    """The `Place` where the booking that was taken up is to be."""
    given_up = Signal()
    typed = Signal(str)
    """The letters so far of a group that is looked for."""
    turned = Signal(int)
    left_at = Signal(int)
    """An arrow goes past the first (-1) or the last (1) of the days."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.moving: BookingRow | None = None
        self._pressed: QPoint | None = None
        self._dragging = False
        self._letters = Letters(self.typed.emit)
        self.setItemDelegate(_Cells(self))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def lift(self, booking: BookingRow) -> None:
        """Take a booking up; from now on the place the keyboard is on is where it would go."""
        self.moving = booking
        self.setFocus()
        self.viewport().update()
        self.chosen.emit(self.place)

    def put_down(self) -> None:
        """Nothing is taken up any more."""
        self.moving, self._dragging, self._pressed = None, False, None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _open(self) -> None:
        if self.moving is None:
            super()._open()
        elif (place := self.place) is not None:
            self.dropped.emit(place)

    def _leaves(self, event: QKeyEvent) -> bool:
        by = SIDEWAYS.get(Qt.Key(event.key()), 0)
        edge = FIRST_DAY if by < 0 else self.grid.columnCount() - 1
        return bool(by) and not event.modifiers() and self.currentIndex().column() == edge

    def _lift_here(self) -> None:
        bookings = self.bookings_here()
        if bookings:
            self.lift(bookings[0])

    # Qt asks:

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in TURNS:
            self.turned.emit(TURNS[Qt.Key(event.key())])
        elif self._leaves(event):
            self.left_at.emit(SIDEWAYS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._lift_here()
        elif event.key() == Qt.Key.Key_Escape and self.moving is not None:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        if self.moving is None:
            self._letters.add(search)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() and self.moving is None:
            self._letters.add(event.commitString())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        grabs = event.button() == Qt.MouseButton.LeftButton and self.moving is None and self.bookings_here()
        self._pressed = event.position().toPoint() if grabs else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None and not self._dragging:
            if (at - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._lift_here()
        if self._dragging:
            index = self.indexAt(at)
            if self.grid.place(index) is not None:
                self.setCurrentIndex(index)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self.viewport().unsetCursor()
            self._open()
