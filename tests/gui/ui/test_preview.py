"""The preview shows, prints and saves the same bytes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from support.audit import settle
from support.gallery import sample_pdf

from kobe_desk.ui import printing
from kobe_desk.ui.dialog import inform
from kobe_desk.ui.preview import Paper, PaperPreview
from kobe_desk.ui.theme import theme


@pytest.fixture
def preview(qtbot: QtBot) -> PaperPreview:
    made = PaperPreview()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    settle()
    return made


def test_the_paper_is_white_in_the_dark_palette(preview: PaperPreview) -> None:
    theme.wear("dark")
    preview.show_papers([Paper("申請書", sample_pdf(1))])
    settle()
    picture = preview.sheets.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 40) == QColor("white")


def test_one_paper_needs_no_list(preview: PaperPreview) -> None:
    preview.show_papers([Paper("申請書", sample_pdf(1))])
    assert not preview.list.isVisible()
    preview.show_papers([Paper("申請書", sample_pdf(1)), Paper("誓約書", sample_pdf(1))])
    assert preview.list.isVisible()


def test_the_page_in_sight_is_told(preview: PaperPreview) -> None:
    preview.show_papers([Paper("申請書", sample_pdf(3))])
    settle()
    bar = preview._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert preview._count.text() == "3枚目 ／ 3枚"


def test_the_whole_page_fits_and_a_larger_one_can_be_scrolled_sideways(preview: PaperPreview) -> None:
    preview.show_papers([Paper("申請書", sample_pdf(1))])
    QTest.mouseClick(preview.whole, Qt.MouseButton.LeftButton)
    settle()
    assert preview.sheets.minimumHeight() <= preview._scroll.viewport().height()
    for _ in range(4):
        QTest.mouseClick(preview.larger, Qt.MouseButton.LeftButton)
    settle()
    assert preview._scroll.horizontalScrollBar().maximum() > 0


def test_choosing_a_paper_shows_it(qtbot: QtBot, preview: PaperPreview) -> None:
    preview.show_papers([Paper("申請書", sample_pdf(1)), Paper("誓約書", sample_pdf(2))])
    with qtbot.waitSignal(preview.paper_shown):
        QTest.mouseClick(preview.list.items[1], Qt.MouseButton.LeftButton)
    assert preview.paper is not None
    assert preview.paper.name == "誓約書"
    assert preview.list.items[1].isChecked()


def test_the_saved_file_is_the_previewed_bytes(
    qtbot: QtBot, preview: PaperPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = sample_pdf(1)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "申請書"), ""))
    preview.show_papers([Paper("申請書", pdf)])
    with qtbot.waitSignal(preview.saved) as saved:
        QTest.mouseClick(preview.save_button, Qt.MouseButton.LeftButton)
    assert Path(saved.args[0]).read_bytes() == pdf
    assert saved.args[0].endswith("申請書.pdf")


def test_leaving_the_save_dialog_writes_nothing(
    qtbot: QtBot, preview: PaperPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    preview.show_papers([Paper("申請書", sample_pdf(1))])
    with qtbot.assertNotEmitted(preview.saved):
        QTest.mouseClick(preview.save_button, Qt.MouseButton.LeftButton)


def test_a_place_that_takes_nothing_is_said_and_nothing_is_half_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    (tmp_path / "申請書.pdf").mkdir()  # nothing can be put in its place
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "申請書"), ""))
    monkeypatch.setattr(printing, "inform", lambda _parent, _heading, text: told.append(text))
    assert printing.save_pdf(None, b"%PDF", "申請書") is None
    assert "書き込め" in told[0]
    assert [path.name for path in tmp_path.iterdir()] == ["申請書.pdf"]


def test_why_something_was_not_saved_is_read_and_closed_with_one_button(qtbot) -> None:
    seen: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(dialog.windowTitle())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)

    QTimer.singleShot(100, close)
    inform(None, "保存できませんでした", "書き込めません。")
    assert seen == ["保存できませんでした"]
