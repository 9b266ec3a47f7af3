"""What the office wants with a report, in the window: its list worked off, what is missing told, the papers made."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QFileDialog
from support.audit import audit
from support.granted import Granted, granted_of
from support.signing import drawn
from support.subsidy_window import AtDesk, report_begun, words_in
from support.wanted import PHOTOS, want

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.usecases import later_enclosures
from kobe_desk.modules.subsidies.view import LaterEnclosuresPage, LaterPapersPage

REPORT = "report.1"


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    made = granted_of(*together_records, tmp_path)
    made.records.do(want, made.key, PHOTOS)
    return made


@pytest.fixture
def opened(granted: Granted, qtbot) -> AtDesk:
    return report_begun(granted, qtbot)


def there(granted: Granted, attachment: str) -> list[str]:
    return [each.title for each in granted.records.ask(later_enclosures, granted.key, REPORT).of(attachment)]


def test_the_list_of_the_office_is_worked_off_and_then_the_papers_can_be_signed(
    opened: AtDesk, granted: Granted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    part = opened.step("実績報告")
    assert "まだそえていない書類：活動の写真" in words_in(part)
    opened.press(part.papers)
    assert isinstance(opened.page, LaterPapersPage)
    assert opened.page.sign is None and "まだそえていない書類：活動の写真" in words_in(opened.page)
    opened.leave()

    opened.press(opened.step("実績報告").enclosures)
    page = opened.page
    assert isinstance(page, LaterEnclosuresPage)
    assert list(page.wanted) == [
        "work_photos", "report_accounts", "report_receipt_list", "report_receipts", "report_photos", "report_results",
    ]  # fmt: skip
    assert page.wanted["report_accounts"].papers is None, "it is made here"
    assert [each.chip.text() for each in page.wanted.values()] == [
        "まだありません", "ここで作ります", "ここで作ります", "あればそえます", "あればそえます", "あればそえます",
    ]  # fmt: skip
    assert not audit(opened.window)

    (tmp_path / "IMG_1.pdf").write_bytes(drawn("photo"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_said: ([str(tmp_path / "IMG_1.pdf")], ""))
    opened.press(page.wanted["work_photos"].papers.choose)
    assert there(granted, "work_photos") == ["活動の写真"]
    assert page.wanted["work_photos"].chip.text() == "そろいました"
    assert opened.window.focusWidget() is page.wanted["work_photos"].papers.choose
    opened.press(page.wanted["report_results"].papers.by_hand)
    assert there(granted, "report_results") == ["成果物（チラシなど）"] and "紙でそえる" in words_in(page)
    page.form.fields["title"].set_value("会報")
    opened.press(page.by_hand)
    assert there(granted, "") == ["会報"], "what the office does not name can still go with it"
    assert not audit(opened.window)
    opened.leave()

    opened.press(opened.page.part.papers)
    page = opened.page
    assert page.sign is not None
    assert "まだそえていない書類：領収書の写し、写真" in words_in(page), "what only may go with it is told"
    assert [each.name for each in page.preview.papers][-1] == "添付書類"
    assert not audit(opened.window)
