"""Says when a list was painted with something in it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTableView


class Painted(QObject):
    """Writes one line once the table has painted its first row (or, for a table without a model, itself), with the
    seconds that the processors have worked for this process.
    """

    def __init__(self, table: QTableView, filled: Callable[[], bool]) -> None:
        super().__init__(table)
        self._filled, self._said = filled, False
        table.viewport().installEventFilter(self)

    # Qt asks:

    def eventFilter(self, _viewport: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._said and self._filled():
            self._said = True
            QTimer.singleShot(0, _say)  # when this painting is done
        return False


def _say() -> None:
    print("painted", time.process_time(), flush=True)
