"""Lucide icons in the colour of a token: drawn at the screen's resolution and kept until palette or size changes."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kobe_desk.core import paths


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return paths.resources("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, side: int, clear: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round((side + abs(clear)) * ratio), round(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode())).render(
        painter, QRectF(max(-clear, 0), 0, side, side)
    )
    painter.end()
    return pixmap


def pixmap(name: str, colour: str, side: int, clear: int = 0) -> QPixmap:
    """An icon `side` pixels square, with `clear` empty pixels at its right (at its left if negative)."""
    screen = QGuiApplication.primaryScreen()
    return _drawn(name, colour, side, clear, screen.devicePixelRatio() if screen else 1.0)


def icon(name: str, colour: str, disabled: str, side: int, clear: int = 0) -> QIcon:
    made = QIcon(pixmap(name, colour, side, clear))
    made.addPixmap(pixmap(name, disabled, side, clear), QIcon.Mode.Disabled)
    return made


def forget() -> None:
    """Drop what was drawn for another palette or size."""
    _drawn.cache_clear()
