"""A table beside what it was before: reached from its message, settled row by row with the mouse and the keyboard."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from support.audit import audit, settle
from support.granting import another_secretary, hand_in
from support.subsidy_window import words_in

from kobe_desk.cli.demo.bundle import begin_together
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.usecases import (
    application,
    begin_application,
    compared,
    open_bundle,
    save_answers,
    source_changes,
)
from kobe_desk.modules.subsidies.view import ComparePage

MIHON = "chiiki-katsudo-mihon"
LONG = "こどもと高齢者がともに学ぶ防災体験教室の講師謝礼（市外から招く2名の分と交通費をふくみます）"


@pytest.fixture
def sample_records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


@pytest.fixture
def key(together_records: tuple[Records, UUID]) -> UUID:
    """The same programme once more; last time's had forty costs, some in many words."""
    records, bundle = together_records
    keys = records.ask(open_bundle, bundle).keys
    first = records.ask(application, keys[0])
    answers = first.answers
    for at in range(len(answers.keys("budget_out")), 40):
        words = f"{at + 1}{LONG}" if at % 8 == 0 else f"消耗品その{at + 1}"
        answers = answers.with_row("budget_out", {"category": "supplies", "item": words, "amount": 1_000 + at})
    records.do(save_answers, keys[0], answers, "money")
    hand_in(records, *keys)
    return records.do(begin_application, MIHON).result


def typed(records: Records, key: UUID) -> None:
    """Two costs are written this year already."""
    answers = records.ask(application, key).answers
    answers = answers.with_row("budget_out", {"category": "food", "item": "茶菓", "amount": 30_000})
    records.do(
        save_answers, key, answers.with_row("budget_out", {"category": "supplies", "item": "旗", "amount": 9}), "money"
    )


def table(records: Records, key: UUID, name: str):
    return next(each for each in records.ask(compared, key).tables if each.key == name)


def button(opened, table: str, row: str, words: str) -> QPushButton:
    name = f"{table} {row}：{words}"
    return next(each for each in opened.page.buttons.values() if each.accessibleName() == name)


def test_the_message_of_a_changed_source_leads_to_the_rows(opened, key: UUID) -> None:
    new = another_secretary(opened.records)
    opened.go_on(key).show("officers_page")
    opened.click(opened.page.part.tables["officers"].changed.buttons[0])
    assert isinstance(opened.page, ComparePage)
    settle()
    focused = opened.window.focusWidget()
    assert opened.page.tables["officers"].isAncestorOf(focused)
    opened.click(button(opened, "役員", new, "帳面の行を入れる"))
    names = [each.now["name"].value for each in table(opened.records, key, "officers").lines if each.now]
    assert new in names
    opened.records.undo()
    assert new not in [each.now["name"].value for each in table(opened.records, key, "officers").lines if each.now]


def test_forty_rows_stand_side_by_side_with_their_sums(opened, key: UUID) -> None:
    typed(opened.records, key)
    opened.go_on(key)
    opened.click(opened.page.compare)
    settle()
    words = words_in(opened.page)
    assert "金額の合計" in words and "少ない）" in words
    assert all(each in words for each in ("≠ 金額：30,000円", "前の申請だけ", "今度の申請だけ", LONG))
    assert not audit(opened.window)


def test_every_row_is_settled_with_the_keyboard_alone(opened, key: UUID) -> None:
    another_secretary(opened.records)
    opened.go_on(key).show("officers_page")
    notice = opened.page.part.tables["officers"].changed
    notice.buttons[0].setFocus()
    QTest.keyClick(notice.buttons[0], Qt.Key.Key_Space)
    settle()
    for _press in range(60):
        left = table(opened.records, key, "officers").open
        if not left:
            break
        focused = opened.window.focusWidget()
        assert focused in opened.page.buttons.values() and "役員" in focused.accessibleName()
        count = len(left)
        while "このままでよい" not in focused.accessibleName() and "帳面の行を入れる" not in focused.accessibleName():
            QTest.keyClick(focused, Qt.Key.Key_Tab)
            focused = opened.window.focusWidget()
        QTest.keyClick(focused, Qt.Key.Key_Space)
        settle()
        assert len(table(opened.records, key, "officers").open) < count
    assert not table(opened.records, key, "officers").open
    assert "officers" not in {each.field for each in opened.records.ask(source_changes, key)}
    opened.stack.leave(opened.page)
    settle()
    assert opened.page.part.tables["officers"].changed.isHidden(), "nothing is to be looked at any more"


def test_a_row_that_changed_meanwhile_is_not_overwritten(opened, key: UUID) -> None:
    typed(opened.records, key)
    opened.go_on(key)
    opened.click(opened.page.compare)
    settle()
    press = button(opened, "支出", "茶菓", "前の行にする")
    answers = opened.records.ask(application, key).answers
    row = answers.keys("budget_out")[0]
    opened.records.do(save_answers, key, answers.with_value("budget_out.amount", 31_000, row), "money")
    opened.click(press)
    settle()
    assert "ほかで変わりました" in opened.page.notice.text
    assert opened.records.ask(application, key).answers.value("budget_out.amount", row) == 31_000
    opened.click(button(opened, "支出", "茶菓", "前の行にする"))
    assert opened.records.ask(application, key).answers.value("budget_out.amount", row) == 24_000


def test_in_a_bundle_the_message_leads_to_the_rows_too(opened, key: UUID) -> None:
    bundle = begin_together(opened.records)
    another_secretary(opened.records)
    opened.stack.controller.open_bundle(bundle)
    wizard = next(each for each in opened.page.children() if hasattr(each, "keep_now"))
    at = next(each for each in wizard._way().pages if each.endswith("officers_page"))
    wizard.show(at)
    opened.click(opened.page.part.questions.tables["officers"].changed.buttons[0])
    settle()
    assert isinstance(opened.page, ComparePage)
    press = opened.window.focusWidget()
    assert opened.page.tables["officers"].isAncestorOf(press)
    opened.click(press)
    mine = opened.records.ask(open_bundle, bundle).opened
    confirmed = [
        each for each in mine
        if any(answer.confirmed_by for cell, answer in each.application.answers.items() if "officers." in cell.field)
    ]  # fmt: skip
    assert len(confirmed) > 1
