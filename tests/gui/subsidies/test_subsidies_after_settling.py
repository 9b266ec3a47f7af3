"""What comes back from the office, and the tax report after the settlement, in the window."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from support.audit import audit, settle
from support.granting import decided_grant
from support.signing import drawn
from support.tabbing import reach, write
from support.tax import answer_status

from kobe_desk.modules.subsidies.usecases import EnclosureNotPdf, grant, later_signing, note_step
from kobe_desk.modules.subsidies.view import KeptPaperPage, StagePart

TAX = "消費税の報告"


@pytest.fixture
def sample_records(together_records):
    return together_records[0]


@pytest.fixture
def key(sample_records) -> UUID:
    """A grant that was decided."""
    return decided_grant(sample_records)


def at(opened, title: str) -> StagePart:
    opened.click(next(each for each in opened.page.steps.items if each.text() == title))
    return opened.page.part


def titles(opened) -> list[str]:
    return [each.text() for each in opened.page.steps.items]


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The PDF that the dialog for files comes back with."""
    path = tmp_path / "交付決定通知書.pdf"
    path.write_bytes(drawn("notice"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_said: (str(path), ""))
    return path


# a paper that came back


def test_a_paper_that_came_back_is_kept_and_looked_at(opened, key: UUID, notice: Path) -> None:
    opened.stack.controller.granted.open_grant(key)
    part = at(opened, "交付決定")
    opened.click(part.keep_paper)
    (kept,) = opened.page.part.kept_papers
    assert [each.title for each in opened.records.ask(grant, key).returned] == ["交付決定通知書"]
    assert not audit(opened.window)
    opened.click(kept.look)
    page = opened.page
    assert isinstance(page, KeptPaperPage)
    assert page.preview.paper.name == "交付決定通知書" and page.preview.sheets.pages == 1
    assert page.preview.paper.pdf == notice.read_bytes()
    assert not audit(opened.window)
    page.back_requested.emit()
    assert at(opened, "交付決定").kept_papers
    assert not at(opened, "実績報告").kept_papers, "it belongs to its step"


def test_a_paper_that_came_back_is_kept_and_looked_at_with_the_keyboard(opened, key: UUID, notice: Path) -> None:
    opened.stack.controller.granted.open_grant(key)
    part = at(opened, "実績報告")
    reach(opened, part.keep_paper)
    QTest.keyClick(part.keep_paper, Qt.Key.Key_Space)
    (kept,) = opened.page.part.kept_papers
    reach(opened, kept.look)
    QTest.keyClick(kept.look, Qt.Key.Key_Space)
    assert opened.page.preview.paper.pdf == notice.read_bytes()
    settle()
    assert opened.window.focusWidget() is opened.page.preview.sheets, "its pages are turned with the keys"


def test_what_is_no_pdf_is_not_kept_and_nothing_is_when_the_dialog_is_left(
    opened, key: UUID, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.stack.controller.granted.open_grant(key)
    notice.write_bytes(b"PK\x03\x04" + bytes(90))
    opened.click(at(opened, "交付決定").keep_paper)
    assert opened.page.notice.text == EnclosureNotPdf().message()
    notice.unlink()
    opened.click(opened.page.part.keep_paper)
    assert opened.page.notice.isVisible() and "読めません" in opened.page.notice.text
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_said: ("", ""))
    opened.click(opened.page.part.keep_paper)
    assert opened.records.ask(grant, key).returned == ()


# the tax report


def settled(opened, key: UUID, status: str) -> None:
    opened.records.do(answer_status, key, status)
    opened.records.do(note_step, key, "report", {"done": "した"}, date(2027, 4, 10))
    opened.records.do(note_step, key, "settled", {"settled_amount": 77_000}, date(2027, 4, 20))


def test_the_tax_report_appears_after_the_settlement_and_is_written_with_the_keyboard(opened, key: UUID) -> None:
    opened.records.do(answer_status, key, "taxable")
    opened.stack.controller.granted.open_grant(key)
    assert TAX not in titles(opened)
    opened.page.back_requested.emit()
    settled(opened, key, "taxable")
    opened.stack.controller.granted.open_grant(key)
    part = at(opened, TAX)
    assert not audit(opened.window)
    for name, words in (("tax_settled", "0"), ("tax_final", "3210"), ("tax_back", "3210"), ("tax_how", "utusi")):
        write(opened, part.form.fields[name], words)
    reach(opened, part.papers)
    QTest.keyClick(part.papers, Qt.Key.Key_Space)
    (paper,) = opened.page.preview.papers
    assert paper.name == "仕入れに係る消費税等相当額報告書（参考様式）"
    assert opened.records.ask(later_signing, key, "tax_report.1").papers, "kept, to be signed"
    assert not audit(opened.window)


@pytest.mark.parametrize("status", ["exempt", ""])
def test_the_tax_report_is_not_offered_to_a_group_that_pays_none_or_did_not_say(opened, key: UUID, status: str) -> None:
    settled(opened, key, status)
    opened.stack.controller.granted.open_grant(key)
    assert TAX not in titles(opened) and "額の確定" in " ".join(titles(opened))
