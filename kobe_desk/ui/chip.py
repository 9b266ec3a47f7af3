"""Chips: a meaning in a word, always with its own icon, so that it survives print and colour blindness."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from kobe_desk.core.text import _
from kobe_desk.ui.button import Button
from kobe_desk.ui.theme import follow, theme, tokens

MEANING_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "error": "octagon-alert", "info": "info"}
_SIDE, _BETWEEN = 9, 5


class Chip(QLabel):
    """A word with a ground and an edge: plain, or of a meaning (ok, warn, error, info)."""

    def __init__(self, text: str, meaning: str = "plain", icon: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._meaning = meaning
        self._icon = icon or MEANING_ICONS.get(meaning, "")
        follow(self, self._dress)

    @property
    def meaning(self) -> str:
        return self._meaning

    def say(self, text: str, meaning: str | None = None, icon: str | None = None) -> None:
        self._meaning = self._meaning if meaning is None else meaning
        self._icon = MEANING_ICONS.get(self._meaning, "") if icon is None else icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def _dress(self) -> None:
        self.setFont(theme.font())
        self.updateGeometry()
        self.update()

    # Qt asks:

    def sizeHint(self) -> QSize:
        icon = theme.metrics.icon("chip") + theme.space(_BETWEEN) if self._icon else 0
        width = self.fontMetrics().horizontalAdvance(self.text()) + icon + 2 * theme.space(_SIDE)
        return QSize(width, theme.metrics.text("body") + 2 * theme.space(5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        plain = self._meaning == "plain"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border" if plain else self._meaning), 1))
        painter.setBrush(theme.colour("sunken" if plain else f"{self._meaning}_soft"))
        radius = tokens().radius["chip"]
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        left = theme.space(_SIDE)
        ink = "ink" if plain else self._meaning
        if self._icon:
            drawn = theme.pixmap(self._icon, ink, "chip")
            painter.drawPixmap(left, (self.height() - theme.metrics.icon("chip")) // 2, drawn)
            left += theme.metrics.icon("chip") + theme.space(_BETWEEN)
        painter.setPen(theme.colour(ink))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())


class FilterChip(Button):
    """One condition of a filter sentence; pressing it takes the condition away."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "x", "filter", after=True, name=_("Remove condition: {text}").format(text=text))
