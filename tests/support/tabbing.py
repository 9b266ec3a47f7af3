"""The keyboard alone: Tab to a control, and type there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kobe_desk.ui.field import DateField, FormField
from support.audit import settle


def write(opened, field: FormField, words: str) -> None:
    """Tab to a field and type."""
    reach(opened, field.control)
    if isinstance(field.control, DateField):
        QTest.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)  # from the era to the year
    QTest.keyClicks(opened.window.focusWidget(), words)


def reach(opened, wanted: QWidget) -> None:
    """Press Tab until the focus is there."""
    settle()
    for _press in range(40):
        focus = opened.window.focusWidget()
        if focus is wanted or wanted.isAncestorOf(focus):
            return
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError(wanted.accessibleName())
