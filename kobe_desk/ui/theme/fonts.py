"""The fonts of the screen: BIZ UDPGothic from the program's own files, with families behind it for what it lacks."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from kobe_desk.core import paths
from kobe_desk.ui.theme.tokens import tokens

_FILES = ("BIZUDPGothic-Regular", "BIZUDPGothic-Bold", "KobeFallback-A", "KobeFallback-B")
_BEHIND = ("Kobe Fallback A", "Kobe Fallback B")  # 𠮷, kanji with variation selectors


@lru_cache(maxsize=1)
def load() -> None:
    """Make the shipped fonts known to Qt, once; a system without any Japanese font then has one."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(paths.resources("fonts", f"{name}.ttf")))


def font(pixels: int, *, bold: bool = False) -> QFont:
    """The interface's font of this height; one's own to change."""
    return QFont(_made(pixels, bold))


@lru_cache(maxsize=64)
def _made(pixels: int, bold: bool) -> QFont:
    first, *others = tokens().families
    made = QFont()
    made.setFamilies([first, *_BEHIND, *others])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made
