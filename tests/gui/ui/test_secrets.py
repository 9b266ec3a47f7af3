"""What is copied out of a guarded field, and what pictures of the screen may show."""

import ctypes
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kobe_desk.ui import clipboard
from kobe_desk.ui.code import CodeBox, CodeLine
from kobe_desk.ui.field import TextField
from kobe_desk.ui.field.secret import WordsField

CTRL = Qt.KeyboardModifier.ControlModifier


def copied_out_of(edit: TextField, qtbot, key: Qt.Key = Qt.Key.Key_C) -> str:
    qtbot.addWidget(edit)
    edit.setText("1234567")
    edit.show()
    edit.activateWindow()
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, key, CTRL)
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_X])
def test_a_copied_account_number_is_marked_and_gone_after_a_minute(
    key: Qt.Key, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clipboard.KEPT == 60_000
    monkeypatch.setattr(clipboard, "KEPT", 50)
    assert copied_out_of(TextField(guarded=True), qtbot, key) == "1234567"
    formats = QGuiApplication.clipboard().mimeData().formats()
    assert set(clipboard.HINTS) <= set(formats)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "", timeout=2_000)


def test_a_copied_line_of_a_recovery_code_is_marked(qtbot) -> None:
    assert copied_out_of(WordsField(300), qtbot) == "1234567"
    assert clipboard.hinted()


def test_what_was_copied_afterwards_stays(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "KEPT", 50)
    copied_out_of(TextField(guarded=True), qtbot)
    QGuiApplication.clipboard().setText("another")
    qtbot.wait(150)
    assert QGuiApplication.clipboard().text() == "another"


def test_other_fields_are_copied_as_ever(qtbot) -> None:
    assert copied_out_of(TextField(), qtbot) == "1234567"
    assert not clipboard.hinted()


def test_the_recovery_code_is_in_no_picture_of_the_screen_on_windows(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    library = SimpleNamespace(SetWindowDisplayAffinity=lambda _window, affinity: told.append(affinity))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=library), raising=False)
    window = QWidget()
    qtbot.addWidget(window)
    box = CodeBox([CodeLine("A", ("2345", "6789", "ABCD"), "E")])
    box.setParent(window)
    window.show()
    assert told[-1] == 0x11
    window.hide()
    assert told[-1] == 0


def test_elsewhere_the_code_is_shown_all_the_same(qtbot) -> None:
    box = CodeBox([CodeLine("A", ("2345", "6789", "ABCD"), "E")])
    qtbot.addWidget(box)
    box.show()
    assert box.isVisible()
