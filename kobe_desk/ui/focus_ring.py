"""The ring around what has the keyboard: one to a window, outside the control, above everything, blind to the mouse."""

import weakref
from collections.abc import Callable, Iterator
from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from kobe_desk.ui.theme import follow, theme

ROOM = 6
"""Pixels the ring needs on every side of a control."""
_LINE, _HALO = 3, 2
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.ZOrderChange,
)


@runtime_checkable
class ShowsPlace(Protocol):
    """A widget whose ring goes around a part of it: the current row, cell or block.

    It calls `update()` on itself or its viewport when the place changes; the ring is asked again with each paint.
    """

    def ring_place(self) -> QRect:
        """The place in the widget's own coordinates."""


def cell_in_sight(view: QAbstractItemView, cell: QModelIndex | QPersistentModelIndex) -> QRect:
    """What can be seen of a cell of a view, or the whole view when there is none."""
    if not cell.isValid():
        return view.rect()
    seen = view.viewport().geometry()
    return view.visualRect(cell).translated(seen.topLeft()).intersected(seen)


class FocusRing(QWidget):
    """Follows the focus of its window, and moves with scrolling and resizing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._inner = QRect()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(_telling(self))
        follow(self, self.update)

    @property
    def target(self) -> QWidget | None:
        return self._target

    def place(self) -> None:
        """Go where the focus is now."""
        rect, seen = self._place_and_seen()
        if rect.isEmpty() or not seen.intersects(rect):
            self.hide()
            return
        self._inner = rect
        self.setGeometry(rect.adjusted(-ROOM, -ROOM, ROOM, ROOM).intersected(seen))
        self.show()
        self.raise_()
        self.update()

    def _place_and_seen(self) -> tuple[QRect, QRect]:
        """Where the control is, and the part of the window in which its ring may be drawn."""
        window = self._window
        target = self._target
        if target is None or not target.isVisible():
            return QRect(), QRect()
        local = target.ring_place() if isinstance(target, ShowsPlace) else target.rect()
        rect = QRect(target.mapTo(window, local.topLeft()), local.size())
        seen = window.rect()
        widget: QWidget | None = target
        while widget is not None and widget is not window:
            parent: QWidget | None = widget.parentWidget()
            area = parent.parentWidget() if parent is not None else None
            if parent is not None and isinstance(area, QAbstractScrollArea) and parent is area.viewport():
                view = QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
                seen = seen.intersected(view.adjusted(-ROOM, -ROOM, ROOM, ROOM))
            widget = parent
        return rect, seen

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):  # a page that was left may be gone already
                widget.removeEventFilter(self)
        self._target = now if now is not None and now.window() is self._window else None
        self._watched = list(_upwards(self._target, self._window))
        for widget in self._watched:
            widget.installEventFilter(self)
        self.place()

    # Qt asks:

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        moved = event.type() in _MOVES
        if moved or (event.type() == QEvent.Type.Paint and self._place_and_seen()[0] != self._inner):
            self.place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self._inner.translated(-self.pos()))
        for width, outwards, role in ((_HALO, _HALO / 2, "focus"), (_LINE, _HALO + _LINE / 2, "focus_line")):
            painter.setPen(QPen(theme.colour(role), width))
            ring = inner.adjusted(-outwards, -outwards, outwards, outwards)
            painter.drawRoundedRect(ring, 6 + outwards, 6 + outwards)


def _upwards(target: QWidget | None, window: QWidget) -> Iterator[QWidget]:
    """The widget and everything it lies in, up to the window: what moves the ring when it moves."""
    widget = target
    while widget is not None:
        yield widget
        if isinstance(widget, QAbstractScrollArea):
            yield widget.viewport()
        widget = None if widget is window else widget.parentWidget()


def _telling(ring: FocusRing) -> Callable[[QWidget | None, QWidget | None], None]:
    """Tell a ring where the focus went, as long as it is there: a bound slot outlives its window in PySide."""
    known = weakref.ref(ring)

    def tell(before: QWidget | None, now: QWidget | None) -> None:
        found = known()
        if found is not None and shiboken6.isValid(found):
            found._focus_changed(before, now)

    return tell
