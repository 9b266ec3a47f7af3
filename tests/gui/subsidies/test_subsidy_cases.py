"""Rows 1, 4, 9 to 12 and 14 of the subsidies' cases, on the screen."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from support import tea
from support.ime import commit

from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.controller.steps import CHECK
from kobe_desk.modules.subsidies.usecases import application, save_answers, submissions
from kobe_desk.modules.subsidies.view import ApplicationPage
from kobe_desk.ui.desk import Desk


@pytest.fixture
def key(opened) -> UUID:
    return tea.answered(opened.records)


def typed(opened, name: str, text: str) -> None:
    control = opened.field(name).control.control
    control.clear()
    commit(control, text)


def stored(opened, key: UUID):
    return tea.answers_of(opened.records, key)


@pytest.fixture
def other(opened, key: UUID, qtbot):
    """The same application in a second window on the same desk."""
    page = ApplicationPage()
    qtbot.addWidget(page)
    wizard = ApplicationController(Desk(opened.records, inline=True), page, key)
    wizard.start()
    page.show()
    return wizard


def test_tea_switched_off_and_on_shows_what_was_entered(opened, key: UUID) -> None:
    """Row 1, at the screen: the question hides, the sum follows, and its answer is there again."""
    wizard = opened.go_on(key)
    wizard.show("first")
    assert not opened.field("tea_near").isHidden()
    switch = opened.field("tea").answer_field.control
    switch.set_value(False)
    switch.edited.emit()
    assert opened.field("tea_near").isHidden()
    opened.click(opened.page.next)
    assert not stored(opened, key).value("tea")
    wizard.show("first")
    switch = opened.field("tea").answer_field.control
    switch.set_value(True)
    switch.edited.emit()
    assert not opened.field("tea_near").isHidden()
    assert "12,000" in opened.field("tea_near").control.control.text()


def switch(opened, name: str, *, to: bool) -> None:
    control = opened.field(name).answer_field.control
    control.set_value(to)
    control.edited.emit()


def test_a_table_that_is_hidden_comes_back_with_the_same_rows(opened) -> None:
    """Row 4 (survey-library#5526), its second half: rows hide with their condition, sums follow, nothing is lost."""
    key = tea.answered(opened.records, tea.THANKS)
    answers = tea.change(opened.records, key, thanked=True)
    for who, cost in (("髙橋", 1_201), ("辻󠄀本", 2_302), ("𠮷田", 3_403)):
        answers = answers.with_row("thanks", {"who": who, "cost": cost})
    opened.records.do(save_answers, key, answers, "helpers")
    keys, wizard = answers.keys("thanks"), opened.go_on(key)
    wizard.show("helpers")
    table = opened.page.questions.tables["thanks"]
    table.view.choose(keys[1])
    amount = table.card.form.fields["cost"].control.control
    amount.clear()
    commit(amount, "2,000円ぐらい")
    assert table.unreadable()
    switch(opened, "thanked", to=False)
    assert table.isHidden()
    opened.click(opened.page.next)
    assert wizard.at != "helpers", "what cannot be read in a row that is not asked keeps nobody"
    assert stored(opened, key).keys("thanks") == keys
    wizard.show("helpers")
    table = opened.page.questions.tables["thanks"]
    assert table.isHidden()
    switch(opened, "thanked", to=True)
    assert not table.isHidden()
    assert table.view.model().rowCount() == 3
    table.view.choose(keys[1])
    assert table.card.form.fields["cost"].control.control.text().replace(",", "") == "2302"
    opened.click(opened.page.next)
    now = stored(opened, key)
    assert [now.value("thanks.cost", each) for each in keys] == [1_201, 2_302, 3_403]


def test_what_cannot_be_read_in_a_hidden_question_keeps_nobody_on_the_page(opened, key: UUID) -> None:
    wizard = opened.go_on(key)
    wizard.show("first")
    switch(opened, "has_guests", to=True)
    typed(opened, "guests", "たくさん")
    switch(opened, "has_guests", to=False)
    opened.click(opened.page.next)
    assert wizard.at == "second"
    assert not stored(opened, key).value("has_guests")


def test_going_back_twice_changing_and_forward_keeps_the_second_answer(opened, key: UUID) -> None:
    """Row 9 (docassemble#74)."""
    wizard = opened.go_on(key)
    wizard.show("third")
    for _step in range(2):
        opened.click(opened.page.previous)
    assert wizard.at == "first"
    typed(opened, "name", "秋の茶会")
    opened.click(opened.page.next)
    assert wizard.at == "second"
    assert opened.field("aim").control.control.toPlainText() == "顔の見える関係をつくる。"
    opened.click(opened.page.next)
    assert opened.field("depends").control.control.text() == "夏だから"
    assert stored(opened, key).get("depends").stale
    assert not stored(opened, key).get("aim").stale and not stored(opened, key).get("tea_far").stale


def test_a_page_with_one_error_keeps_everything_typed_and_looks_at_the_error(opened, key: UUID) -> None:
    """Row 10 (XGov#1070)."""
    tea.change(opened.records, key, tea=False)
    wizard = opened.go_on(key)
    wizard.show("first")
    hidden = {name for name, each in opened.page.questions.fields.items() if each.isHidden()}
    assert {"tea_near", "guests"} <= hidden
    switch = opened.field("has_guests").answer_field.control
    switch.set_value(True)
    switch.edited.emit()
    typed(opened, "guests", "たくさん")
    typed(opened, "name", "冬の茶会")
    opened.click(opened.page.next)
    assert wizard.at == "first"
    assert "たくさん" in opened.field("guests").error and not opened.field("name").error
    assert opened.field("name").control.control.text() == "冬の茶会"
    assert opened.field("guests").control.control.text() == "たくさん"
    assert opened.field("tea_near").isHidden()
    focused = QApplication.focusWidget()
    assert focused is not None and opened.field("guests").isAncestorOf(focused)


def test_two_errors_bring_the_eye_to_the_first_in_order(opened, key: UUID) -> None:
    wizard = opened.go_on(key)
    wizard.show("first")
    typed(opened, "name", "")
    typed(opened, "tea_near", "いくらか")
    opened.click(opened.page.next)
    assert opened.field("name").error and opened.field("tea_near").error
    assert opened.field("name").isAncestorOf(QApplication.focusWidget())


def test_a_second_window_is_told_and_keeps_what_was_typed_there(opened, key: UUID, other) -> None:
    """Row 11 (forms-runner PR#762): told in a sentence, nothing of the first window overwritten, nothing typed lost."""
    mine = opened.go_on(key)
    mine.show("first")
    other.show("first")
    commit_in(other, "name", "秋の茶会")
    typed(opened, "tea_near", "13000")
    other._page.next.click()
    assert stored(opened, key).value("name") == "秋の茶会"
    opened.click(opened.page.next)
    assert "ほか" in opened.page.notice.text or "最新" in opened.page.notice.text
    assert mine.at == "first"
    assert opened.field("name").control.control.text() == "秋の茶会"
    assert opened.field("tea_near").control.control.text().replace(",", "") == "13000"
    opened.click(opened.page.next)
    assert (stored(opened, key).value("name"), stored(opened, key).value("tea_near")) == ("秋の茶会", 13_000)


def commit_in(wizard: ApplicationController, name: str, text: str) -> None:
    control = wizard._page.questions.fields[name].control.control
    control.clear()
    commit(control, text)


def test_the_same_answer_changed_in_both_windows_is_lost_in_neither(opened, key: UUID, other) -> None:
    mine = opened.go_on(key)
    mine.show("first")
    other.show("first")
    commit_in(other, "name", "秋の茶会")
    typed(opened, "name", "冬の茶会")
    other._page.next.click()
    opened.click(opened.page.next)
    assert opened.field("name").control.control.text() == "秋の茶会"
    assert "会の名前" in opened.page.notice.text and "冬の茶会" in opened.page.notice.text


def test_papers_of_the_first_window_are_not_exported_with_the_answers_of_the_second(
    opened, key: UUID, passphrases: dict[str, str], tmp_path: Path
) -> None:
    """Row 11: export in one window; change and export in the other: no incomplete export, one number."""
    wizard = opened.go_on(key)
    wizard.show(CHECK)
    opened.click(opened.page.next)
    page = opened.page
    number = opened.records.ask(application, key).number
    answers = stored(opened, key)
    opened.records.do(save_answers, key, answers.with_value("name", "秋の茶会"), "first", answers)
    page.export.folder.set_value(tmp_path)
    page.export.passphrase.words.setText(passphrases["chair"])
    opened.click(page.export.button)
    assert opened.records.ask(submissions, key) == ()
    assert not list(tmp_path.glob("*.zip"))
    assert usecases.PapersChanged().message() in page.export.passphrase.field.error
    assert opened.records.ask(application, key).number == number


def test_who_looks_at_the_papers_is_told_when_an_answer_changes_in_another_window(opened, key: UUID) -> None:
    wizard = opened.go_on(key)
    wizard.show(CHECK)
    opened.click(opened.page.next)
    page, answers = opened.page, stored(opened, key)
    opened.desk.do(save_answers, key, answers.with_value("name", "秋の茶会"), "first", answers)
    assert page.notice.text == usecases.PapersChanged().message()


def test_a_masked_number_is_saved_again_untouched(opened, key: UUID) -> None:
    """Row 12 (litigant-portal PR#869): shown as dots, and what is saved again is what was there."""
    wizard = opened.go_on(key)
    wizard.show("second")
    bank = opened.field("account").answer_field.control
    assert bank.number.echoMode() == QLineEdit.EchoMode.Password
    assert "0012345" not in bank.number.displayText()
    typed(opened, "aim", "つながりをつくる。")
    opened.click(opened.page.next)
    assert stored(opened, key).value("account") == tea.ACCOUNT
    assert stored(opened, key).value("aim") == "つながりをつくる。"


def test_another_part_of_the_account_changes_and_the_hidden_number_stays(opened, key: UUID) -> None:
    wizard = opened.go_on(key)
    wizard.show("second")
    bank = opened.field("account").answer_field.control
    bank.branch.clear()
    commit(bank.branch, "港支店")
    opened.click(opened.page.next)
    assert stored(opened, key).value("account") == replace(tea.ACCOUNT, branch="港支店")


def test_a_blanked_number_erases_nothing(opened, key: UUID) -> None:
    wizard = opened.go_on(key)
    wizard.show("second")
    bank = opened.field("account").answer_field.control
    bank.number.clear()
    bank.number.edited.emit()
    opened.click(opened.page.next)
    assert wizard.at == "second" and opened.field("account").error
    assert stored(opened, key).value("account") == tea.ACCOUNT


def test_the_check_page_hides_the_number_too(opened, key: UUID) -> None:
    wizard = opened.go_on(key)
    wizard.show(CHECK)
    words = [each.text() for each in opened.page.part.findChildren(type(opened.page.question))]
    words += [each.text() for each in opened.page.part.findChildren(QLineEdit)]
    assert not any("0012345" in each for each in words)


def test_the_list_of_what_is_missing_leads_to_each_field(opened) -> None:
    """Row 14 (Hypha#4478, #3554): a draft with gaps, and from the list to every one of them."""
    key = tea.begun(opened.records)
    tea.change(opened.records, key, tea=True)
    wizard = opened.go_on(key)
    wizard.show(CHECK)
    asked = {"first": "name", "third": "tea_far", "money": "spending"}
    (gaps, *_others) = opened.page.part.points
    assert len(gaps.buttons) == len(asked)
    for number, (at, first) in enumerate(asked.items()):
        opened.click(opened.page.part.points[0].buttons[number])
        assert wizard.at == at
        focused = QApplication.focusWidget()
        shown = opened.page.questions.fields.get(first) or opened.page.questions.tables[first]
        assert focused is not None and shown.isAncestorOf(focused)
        wizard.show(CHECK)
