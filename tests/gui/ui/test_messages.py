"""What the program says: strip, progress, the dialogs, and the report of a bug."""

import sys
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.audit import audit, said, settle
from support.ime import compose

from kobe_desk.core import clock
from kobe_desk.ui import crash
from kobe_desk.ui.crash import report_of
from kobe_desk.ui.crash_dialog import CrashDialog
from kobe_desk.ui.dialog import ConfirmDialog, confirm
from kobe_desk.ui.strip import Strip


class Job(QObject):
    stepped = Signal(int, int)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


@pytest.fixture
def strip(qtbot: QtBot) -> Strip:
    made = Strip()
    qtbot.addWidget(made)
    made.resize(1000, 60)
    made.show()
    return made


def test_what_was_done_is_told_with_its_time(strip: Strip) -> None:
    with clock.stopped_at(datetime(2026, 11, 25, 1, 5, tzinfo=UTC)):
        strip.report("保存しました")
    assert strip.text == "保存しました　10時05分"
    assert strip.accessibleName() == strip.text


def test_the_way_back_stands_until_the_next_message(strip: Strip) -> None:
    taken: list[bool] = []
    strip.offer("電話を変えました", lambda: taken.append(True))
    assert strip.button.isVisible()
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert taken == [True]
    strip.report("元に戻しました")
    assert not strip.button.isVisible()


def test_a_warning_offers_its_remedy(strip: Strip) -> None:
    strip.warn("USBメモリーが見つかりません", lambda: None)
    assert strip.button.words() == "もう一度"
    assert strip.property("ground") == "warn"
    strip.warn("読めません")
    assert not strip.button.isVisible()


def test_a_quick_job_leaves_the_strip_alone(qtbot: QtBot, strip: Strip) -> None:
    strip.report("保存しました", timed=False)
    strip.follow(job := Job(), "取り込んでいます")
    job.finished.emit()
    qtbot.wait(400)
    assert strip.text == "保存しました"
    assert QApplication.overrideCursor() is None


def test_a_long_job_shows_cursor_then_bar_then_stop(qtbot: QtBot, strip: Strip) -> None:
    strip.follow(job := Job(), "取り込んでいます")
    qtbot.waitUntil(lambda: QApplication.overrideCursor() is not None, timeout=900)
    assert not strip.bar.isVisible()
    qtbot.waitUntil(strip.bar.isVisible, timeout=1500)
    assert not strip.button.isVisible()
    job.stepped.emit(186, 306)
    assert strip.text == "取り込んでいます　186／306"
    assert strip.bar.value() == 186
    qtbot.waitUntil(strip.button.isVisible, timeout=3000)
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert job.cancelled
    job.finished.emit()
    assert not strip.bar.isVisible()
    assert QApplication.overrideCursor() is None


def test_the_keyboard_starts_on_the_way_back(qtbot: QtBot) -> None:
    dialog = ConfirmDialog(None, "「見本」の帳面を消しますか", "見本が消えます。", "見本を消す")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    settle()
    assert QApplication.focusWidget() is dialog.leave
    assert not dialog.act.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == 0


def test_purging_wants_the_name(qtbot: QtBot) -> None:
    dialog = ConfirmDialog(None, "完全に消しますか", "元に戻せません。", "完全に消す", typed="髙橋悦郎")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.field is not None
    dialog.field.control.set_value("高橋悦郎")
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.field.error
    dialog.field.control.set_value("髙橋悦郎")
    QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    assert dialog.result() == 1


def test_no_button_is_pressed_by_the_enter_of_a_conversion(qtbot: QtBot) -> None:
    dialog = ConfirmDialog(None, "完全に消しますか", "元に戻せません。", "完全に消す", typed="髙橋")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.field is not None
    _word, edit = dialog.field.control.parts()[0]
    compose(edit, "たかはし")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not dialog.field.error


def test_dialogs_keep_the_rules_of_windows(qtbot: QtBot) -> None:
    for dialog in (
        ConfirmDialog(
            None, "「見本」の帳面を消しますか", "見本の312世帯と予約が消えます。", "見本を消す", typed="見本"
        ),
        CrashDialog("Kobe Desk 0.1\nValueError\n  kobe_desk/ui/a.py:3 b"),
    ):
        qtbot.addWidget(dialog)
        wrong = audit(dialog)
        assert not wrong, said(wrong)


@pytest.mark.parametrize("answer", [True, False])
def test_confirm_tells_what_was_pressed(qtbot: QtBot, answer: bool) -> None:
    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ConfirmDialog)
        QTest.mouseClick(dialog.act if answer else dialog.leave, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)
    assert confirm(None, "消しますか", "元に戻せません。", "消す") is answer


def boom() -> None:
    raise ValueError("髙橋悦郎 078-000-0117")


def test_the_report_of_a_bug_holds_no_values() -> None:
    try:
        try:
            boom()
        except ValueError as inner:
            raise KeyError("辻󠄀 ハル") from inner
    except KeyError as error:
        report = report_of(error)
    assert "KeyError" in report
    assert "ValueError" in report
    assert "Qt 6." in report
    for secret in ("髙橋", "078", "ハル", str(__file__)):
        assert secret not in report


def test_the_report_names_the_place_in_the_program() -> None:
    from kobe_desk.core.japanese import era

    with pytest.raises(TypeError) as caught:
        era.wareki(None)  # type: ignore[arg-type]
    report = report_of(caught.value)
    assert "kobe_desk/core/japanese/era.py:" in report
    assert "wareki" in report


def test_a_bug_is_logged_and_shown_and_its_report_can_be_copied(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install(logged.append)

    def copy_and_close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CrashDialog)
        copy, close = (dialog.buttons.itemAt(at).widget() for at in (1, 2))
        QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, copy_and_close)
    try:
        boom()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert QGuiApplication.clipboard().text() == logged[0]
    assert "ValueError" in logged[0]
