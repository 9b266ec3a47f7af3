"""Lets a second start of the program find the first: whoever has the desk open hears the bell and comes forward.

The bell is a socket inside this computer and for this user only; nothing about the desk goes through it. Its name is
a fingerprint of the desk, so that it tells nobody anything.
"""

import ctypes
import hashlib
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

_HEARD = b"!"
_CONNECTING, _STEP, _STEPS = 300, 20, 50
"""Milliseconds, and how often: Qt lets no other thread go on while it waits."""
_ANYBODY = -1


class Doorbell(QObject):
    """The bell of a desk that is open here. Without one (a system that has none) the second start says its sentence."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = name_of(folder)
        QLocalServer.removeServer(name)  # of a crash: the desk is locked by us, so nobody else can be behind it
        self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.write(_HEARD)
            caller.flush()
            caller.disconnectFromServer()
            self.rung.emit()


def ring(folder: Path) -> bool:
    """Whether a program of this user on this computer has the desk open; its window comes forward then."""
    with suppress(OSError):
        _let_come_forward()
        line = QLocalSocket()
        line.connectToServer(name_of(folder))
        if line.waitForConnected(_CONNECTING):
            return any(line.waitForReadyRead(_STEP) for _ in range(_STEPS))
    return False


def name_of(folder: Path) -> str:
    """The bell's name. Raises OSError when there is no desk. (It asks no `DeskFolder`: that brings in the records.)"""
    with (folder / "desk.db").open("rb") as file:
        salt = file.read(16)
    return f"kobe-desk-{hashlib.sha256(salt + str(folder.resolve()).encode()).hexdigest()[:20]}"


def come_forward(window: QWidget) -> None:
    """Show the window before the others, also when it was put away; where the system forbids that, it asks for it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def _let_come_forward() -> None:
    """On Windows only the program in front may give that place away."""
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)
