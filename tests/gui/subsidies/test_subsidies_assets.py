"""The register of equipment in the window: a cost of a grant goes into it, is looked at, and leaves with approval."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from support.audit import audit
from support.papers import squeezed, text_of
from support.tabbing import reach, write

from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies.controller.home import ask_deadlines
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    allocate,
    bundles,
    grant,
    hand_in_on_paper,
    keep_papers,
    later_signing,
    open_bundle,
)
from kobe_desk.modules.subsidies.usecases.assets import asset_proposals, assets


@pytest.fixture
def sample_records(together_records):
    return together_records[0]


@pytest.fixture
def key(sample_records) -> UUID:
    """A grant that was handed in and pays for a tent."""
    (line,) = sample_records.ask(bundles)
    keys = sample_records.ask(open_bundle, line.id).keys
    for each in keys:
        sample_records.do(keep_papers, each, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
    sample_records.do(hand_in_on_paper, keys, date(2026, 11, 25))
    account = next(each for each in sample_records.ask(accounts) if each.name == "備品購入費")
    entry = EntryRequest(date(2026, 11, 24), account.id, 48_000, "簡易テント", "みなと商店")
    sample_records.do(allocate, keys[1], sample_records.do(post_entry, entry).result, 40_000, "")
    return keys[1]


def test_a_cost_goes_into_the_register_with_one_press(opened, key: UUID) -> None:
    opened.click(opened.page.assets)
    page = opened.page
    assert not page.proposals.isHidden()
    opened.click(page.take)
    assert page.proposals.isHidden()
    assert page.table.row.name == "簡易テント"
    assert page.notice.isVisible()
    assert not audit(opened.window)


def test_the_costs_of_a_grant_lead_into_the_register(opened, key: UUID) -> None:
    opened.stack.controller.granted.open_grant(key)
    opened.page.steps.items[-1].click()
    part = opened.page.part
    part.spent.choose(opened.records.ask(grant, key).spent[0].id)
    opened.click(part.register)
    assert [each.name for each in opened.records.ask(assets)] == ["簡易テント"]
    opened.click(part.register)
    assert opened.page.notice.isVisible()
    assert len(opened.records.ask(assets)) == 1


def test_a_thing_is_completed_looked_at_and_disposed_of_with_approval(opened, key: UUID) -> None:
    opened.click(opened.page.assets)
    opened.click(opened.page.take)
    opened.click(opened.page.open)
    page = opened.page
    assert not audit(opened.window)
    page.form.fields["place"].control.set_value("集会所の倉庫")
    page.form.fields["check_next"].control.set_value(date(2027, 3, 31))
    opened.click(page.keep)
    (row,) = opened.records.ask(assets)
    assert (row.place, row.check_next, row.entry is not None) == ("集会所の倉庫", date(2027, 3, 31), True)
    found = []
    ask_deadlines(opened.desk, found.extend)
    due = next(each for each in found if each.record == f"asset:{row.id}")
    assert due.day == date(2027, 3, 31)
    card = page.disposing
    assert "まだたずねていません" in card.bound.text
    card.form.fill({"day": date(2026, 11, 25), "reason": "こわれた"})
    opened.click(card.dispose)
    assert "承認" in card.form.fields["approval"].error
    assert opened.records.ask(assets)[0].disposed is None
    card.form.fill({"approval": "神地第3号", "approved": date(2026, 11, 25)})
    opened.click(card.keep)
    assert "承認を受けています" in card.bound.text
    assert opened.records.ask(assets)[0].disposed is None
    assert not audit(opened.window)
    opened.click(card.dispose)
    assert opened.records.ask(assets)[0].disposed == date(2026, 11, 25)
    assert not card.back.isHidden()
    assert not audit(opened.window)
    opened.click(card.back)
    assert opened.records.ask(assets)[0].disposed is None
    assert card.form.fields["approval"].control.value() == "神地第3号"


def test_the_application_for_approval_is_made_with_the_mouse_and_a_draft_names_what_is_missing(
    opened, key: UUID
) -> None:
    opened.click(opened.page.assets)
    opened.click(opened.page.take)
    opened.click(opened.page.open)
    card = opened.page.disposing
    card.form.fill({"reason": "骨組みが折れて、直せない。"})
    opened.click(card.papers)
    assert [each.name for each in opened.page.preview.papers] == ["財産処分承認申請書（参考様式）"]
    assert "処分の方法" in opened.page.notice.text
    assert not audit(opened.window)
    opened.page.back_requested.emit()
    card.form.fill({"kind": "scrapped", "day": date(2027, 4, 1)})
    opened.click(card.papers)
    (row,) = opened.records.ask(assets)
    assert opened.records.ask(later_signing, key, row.occasion).papers, "complete: kept, to be signed"
    assert not audit(opened.window)
    opened.page.back_requested.emit()
    opened.click(card.forms)
    assert opened.page.isVisible()
    assert not audit(opened.window)


def test_the_application_for_approval_is_made_with_the_keyboard(opened, key: UUID) -> None:
    opened.click(opened.page.assets)
    opened.click(opened.page.take)
    opened.click(opened.page.open)
    card = opened.page.disposing
    kind = card.form.fields["kind"].control
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_Down)
    assert kind.value() == "sold"
    for name, words in (("day", "R9.4.1"), ("reason", "naosenai")):
        write(opened, card.form.fields[name], words)
    reach(opened, card.papers)
    QTest.keyClick(card.papers, Qt.Key.Key_Space)
    assert [each.name for each in opened.page.preview.papers] == ["財産処分承認申請書（参考様式）"]
    (row,) = opened.records.ask(assets)
    assert (row.disposal_kind, row.disposal_planned, row.disposal_reason) == ("sold", date(2027, 4, 1), "naosenai")


def test_the_deadline_opens_the_thing_and_its_removal_leaves_it(opened, key: UUID) -> None:
    opened.click(opened.page.assets)
    opened.click(opened.page.take)
    (row,) = opened.records.ask(assets)
    opened.stack.open_record(f"asset:{row.id}")
    opened.click(opened.page.remove)
    assert opened.records.ask(assets) == ()
    assert not opened.page.none.isHidden()
    assert len(opened.records.ask(asset_proposals)) == 1


def test_the_register_is_printed_and_written_for_excel(opened, key: UUID, tmp_path: Path, monkeypatch) -> None:
    opened.click(opened.page.assets)
    opened.click(opened.page.take)
    page = opened.page
    opened.click(page.print)
    paper = opened.page.preview.paper
    assert paper is not None
    text = squeezed(text_of(paper.pdf, tmp_path))
    for words in ("備品台帳", "簡易テント", "48,000", "40,000", "R8.11.24", "要確認", "令和8年11月25日現在"):
        assert words in text
    opened.page.back_requested.emit()
    target = tmp_path / "台帳.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    opened.click(page.save)
    rows = list(load_workbook(target).active.values)
    assert rows[1][1:5] == ("簡易テント", rows[1][2], 48_000, 40_000)
    assert rows[1][2].date() == date(2026, 11, 24)
