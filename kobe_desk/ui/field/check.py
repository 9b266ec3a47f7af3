"""Check boxes: a box with Lucide's tick, large enough to hit, and words that belong to it."""

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from kobe_desk.ui.theme import follow, theme, tokens
from kobe_desk.ui.wrapped import draw_wrapped_in_middle, wrapped_height

_BETWEEN = 10


class CheckBox(QCheckBox):
    """Yes or no. Long words wrap."""

    edited = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        # Fixed would hold it to the height of its first width, however its words wrap later
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _on: self.edited.emit())
        follow(self, self._dress)

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        self.setChecked(bool(value))

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return (("", self),)

    def _dress(self) -> None:
        self.setFont(theme.font())
        self.updateGeometry()

    def _indent(self) -> int:
        return theme.metrics.icon("state") + theme.space(_BETWEEN)

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    # Qt asks:

    def sizeHint(self) -> QSize:
        width = self._indent() + self.fontMetrics().horizontalAdvance(self._words()) + 4
        return QSize(width, theme.metrics.target)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.width(160)), theme.metrics.target)

    def heightForWidth(self, width: int) -> int:
        return max(theme.metrics.target, wrapped_height(self._words(), self.font(), width - self._indent()) + 10)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.metrics.icon("state")
        top = (self.height() - side) // 2
        edge = max(theme.edge(), 2)
        inset = edge / 2
        on = self.isChecked()
        frame = "disabled" if not self.isEnabled() else "accent" if on else "border"
        painter.setPen(QPen(theme.colour(frame), edge))
        ground = (
            "sunken" if not self.isEnabled() else "accent" if on else "accent_soft" if self.underMouse() else "surface"
        )
        painter.setBrush(theme.colour(ground))
        radius = tokens().radius["calendar"]
        painter.drawRoundedRect(QRectF(inset, top + inset, side - edge, side - edge), radius, radius)
        if on:
            tick = theme.pixmap("check", "on_accent" if self.isEnabled() else "disabled", 20)
            inner = (side - theme.metrics.icon(20)) // 2
            painter.drawPixmap(inner, top + inner, tick)
        painter.setPen(theme.colour("ink" if self.isEnabled() else "disabled"))
        draw_wrapped_in_middle(painter, self.rect().adjusted(self._indent(), 0, 0, 0), self._words())
