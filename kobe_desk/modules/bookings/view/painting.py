"""How the cells and the days of the grid are drawn: meaning by pattern and words, never by colour alone."""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPixmap, QPixmapCache
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases.lanes import Block
from kobe_desk.ui.theme import theme, tokens

if TYPE_CHECKING:
    from kobe_desk.modules.bookings.view.grid import GridModel

BAR = 9
VEIL = 130
_Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
REDUCED = N_("red.")
"""The one sign of a reduced fee in a cell (減)."""
_ROOM_FOR_MARK = 5.5
"""The width of a cell's words in ems from which on the mark of a reduction stands beside them."""


@lru_cache(maxsize=64)
def _dyed(palette: str, role: str) -> QColor:
    return QColor(tokens().colours[palette][role])


def colour(role: str) -> QColor:
    """A colour of the theme; hundreds are asked for in one painting."""
    return _dyed(theme.palette, role)


@lru_cache(maxsize=4096)
def _shortened(words: str, width: int, _size: int) -> str:
    return QFontMetrics(theme.font()).elidedText(words, Qt.TextElideMode.ElideRight, width)


def shortened(words: str, width: int) -> str:
    """Words that fit in a width, … at their end where they do not."""
    return _shortened(words, width, theme.size)


def draw_taken(
    painter: QPainter, rect: QRect, words: str, *, maybe: bool, reduced: bool = False, repeats: bool = False
) -> None:
    """A booking: solid edge; a provisional one dashed and hatched, with its word on a clear plate.

    The bar tells the class: solid an ordinary use, dots a reduced one, which says 減 as well where there is room.
    """
    painter.drawPixmap(rect.topLeft(), _box(rect.size(), painter.device().devicePixelRatio(), maybe, reduced))
    room = rect.adjusted(2 + BAR + theme.space(5), 2, -2 - theme.space(3), -2)
    if repeats:
        side = theme.metrics.icon("chip")
        painter.drawPixmap(room.right() - side, room.center().y() - side // 2, theme.pixmap("repeat", "ink", "chip"))
        room.setRight(room.right() - side - theme.space(3))
    painter.setPen(colour("ink"))
    if reduced and room.width() > _ROOM_FOR_MARK * theme.metrics.text("body"):
        painter.drawText(room, _RIGHT, _(REDUCED))
        room.setRight(room.right() - theme.metrics.text("body") - theme.space(4))
    shown = shortened(words, room.width())
    if maybe and shown:
        clear = min(room.width(), QFontMetrics(theme.font()).horizontalAdvance(shown)) + theme.space(4)
        painter.fillRect(QRect(room.left() - 2, room.top() + 2, clear, room.height() - 4), colour("warn_soft"))
    painter.drawText(room, _LEFT, shown)


def _box(size: QSize, ratio: float, maybe: bool, reduced: bool) -> QPixmap:
    """The ground, edge and bar of a booking, drawn once for all cells of a size."""
    name = f"booking {size.width()} {size.height()} {ratio} {maybe} {reduced} {theme.palette} {theme.size}"
    found = QPixmap()
    if QPixmapCache.find(name, found):
        return found
    drawn = QPixmap(size * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_box(painter, QRectF(0, 0, size.width(), size.height()).adjusted(2.5, 2.5, -2.5, -2.5), maybe, reduced)
    painter.end()
    QPixmapCache.insert(name, drawn)
    return drawn


def _draw_box(painter: QPainter, box: QRectF, maybe: bool, reduced: bool) -> None:
    ink = "warn" if maybe else "ok" if reduced else "accent"
    radius = tokens().radius["chip"]
    painter.setPen(QPen(colour(ink), 1.2, Qt.PenStyle.DashLine if maybe else Qt.PenStyle.SolidLine))
    painter.setBrush(colour(f"{ink}_soft"))
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    if maybe:
        hatch = QColor(colour(ink))
        hatch.setAlphaF(0.35)
        painter.fillRect(box.adjusted(BAR, 1, -1, -1), QBrush(hatch, Qt.BrushStyle.BDiagPattern))
    painter.setBrush(colour(ink))
    if not reduced:
        painter.drawRoundedRect(QRectF(box.left(), box.top(), BAR - 3, box.height()), 2, 2)
        return
    y = box.top() + BAR / 2
    while y < box.bottom() - 2:
        painter.drawEllipse(QPointF(box.left() + BAR / 2 + 0.5, y), 2.2, 2.2)
        y += 7


def draw_closed(painter: QPainter, rect: QRect) -> None:
    """A closed place: its own ground with hatch lines."""
    painter.fillRect(rect, colour("closed"))
    painter.fillRect(rect, QBrush(colour("hatch"), Qt.BrushStyle.BDiagPattern))


def draw_event(painter: QPainter, rect: QRect, words: str, *, chosen: bool = False) -> None:
    """An event of the association (行事): no booking, so no bar; a dotted edge, and dots on its ground."""
    box = QRectF(rect).adjusted(2.5, 3.5, -2.5, -3.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    dots = QColor(colour("muted"))
    dots.setAlphaF(0.35)
    painter.setPen(QPen(colour("accent" if chosen else "muted"), 1.6 if chosen else 1.2, Qt.PenStyle.DotLine))
    painter.setBrush(colour("accent_soft" if chosen else "sunken"))
    painter.drawRoundedRect(box, tokens().radius["chip"], tokens().radius["chip"])
    painter.fillRect(box.adjusted(1, 1, -1, -1), QBrush(dots, Qt.BrushStyle.Dense7Pattern))
    painter.setFont(theme.font())
    inner = rect.adjusted(theme.space(8), 2, -theme.space(4), -2)
    shown = shortened(words, inner.width() - theme.space(8))
    if shown:
        clear = QFontMetrics(theme.font()).horizontalAdvance(shown) + theme.space(8)
        ground = colour("accent_soft" if chosen else "sunken")
        painter.fillRect(QRect(inner.left(), inner.top() + 3, clear, inner.height() - 6), ground)
    painter.setPen(colour("ink"))
    painter.drawText(inner.adjusted(theme.space(4), 0, 0, 0), _LEFT, shown)
    painter.restore()


def draw_ghost(painter: QPainter, rect: QRect, words: str) -> None:
    """Where a booking that was taken up would go: as a booking, in a thick frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(bold=True))
    draw_taken(painter, rect, words, maybe=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent"), 3))
    radius = tokens().radius["chip"]
    painter.drawRoundedRect(QRectF(rect).adjusted(3, 3, -3, -3), radius, radius)
    painter.restore()


def draw_lifted(painter: QPainter, rect: QRect) -> None:
    """Where a booking that was taken up still stands: behind a veil, in a dotted frame."""
    painter.save()
    veil = theme.colour("surface")
    veil.setAlpha(VEIL)
    painter.fillRect(rect.adjusted(1, 1, -1, -1), veil)
    painter.setPen(QPen(theme.colour("muted"), 2, Qt.PenStyle.DotLine))
    painter.drawRect(rect.adjusted(3, 3, -4, -4))
    painter.restore()


class GridCells(QStyledItemDelegate):
    """Draws band, room, free, taken and closed cells."""

    def __init__(self, model: "GridModel", parent: QTableView) -> None:
        super().__init__(parent)
        self._grid = model

    def _side(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        painter.fillRect(rect, colour("sunken"))
        words, inner = str(index.data() or ""), rect.adjusted(theme.space(6), 0, -theme.space(2), 0)
        if index.column() == 0:
            inner.setTop(rect.top() + theme.space(6))
            painter.setFont(theme.font(bold=True))
            painter.drawText(inner, 0, words)
            inner.setTop(inner.top() + painter.fontMetrics().height() + theme.space(4))
            painter.setFont(theme.font())
            painter.setPen(colour("muted"))
            start, _to, end = self._grid.hours(words).partition("〜")
            lines = "\n".join((start, "〜", end)) if end and "、" not in end else self._grid.hours(words)
            painter.drawText(inner, 0, lines)
            return
        shown = shortened(words, inner.width())
        painter.drawText(inner, _LEFT, shown)

    def _block(self, painter: QPainter, rect: QRect, block: Block) -> None:
        first = block.bookings[0]
        words = _(" · ").join(each.title for each in block.bookings)
        if block.maybe:
            words = _("Prov. {title}").format(title=words)
        reduced = all(each.exemption for each in block.bookings)
        draw_taken(painter, rect, words, maybe=block.maybe, reduced=reduced, repeats=first.series_id is not None)

    # Qt asks:

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        painter.setPen(colour("ink"))
        day = self._grid.day(index.column())
        if day is None:
            self._side(painter, rect, index)
        elif day.closed is not None or not self._grid.offered(index):
            draw_closed(painter, rect)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.fillRect(rect, colour("accent_soft" if chosen else "surface"))
            if block := self._grid.block(index):
                self._block(painter, rect, block)
        self._edges(painter, rect, index)
        painter.restore()

    def _edges(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        whole = (index.row() % max(1, len(self._grid.lanes))) == 0
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2 if whole else 1),
                         colour("border" if whole else "line"))  # fmt: skip
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), colour("line"))
        day = self._grid.day(index.column())
        if day is not None and day.day == self._grid.today:
            for x in (rect.left(), rect.right() - 1):
                painter.fillRect(QRect(x, rect.top(), 2, rect.height()), colour("accent"))


class DayHead(QHeaderView):
    """The days above the grid: today on a filled ground, Sundays and holidays in red and in words."""

    def __init__(self, model: "GridModel", parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    # Qt asks:

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        day = self._grid.day(section)
        painter.save()
        painter.fillRect(rect, colour("page"))
        if day is not None:
            now = day.day == self._grid.today
            free_day = day.holiday is not None or day.day.weekday() == 6
            if now:
                painter.fillRect(rect, colour("accent"))
            painter.setPen(colour("on_accent" if now else "error" if free_day else "ink"))
            below = self._grid.below(section)
            top = rect.adjusted(0, 0, 0, -rect.height() // 2) if below else rect
            painter.setFont(theme.font(bold=True))
            painter.drawText(top, _MIDDLE, str(self._grid.headerData(section, Qt.Orientation.Horizontal)))
            painter.setFont(theme.font())
            room = rect.adjusted(theme.space(2), rect.height() // 2, -theme.space(2), 0)
            shown = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, room.width())
            painter.setPen(colour("on_accent" if now else "error" if day.holiday else "muted"))
            painter.drawText(room, _MIDDLE, shown if below else "")
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colour("border"))
        painter.restore()
