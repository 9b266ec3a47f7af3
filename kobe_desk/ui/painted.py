"""Leaves for a moment later what nobody waits for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def once_painted(owner: QObject, act: Callable[[], object]) -> None:
    """Act when what has just come is painted: views lay it out in the next turn of the loop, and paint it at the end
    of that one. Nothing is done any more when the owner is gone.
    """
    QTimer.singleShot(0, owner, lambda: QTimer.singleShot(0, owner, act))
