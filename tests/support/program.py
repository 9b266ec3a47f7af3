"""Runs of the program for tests: with cheap keys, and driven by the keyboard alone."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kobe_desk.app.program import Program
from kobe_desk.core.settings import Settings
from kobe_desk.core.vault.crypto import Cost
from support.audit import name_of, settle
from support.ime import commit

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
_MOST_STOPS = 60


def new_program(settings: Settings | None = None) -> Program:
    return Program(settings or Settings(), CHEAP)


def window_of(program: Program) -> QWidget:
    """The window in sight."""
    return program.opened.window if program.opened is not None else program.entrance


def tab_to(window: QWidget, words: str) -> QWidget:
    """Press Tab until the keyboard is at what is called so, or else at something whose name holds these words."""
    window.activateWindow()
    for exactly in (True, False):
        for _ in range(_MOST_STOPS):
            focused = window.focusWidget()
            names = [name_of(focused), getattr(focused, "text", str)()] if focused is not None else []
            if words in names or (not exactly and any(words in name for name in names)):
                return focused
            QTest.keyClick(focused or window, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {words}")


def type_at(window: QWidget, words: str, text: str) -> None:
    """Go to a field and type as an input method does."""
    commit(tab_to(window, words), text)


def press(window: QWidget, words: str) -> None:
    """Go to a button and press it with the space bar."""
    QTest.keyClick(tab_to(window, words), Qt.Key.Key_Space)


def wait_for(qtbot: object, until: Callable[[], bool]) -> None:
    qtbot.waitUntil(until, timeout=60_000)
    settle()


def dialogs() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isModal() and each.isVisible()]
