"""Letters typed into a grid, put together to the beginning of a group's name or kana."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Qt

TYPING = 1500
"""Milliseconds after which letters begin a new word."""
TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
"""Which way a key turns to other days."""


class Letters:
    """Tells the letters so far each time some more come."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        self._tell = tell
        self._so_far = ""
        self._since = QElapsedTimer()

    def add(self, letters: str) -> None:
        if not self._since.isValid() or self._since.elapsed() > TYPING:
            self._so_far = ""
        self._since.start()
        self._so_far += letters
        self._tell(self._so_far)
