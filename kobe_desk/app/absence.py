"""Hears from the system that the person goes away: the screen is locked, or the computer goes to sleep.

On Linux the session and login1 say so over the message bus inside this computer, on Windows by messages to every
window. Where there is neither, nothing is heard, and the watch over idleness locks as before.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot

_SESSION_CHANGED, _SESSION_LOCKED = 0x02B1, 7  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
_POWER, _SUSPENDING = 0x0218, 4  # WM_POWERBROADCAST, PBT_APMSUSPEND
_THIS_SESSION = 0
_SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
_LOGIN = "org.freedesktop.login1"
_TURNED: Any = "1turned(bool)"  # as Qt writes the names of slots; its stubs ask for bytes, which it refuses
_TOLD: Any = "1told_to_lock()"


class Absence(QObject):
    """`begun` when the screen was locked or the computer goes to sleep; being back is not announced."""

    begun = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages: _Messages | None = None
        self._heard: list[tuple[Any, tuple[Any, ...]]] = []
        """The buses, and what is heard there."""
        if sys.platform == "linux":
            self._listen_on_the_bus()
        elif sys.platform == "win32":
            self._messages = _Messages(self.begun.emit)
            app = QCoreApplication.instance()
            if app is not None:
                app.installNativeEventFilter(self._messages)

    def leave(self) -> None:
        """Hear nothing more. The bus has a thread of its own, which must find nobody here once the program ends."""
        for bus, what in self._heard:
            bus.disconnect(*what)
        self._heard.clear()

    def watch(self, window: int) -> None:
        """On Windows a window hears of the session only when it asks to."""
        if sys.platform == "win32":
            with suppress(OSError, AttributeError):
                ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, _THIS_SESSION)

    @Slot(bool)
    def turned(self, on: bool) -> None:
        """A signal that says yes when something begins and no when it ends."""
        if on:
            self.begun.emit()

    @Slot()
    def told_to_lock(self) -> None:
        self.begun.emit()

    def _listen_on_the_bus(self) -> None:
        if not _inside_this_computer("DBUS_SESSION_BUS_ADDRESS"):
            return
        from PySide6.QtDBus import QDBusConnection

        session = QDBusConnection.sessionBus()
        for name in _SCREEN_SAVERS:
            self._hear(session, "", "", name, "ActiveChanged", self, _TURNED)
        if _inside_this_computer("DBUS_SYSTEM_BUS_ADDRESS", usual=True):
            system = QDBusConnection.systemBus()
            self._hear(system, _LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _TURNED)
            self._hear(system, _LOGIN, "", f"{_LOGIN}.Session", "Lock", self, _TOLD)

    def _hear(self, bus: Any, *what: Any) -> None:
        bus.connect(*what)
        self._heard.append((bus, what))


def _inside_this_computer(variable: str, *, usual: bool = False) -> bool:
    """A bus can lie on another computer; `usual` is the answer where nothing is said."""
    address = os.environ.get(variable)
    return address.startswith("unix:") if address else usual


class _Messages(QAbstractNativeEventFilter):
    """Looks through what Windows tells the windows of the program."""

    def __init__(self, begun: Callable[[], object]) -> None:
        super().__init__()
        self._begun = begun

    # Qt asks:

    def nativeEventFilter(self, _kind: QByteArray | bytes | bytearray | memoryview, message: Any) -> tuple[bool, int]:
        from ctypes import wintypes

        told = wintypes.MSG.from_address(int(message))
        if says_absence(told.message, told.wParam):
            self._begun()
        return False, 0


def says_absence(message: int, detail: int) -> bool:
    """Whether a message of Windows means that the person goes away."""
    return (message, detail) in ((_SESSION_CHANGED, _SESSION_LOCKED), (_POWER, _SUSPENDING))
