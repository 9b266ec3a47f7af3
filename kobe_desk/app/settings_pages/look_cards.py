"""Cards that show what they choose: a size in its own size, a palette in its own colours."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from kobe_desk.ui.field import Option, RadioCard
from kobe_desk.ui.theme import follow, theme, tokens
from kobe_desk.ui.theme.fonts import font

_SHOWN = 1.4
"""How much larger than in use the letters of a size are drawn."""
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class ShowingCard(RadioCard):
    """A radio card with a picture above its words; each kind says its own (a widget cannot be an ABC as well)."""

    def picture_height(self) -> int:
        """In pixels."""
        raise NotImplementedError

    def paint_picture(self, painter: QPainter, room: QRect) -> None:
        raise NotImplementedError

    # Qt asks:

    def sizeHint(self) -> QSize:
        width = theme.width(150)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        title = QFontMetrics(theme.font(bold=True)).horizontalAdvance(self.option.title)
        fact = self.fontMetrics().horizontalAdvance(self.option.fact)
        return QSize(title + fact + theme.metrics.icon("state") + theme.space(54), self.heightForWidth(0))

    def heightForWidth(self, _width: int) -> int:
        text = theme.metrics.text("body") + theme.space(8) if self.option.text else 0
        return self.picture_height() + theme.metrics.icon("state") + text + theme.space(38)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picked = self.isChecked()
        self._paint_ground(painter, picked)
        self.paint_picture(painter, QRect(0, theme.space(12), self.width(), self.picture_height()))
        side, left = theme.metrics.icon("state"), theme.space(16)
        top = theme.space(12) + self.picture_height() + theme.space(8)
        sign = theme.pixmap("circle-dot" if picked else "circle", "accent" if picked else "muted", "state")
        painter.drawPixmap(left, top, sign)
        words = QRect(left + side + theme.space(8), top, self.width() - left - side - theme.space(22), side)
        painter.setFont(theme.font(bold=picked))
        painter.setPen(theme.colour("ink"))
        painter.drawText(words, _MIDDLE, self.option.title)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("muted"))
        painter.drawText(words, _MIDDLE | int(Qt.AlignmentFlag.AlignRight), self.option.fact)
        if self.option.text:
            below = words.translated(0, side + theme.space(4))
            painter.drawText(below, _MIDDLE, self.option.text)


class SizeCard(ShowingCard):
    """A whole-UI size, shown by two letters of it."""

    def picture_height(self) -> int:
        return max(theme.space(62), 54)

    def paint_picture(self, painter: QPainter, room: QRect) -> None:
        points: int = self.option.value
        painter.setFont(font(round(tokens().sizes[points].text("lead") * _SHOWN)))
        painter.setPen(theme.colour("ink"))
        painter.drawText(room, _CENTRE, "あ永")


class PaletteCard(ShowingCard):
    """A palette, shown by a small window in its colours."""

    def picture_height(self) -> int:
        return theme.space(116)

    def paint_picture(self, painter: QPainter, room: QRect) -> None:
        colours = {role: QColor(value) for role, value in tokens().colours[self.option.value].items()}
        width = min(theme.space(196), room.width() - theme.space(24))
        frame = QRect((room.width() - width) // 2, room.top() + 4, width, room.height() - 4)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(colours["page"])
        painter.drawRoundedRect(QRectF(frame), 4, 4)
        rail = QRect(frame.left() + 1, frame.top() + 1, width // 5, frame.height() - 1)
        painter.fillRect(rail, colours["rail"])
        mark = QRect(rail.left(), rail.top() + rail.height() // 4, rail.width(), rail.height() // 6)
        painter.fillRect(mark, colours["surface"])
        painter.fillRect(QRect(mark.left(), mark.top(), 4, mark.height()), colours["accent"])
        inner = frame.adjusted(rail.width() + 10, frame.height() // 4, -10, -10)
        painter.setFont(font(round(theme.space(13)), bold=True))
        painter.setPen(colours["ink"])
        painter.drawText(inner.left(), inner.top() - theme.space(8), "名簿")
        painter.setPen(QPen(colours["line"], 1))
        painter.setBrush(colours["surface"])
        painter.drawRoundedRect(QRectF(inner), 3, 3)
        painter.setFont(font(round(theme.space(13))))
        painter.setPen(colours["ink"])
        painter.drawText(inner.left() + 8, inner.top() + theme.space(20), "髙橋 悦郎")
        painter.setPen(colours["muted"])
        painter.drawText(inner.left() + 8, inner.top() + theme.space(38), "3班・世帯主")
        button = QRect(
            inner.right() - theme.space(56), inner.bottom() - theme.space(22), theme.space(48), theme.space(15)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["accent"])
        painter.drawRoundedRect(QRectF(button), 3, 3)


class CardChoice(QWidget):
    """Showing cards side by side; two to a row from 16 pt on. One of them is always picked."""

    chosen = Signal(object)

    def __init__(self, cards: Sequence[ShowingCard], group: str) -> None:
        super().__init__()
        self.cards = tuple(cards)
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for card in self.cards:
            card.setAccessibleName(f"{group} {card.option.title}")
            self._group.addButton(card)
            card.clicked.connect(lambda _on=False, card=card: self.chosen.emit(card.option.value))
        follow(self, self._arrange)

    def set_value(self, value: Any) -> None:
        for card in self.cards:
            card.setChecked(card.option.value == value)

    def _arrange(self) -> None:
        self._grid.setSpacing(theme.space("item"))
        columns = 2 if theme.large else len(self.cards)
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // columns, at % columns)


def size_cards(names: Sequence[tuple[int, str]]) -> tuple[SizeCard, ...]:
    return tuple(SizeCard(Option(size, name, fact=str(size))) for size, name in names)


def palette_cards(names: Sequence[tuple[str, str, str]]) -> tuple[PaletteCard, ...]:
    return tuple(PaletteCard(Option(palette, name, text)) for palette, name, text in names)
