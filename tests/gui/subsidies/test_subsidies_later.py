"""Papers of a later stage in the window: enclosed, refused, moved, on paper; listed to copy from; signed in one go."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from support.audit import audit, settle
from support.granted import Granted, granted_of
from support.signing import drawn
from support.subsidy_window import AtDesk, report_begun, words_in

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.usecases import later_enclosures
from kobe_desk.modules.subsidies.view import LaterEnclosuresPage, LaterPapersPage, ListingPage

REPORT = "report.1"


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    return granted_of(*together_records, tmp_path)


@pytest.fixture
def opened(granted: Granted, qtbot) -> AtDesk:
    return report_begun(granted, qtbot)


def titles(granted: Granted) -> list[str]:
    return [each.title for each in granted.records.ask(later_enclosures, granted.key, REPORT).papers]


def choose(opened: AtDesk, monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    chosen = [str(each) for each in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_said: (chosen, ""))
    opened.press(opened.page.papers.choose)


def test_photos_and_lists_go_with_a_report_and_its_papers_list_them(
    opened: AtDesk, granted: Granted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    part = opened.step("実績報告")
    part.form.fields["place"].set_value("みなと公園")
    opened.press(part.enclosures)
    page = opened.page
    assert isinstance(page, LaterEnclosuresPage)
    assert not audit(opened.window)
    files = {"清掃の写真.pdf": drawn("photo"), "名簿.pdf": drawn("list"), "まちがい.pdf": b"PK\x03\x04" + bytes(90)}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    choose(opened, monkeypatch, *(tmp_path / name for name in files))
    assert titles(granted) == ["清掃の写真", "名簿"]
    assert "まちがい.pdf：" in page.notice.text

    first, second = (each.id for each in granted.records.ask(later_enclosures, granted.key, REPORT).papers)
    opened.press(page.papers.ways["rename", second])
    page.papers.names[second].set_value("参加者名簿")
    opened.press(page.papers.ways["keep", second])
    opened.press(page.papers.ways["up", second])
    assert titles(granted) == ["参加者名簿", "清掃の写真"]
    assert opened.window.focusWidget() is page.papers.ways["down", second], (
        "it is the first now, and goes no further up"
    )

    page.form.fields["title"].set_value("記念誌")
    opened.press(page.by_hand)
    assert titles(granted)[-1] == "記念誌" and "紙でそえる" in words_in(page)
    assert page.form.fields["title"].control.text() == ""
    opened.press(page.by_hand)
    assert page.form.fields["title"].error
    assert not audit(opened.window)
    opened.press(page.papers.ways["turn", first])
    opened.press(page.papers.ways["out", first])
    assert titles(granted) == ["参加者名簿", "記念誌"]
    opened.desk.undo()
    settle()
    assert "清掃の写真" in words_in(page)

    opened.window.page("subsidies").leave(page)
    settle()
    part = opened.page.part
    assert part.enclosures.words() == "そえる書類（3）"
    assert part.form.fields["place"].value() == "みなと公園", "what was typed before is still there"
    opened.press(part.papers)
    assert isinstance(opened.page, LaterPapersPage)
    assert [each.name for each in opened.page.preview.papers][-1] == "添付書類"
    assert not audit(opened.window)


def test_a_kept_document_is_enclosed_from_the_list(opened: AtDesk, granted: Granted) -> None:
    opened.press(opened.step("実績報告").enclosures)
    papers = opened.page.papers
    document = granted.records.ask(later_enclosures, granted.key, REPORT).documents[0]
    papers.kept.set_value(document.id)
    papers.document_chosen.emit(papers.key, papers.kept.value())
    assert titles(granted) == [document.title]


def test_a_step_that_is_done_says_what_went_with_it(opened: AtDesk, granted: Granted) -> None:
    opened.press(opened.step("実績報告").enclosures)
    opened.page.form.fields["title"].set_value("記念誌")
    opened.press(opened.page.by_hand)
    opened.window.page("subsidies").leave(opened.page)
    settle()
    opened.press(opened.page.part.done)
    assert "そえた書類：記念誌" in words_in(opened.step("実績報告"))
    assert not audit(opened.window)


def test_what_the_report_says_is_copied_out_of_a_list(opened: AtDesk, granted: Granted) -> None:
    part = opened.step("実績報告")
    part.form.fields["place"].set_value("みなと公園")
    opened.press(part.list_all)
    assert isinstance(opened.page, ListingPage)
    assert not audit(opened.window)
    copy = next(each for each in opened.page.buttons if "実施した場所" in each.accessibleName())
    opened.press(copy)
    assert QGuiApplication.clipboard().text() == "みなと公園", "what is written right now, kept first"
    opened.window.page("subsidies").leave(opened.page)
    settle()
    assert opened.page.part.form.fields["place"].value() == "みなと公園"


def test_a_list_is_written_for_excel(
    opened: AtDesk, granted: Granted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened.press(opened.step("実績報告").list_all)
    target = tmp_path / "実績報告.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_said: (str(target), ""))
    opened.press(opened.page.save)
    assert target.exists() and "実績報告.xlsx" in opened.page.notice.text


def test_a_passphrase_is_asked_once_for_all_papers_of_a_step_and_not_kept(opened: AtDesk, granted: Granted) -> None:
    opened.press(opened.step("実績報告").papers)
    assert [(each.role, each.waiting) for each in granted.state(REPORT).signers] == [("chair", 2), ("treasurer", 1)]
    opened.sign(granted.keys.passphrases["chair"])
    signed = [each for each in granted.state(REPORT).papers if each.signed_by]
    assert len(signed) == 2 and granted.state(REPORT).turn.role == "treasurer"
    assert opened.page.sign.passphrase.value() == ""
    opened.press(opened.page.sign.button)
    assert opened.page.sign.passphrase.field.error, "the next one is asked anew"
