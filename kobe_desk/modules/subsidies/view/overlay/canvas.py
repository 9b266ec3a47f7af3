"""A page of the office's form with its boxes: drawn with the mouse, moved and sized with mouse or keys, in mm."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import Box
from kobe_desk.ui.page import Scroll
from kobe_desk.ui.printing import page_image
from kobe_desk.ui.theme import follow, theme

_WIDTH = 700
"""Pixels at 12 pt across an A4 page, if there is room for them."""
_NARROWEST = 200
_EDGE = 10
_GRIP = 3.0
"""mm around the lower right corner that size a box instead of moving it."""
_LEAST = 3.0
"""mm: a smaller drag is a click."""
_STEPS = {
    Qt.Key.Key_Left: (-1.0, 0.0), Qt.Key.Key_Right: (1.0, 0.0), Qt.Key.Key_Up: (0.0, -1.0), Qt.Key.Key_Down: (0.0, 1.0)
}  # fmt: skip
_FINE = 0.2
Rect = tuple[float, float, float, float]


class PageCanvas(QWidget):
    """Arrow keys move the chosen box by 1 mm, with Shift they size it, with Ctrl by 0.2 mm; Delete takes it out."""

    drawn = Signal(object)
    """A rectangle in mm was drawn where no box was."""
    chosen = Signal(int)
    changed = Signal(int, object)
    """A box, and what it is now."""
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._size = (210.0, 297.0)
        self._room = 0
        self._image: QImage | None = None
        self._pdf, self._page = b"", 1
        self._boxes: tuple[Box, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._at = -1
        self._from: QPointF | None = None
        self._to: QPointF | None = None
        self._held: tuple[Box, bool] | None = None
        follow(self, self._measure)

    def show_page(self, pdf: bytes, page: int, size: tuple[float, float]) -> None:
        if (pdf, page) != (self._pdf, self._page) or self._image is None:
            self._pdf, self._page, self._size = pdf, page, size
            self._image = None
        self._measure()

    def show_boxes(self, boxes: Sequence[Box], labels: Sequence[str], at: int) -> None:
        """The boxes of all pages; `at` is the chosen one, -1 for none."""
        self._boxes, self._labels, self._at = tuple(boxes), tuple(labels), at
        words = _("Page {page} of the form. {label}: {place}")
        place = place_words(boxes[at]) if 0 <= at < len(boxes) else ""
        label = labels[at] if 0 <= at < len(boxes) else _("No box is chosen")
        self.setAccessibleName(words.format(page=self._page, label=label, place=place))
        self.update()

    def point(self, x: float, y: float) -> QPointF:
        """Where a place in mm is drawn."""
        return QPointF(_EDGE + x * self._scale, _EDGE + y * self._scale)

    @property
    def _scale(self) -> float:
        wanted = theme.width(_WIDTH) / 210.0
        room = max(self._room - 2 * _EDGE, _NARROWEST) / self._size[0]
        return min(wanted, room) if self._room else wanted

    def fill(self, width: int) -> None:
        """Use no more than this width of the view."""
        if width != self._room:
            self._room = width
            self._measure()

    def _mm(self, at: QPointF) -> QPointF:
        x = min(max((at.x() - _EDGE) / self._scale, 0.0), self._size[0])
        y = min(max((at.y() - _EDGE) / self._scale, 0.0), self._size[1])
        return QPointF(round(x, 1), round(y, 1))

    def _measure(self) -> None:
        self.setFixedSize(self.sizeHint())
        self._image = None
        self.update()

    def _rect(self, box: Box, row: int = 0) -> QRectF:
        left, top, width, height = box.row(row)
        return QRectF(self.point(left, top), self.point(left + width, top + height))

    def _under(self, at: QPointF) -> int:
        """The box at a place, the last laid first."""
        hits = [number for number, box in enumerate(self._boxes) if box.page == self._page and _holds(box, at)]
        return self._at if self._at in hits else hits[-1] if hits else -1

    def _inside(self, box: Box) -> Box:
        """The box moved back on the page."""
        left, top, width, height = box.rect
        low = box.row(max(0, box.rows - 1))[1] + height
        return box.moved(max(0.0, -left) - max(0.0, left + width - self._size[0]),
                         max(0.0, -top) - max(0.0, low - self._size[1]))  # fmt: skip

    # Qt asks:

    def sizeHint(self) -> QSize:
        return QSize(round(self._size[0] * self._scale) + 2 * _EDGE, round(self._size[1] * self._scale) + 2 * _EDGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = QRectF(self.point(0, 0), self.point(*self._size))
        painter.fillRect(sheet, QColor("white"))
        if self._image is None and self._pdf:
            self._image = page_image(self._pdf, self._page - 1, self._scale * 25.4)
        if self._image is not None:
            painter.drawImage(sheet, self._image)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawRect(sheet)
        for number, box in enumerate(self._boxes):
            if box.page == self._page:
                self._paint_box(painter, box, self._labels[number], chosen=number == self._at)
        if self._from is not None and self._to is not None and self._held is None:
            painter.setPen(QPen(QColor("#1F4E8C"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.point(self._from.x(), self._from.y()), self.point(self._to.x(), self._to.y())))

    def _paint_box(self, painter: QPainter, box: Box, label: str, *, chosen: bool) -> None:
        """On paper, which is white in every palette; the chosen box has a thick edge and a grip."""
        painter.setPen(QPen(QColor("#1F4E8C"), 3 if chosen else 1))
        painter.setBrush(QColor(31, 78, 140, 40 if chosen else 18))
        for row in range(max(1, box.rows)):
            painter.drawRect(self._rect(box, row))
        rect = self._rect(box)
        font = QFont(self.font())
        font.setPixelSize(max(9, min(15, int(rect.height() * 0.7))))
        painter.setFont(font)
        painter.setPen(QColor("#123A6B"))
        painter.drawText(rect.adjusted(3, 0, -3, 0), int(Qt.AlignmentFlag.AlignVCenter), label)
        if chosen:
            grip = QRectF(rect.right() - 5, rect.bottom() - 5, 10, 10)
            painter.fillRect(grip, QColor("#1F4E8C"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._mm(event.position())
        self.setFocus()
        number = self._under(at)
        self._from, self._to, self._held = at, at, None
        if number >= 0:
            box = self._boxes[number]
            left, top, width, height = box.rect
            sizing = abs(left + width - at.x()) < _GRIP and abs(top + height - at.y()) < _GRIP
            self._held = (box, sizing)
            if number != self._at:
                self._at = number
                self.chosen.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        self._to = self._mm(event.position())
        if self._held is not None:
            self._show_held(self._now())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        self._to = self._mm(event.position())
        start, end, held = self._from, self._to, self._held
        now = self._now() if held is not None else None
        self._from = self._to = self._held = None
        if held is not None and now is not None:
            if now != held[0]:
                self.changed.emit(self._at, now)
        elif abs(end.x() - start.x()) >= _LEAST and abs(end.y() - start.y()) >= _LEAST:
            left, top = min(start.x(), end.x()), min(start.y(), end.y())
            self.drawn.emit((left, top, round(abs(end.x() - start.x()), 1), round(abs(end.y() - start.y()), 1)))
        self.update()

    def _now(self) -> Box:
        """The held box as it is dragged."""
        assert self._held is not None and self._from is not None and self._to is not None  # noqa: S101, PT018
        box, sizing = self._held
        x, y = self._to.x() - self._from.x(), self._to.y() - self._from.y()
        return box.sized(x, y) if sizing else self._inside(box.moved(x, y))

    def _show_held(self, box: Box) -> None:
        self._boxes = (*self._boxes[: self._at], box, *self._boxes[self._at + 1 :])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not 0 <= self._at < len(self._boxes) or key not in (*_STEPS, Qt.Key.Key_Delete):
            super().keyPressEvent(event)
            return
        if key == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
            return
        share = _FINE if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1.0
        x, y = (share * each for each in _STEPS[key])
        box = self._boxes[self._at]
        sizing = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        moved = box.sized(x, y) if sizing else self._inside(box.moved(x, y))
        if moved != box:
            self.changed.emit(self._at, moved)


class CanvasDesk(Scroll):
    """What the page lies on: the page is as wide as there is room."""

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas

    # Qt asks:

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._canvas.fill(self.viewport().width())


def _holds(box: Box, at: QPointF) -> bool:
    def inside(rect: Rect) -> bool:
        return rect[0] <= at.x() <= rect[0] + rect[2] and rect[1] <= at.y() <= rect[1] + rect[3]

    return any(inside(box.row(row)) for row in range(max(1, box.rows)))


def place_words(box: Box) -> str:
    """Where a box is, in mm."""
    left, top, width, height = box.rect
    words = _("{left} mm from the left, {top} mm from the top, {width} × {height} mm")
    return words.format(left=left, top=top, width=width, height=height)
