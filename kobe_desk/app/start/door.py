"""A large button that leads somewhere: icon, what it does, and a sentence about it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QPushButton, QSizePolicy

from kobe_desk.ui.theme import follow, theme, tokens

_ICON, _LEADING = 32, 1.4


class Door(QPushButton):
    """One way to go on."""

    def __init__(self, title: str, text: str, icon: str) -> None:
        super().__init__(title)
        self._text, self._icon = text, icon
        self.setAutoDefault(False)
        self.setAccessibleDescription(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow(self, self._dress)

    def _dress(self) -> None:
        self.setFont(theme.font())
        self.updateGeometry()
        self.update()

    def _left(self) -> int:
        return theme.space(20) + theme.metrics.icon(_ICON) + theme.space(18)

    def _room(self, width: int) -> int:
        return max(width - self._left() - theme.space(56), 1)

    def _heights(self, width: int) -> tuple[int, int]:
        lines = self._lines(self._room(width)).lineCount()
        return theme.metrics.text("lead"), round((lines * _LEADING - _LEADING + 1) * theme.metrics.text("body"))

    def _lines(self, room: int) -> QTextLayout:
        """The sentence cut into lines, which the font itself would set too close."""
        layout = QTextLayout(self._text, theme.font())
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, top))
            top += _LEADING * theme.metrics.text("body")
        layout.endLayout()
        return layout

    # Qt asks:

    def sizeHint(self) -> QSize:
        width = theme.width(680)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.width(240), theme.px("control"))

    def heightForWidth(self, width: int) -> int:
        title, text = self._heights(width)
        return title + text + theme.space(8) + 2 * theme.space(19)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.edge()
        painter.setPen(QPen(theme.colour("border"), edge))
        painter.setBrush(theme.colour("accent_soft" if self.underMouse() else "surface"))
        radius, half = tokens().radius["card"], edge / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        side = theme.metrics.icon(_ICON)
        painter.drawPixmap(theme.space(20), (self.height() - side) // 2, theme.pixmap(self._icon, "accent", _ICON))
        self._paint_words(painter)
        arrow = theme.metrics.icon("button")
        right = self.width() - theme.space(20) - arrow
        painter.drawPixmap(right, (self.height() - arrow) // 2, theme.pixmap("chevron-right", "accent", "button"))

    def _paint_words(self, painter: QPainter) -> None:
        title, text = self._heights(self.width())
        top = (self.height() - title - text - theme.space(8)) // 2
        room = QRect(self._left(), top, self._room(self.width()), title + 4)
        painter.setFont(theme.font("lead", bold=True))
        painter.setPen(theme.colour("ink"))
        painter.drawText(room, 0, self.text())
        painter.setPen(theme.colour("muted"))
        self._lines(room.width()).draw(painter, QPointF(self._left(), top + title + theme.space(8)))
