"""What refers to itself is collected on the screen's thread alone.

Python collects on whatever thread happens to ask for memory. The records' thread asks for much, and a window that is
destroyed there ends the program (Qt: an object may only be destroyed on the thread it lives on).
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 10_000
"""Milliseconds between two looks."""
MANY = 20_000
"""So many new objects are worth a collection; of the young ones, which takes a few milliseconds."""


class Collector(QObject):
    """A child of the application; while it lives, nothing is collected elsewhere."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect if there is enough of it."""
        if gc.get_count()[0] >= MANY:
            gc.collect(1)
