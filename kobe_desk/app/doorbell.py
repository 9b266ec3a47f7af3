"""Lets a second start of the program find the first: whoever has the desk open hears the bell and comes forward.

The bell is an empty file in the program's own folder of this user, on this computer. Taking it away rings; whoever
hears it hangs it up again. Its name is a fingerprint of the desk, so that it tells nobody anything. (A socket would do
the same; Qt's brings in all of its network and 3 MiB with it.)
"""

import ctypes
import hashlib
import sys
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kobe_desk.core import paths

_STEP, _STEPS = 0.02, 50
"""Seconds, and how often: so long a caller waits to be heard."""
_ANYBODY = -1


class Doorbell(QObject):
    """The bell of a desk that is open here. Where none can be hung up, a second start says its sentence."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._bell = bell_of(folder)
        with suppress(OSError):  # one left by a crash is as good: the desk is locked by us, so it is ours
            self._bell.parent.mkdir(parents=True, exist_ok=True)
            self._bell.touch()
            self._watcher.addPath(str(self._bell.parent))
        self._watcher.directoryChanged.connect(self._look)

    def close(self) -> None:
        self._watcher.directoryChanged.disconnect(self._look)
        with suppress(OSError):
            self._bell.unlink(missing_ok=True)

    def _look(self) -> None:
        if not self._bell.exists():
            with suppress(OSError):
                self._bell.touch()
            self.rung.emit()


def ring(folder: Path) -> bool:
    """Whether a program of this user on this computer has the desk open; its window comes forward then."""
    with suppress(OSError):
        bell = bell_of(folder)
        if bell.exists():
            _let_come_forward()
            bell.unlink()
            return any(_heard(bell) for _ in range(_STEPS))
    return False


def _heard(bell: Path) -> bool:
    time.sleep(_STEP)
    return bell.exists()


def bell_of(folder: Path) -> Path:
    """Where the bell of a desk hangs. Raises OSError when there is no desk.

    (It asks no `DeskFolder`: that brings in the records, which come after the first paint.)
    """
    with (folder / "desk.db").open("rb") as file:
        salt = file.read(16)
    name = hashlib.sha256(salt + str(folder.resolve()).encode()).hexdigest()[:20]
    return paths.program_data() / "bells" / name


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
