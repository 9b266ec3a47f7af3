"""Text that wraps inside a painted control, with the room between its lines that the font does not have."""

import re

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from kobe_desk.ui.theme import tokens

_HYPHEN, _JOINED = re.compile(r"(?<=\w)-(?=\w)"), "\u2060-\u2060"
"""A number such as R8-総-01 stays on one line."""


def wrapped_height(text: str, font: QFont, width: int) -> int:
    """The height of a text in a width; 0 for none."""
    return _height(_lay_out(text, font, width), font) if text else 0


def draw_wrapped(painter: QPainter, room: QRect, text: str) -> None:
    """Draw a text from the top of a room, with the painter's font and pen."""
    layout = _lay_out(text, painter.font(), room.width())
    layout.draw(painter, QPointF(room.topLeft()))


def draw_wrapped_in_middle(painter: QPainter, room: QRect, text: str) -> None:
    """The same, centred between top and bottom of the room."""
    layout = _lay_out(text, painter.font(), room.width())
    top = room.top() + (room.height() - _height(layout, painter.font())) / 2
    layout.draw(painter, QPointF(room.left(), top))


def _step(font: QFont) -> float:
    return QFontMetrics(font).height() * tokens().leading_narrow / 100


def _height(layout: QTextLayout, font: QFont) -> int:
    return round((layout.lineCount() - 1) * _step(font)) + QFontMetrics(font).height()


def _lay_out(text: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(_HYPHEN.sub(_JOINED, text.replace("\n", "\u2028")), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, line.lineNumber() * _step(font)))
    layout.endLayout()
    return layout
