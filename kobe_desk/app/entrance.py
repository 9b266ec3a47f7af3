"""The window before a desk is open."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent

from kobe_desk.ui.window import StartWindow


class Entrance(StartWindow):
    """Tells when it was closed."""

    closed = Signal()

    # Qt asks:

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
