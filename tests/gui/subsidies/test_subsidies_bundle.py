"""一括申請 on the screen: what is typed is never lost, whoever else works on the same applications."""

from uuid import UUID

import pytest
from support.ime import commit

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.controller.application import ApplicationController
from kobe_desk.modules.subsidies.controller.bundle import BundleController
from kobe_desk.modules.subsidies.usecases import (
    application,
    open_bundle,
    save_together,
    take_out_of_bundle,
)
from kobe_desk.modules.subsidies.view import BundlePage
from kobe_desk.ui.desk import Desk


@pytest.fixture
def sample_records(together_records: tuple[Records, UUID]) -> Records:
    """The sample's records; they hold the bundle too."""
    return together_records[0]


@pytest.fixture
def key(together_records: tuple[Records, UUID]) -> UUID:
    return together_records[1]


def open_in(opened, key: UUID) -> BundleController:
    opened.stack.controller.open_bundle(key)
    return wizard_of(opened.page)


def wizard_of(page: BundlePage) -> BundleController:
    return next(each for each in page.children() if isinstance(each, BundleController))


@pytest.fixture
def other(opened, key: UUID, qtbot) -> BundleController:
    """The same bundle in a second window on the same desk."""
    page = BundlePage()
    qtbot.addWidget(page)
    wizard = BundleController(Desk(opened.records, inline=True), page, key)
    wizard.start()
    page.show()
    return wizard


def write(wizard: BundleController, name: str, text: str) -> None:
    control = wizard._page.questions.fields[name].control.control
    control.clear()
    commit(control, text)


def shown(wizard: BundleController, name: str) -> str:
    return wizard._page.questions.fields[name].text_now().replace(",", "")


def stored(records: Records, wizard: BundleController, member: int, name: str) -> object:
    return records.ask(application, wizard.state.key(member)).answers.value(name)


def at_question(wizard: BundleController, name: str, member: int = 0) -> None:
    wizard.show(wizard.state.member_way(member).page_of(name), name)


def test_what_is_typed_stays_when_a_second_window_saved_another_answer(opened, key: UUID, other) -> None:
    mine = open_in(opened, key)
    at_question(mine, "project_name")
    at_question(other, "project_name")
    write(other, "project_name", "秋の清掃")
    write(mine, "target", "子どもと親")
    other._page.next.click()
    opened.click(opened.page.next)
    assert "ほかの画面" in opened.page.notice.text
    assert shown(mine, "project_name") == "秋の清掃"
    assert shown(mine, "target") == "子どもと親"
    opened.click(opened.page.next)
    assert stored(opened.records, mine, 0, "target") == "子どもと親"
    assert stored(opened.records, mine, 0, "project_name") == "秋の清掃"


def test_what_both_windows_changed_is_said_and_stands_as_it_was_saved_in_every_programme(
    opened, key: UUID, other
) -> None:
    mine = open_in(opened, key)
    at_question(mine, "org_name")
    at_question(other, "org_name")
    write(other, "org_name", "みなと台自治会連合")
    write(mine, "org_name", "みなと台町内会")
    other._page.next.click()
    opened.click(opened.page.next)
    assert "みなと台町内会" in opened.page.notice.text
    assert shown(mine, "org_name") == "みなと台自治会連合"
    assert not mine.state.unsaved


def test_letters_in_a_number_stay_where_they_were_typed_when_the_record_changes(opened, key: UUID) -> None:
    mine = open_in(opened, key)
    at_question(mine, "members")
    write(mine, "members", "百人くらい")
    row = opened.records.ask(open_bundle, key)
    first = row.opened[0].application
    answers = first.answers.with_value("org_name", "みなと台自治会連合")
    opened.desk.do(save_together, key, first.id, answers, row.page, first.answers)
    assert shown(mine, "members") == "百人くらい"
    opened.click(opened.page.next)
    assert shown(mine, "members") == "百人くらい" and opened.field("members").error


def test_letters_in_a_number_of_a_row_come_back_after_a_stop(opened, key: UUID) -> None:
    mine = open_in(opened, key)
    at_question(mine, "budget_out")
    table = opened.page.questions.tables["budget_out"]
    row = table.answers.keys("budget_out")[-1]
    table.view.choose(row)
    amount = table.card.form.fields["amount"].answer_field.control
    amount.clear()
    commit(amount, "二万円ほど")
    opened.click(opened.page.later)
    again = open_in(opened, key)
    table = opened.page.questions.tables["budget_out"]
    assert again.at == mine.at
    assert table.card.form.fields["amount"].text_now() == "二万円ほど"


def test_a_row_with_letters_in_its_number_is_not_left_behind(opened, key: UUID) -> None:
    mine = open_in(opened, key)
    at_question(mine, "budget_out")
    at = mine.at
    table = opened.page.questions.tables["budget_out"]
    table.view.choose(table.answers.keys("budget_out")[-1])
    amount = table.card.form.fields["amount"].answer_field.control
    amount.clear()
    commit(amount, "二万円ほど")
    opened.page.step_chosen.emit(0)
    assert mine.at == at and table.card.form.fields["amount"].error


def test_what_is_typed_goes_along_with_a_programme_that_is_taken_out_elsewhere(opened, key: UUID) -> None:
    mine = open_in(opened, key)
    asked = next(each for each in mine.state.pages if not each.shared and each.member == 1 and each.page.fields)
    mine.show(asked.id)
    name = next(each.id for each in asked.page.fields if hasattr(opened.field(each.id).control.control, "setText"))
    write(mine, name, "書きかけ")
    where = mine.state.key(1)
    opened.desk.do(take_out_of_bundle, key, where)
    assert where not in mine.state.row.keys
    assert mine.state.opened(0).application.programme.title and "そこに残って" in opened.page.notice.text
    opened.stack.controller.open_application(where)
    alone = next(each for each in opened.page.children() if isinstance(each, ApplicationController))
    assert opened.page.questions.fields[name].text_now() == "書きかけ"
    assert alone.key == where


def test_a_bundle_that_is_none_any_more_is_left_and_nothing_typed_is_lost(opened, key: UUID) -> None:
    mine = open_in(opened, key)
    at_question(mine, "org_kana")
    write(mine, "org_kana", "ミナトダイレンゴウ")
    first, *others = mine.state.row.keys
    for each in others:
        opened.desk.do(take_out_of_bundle, key, each)
    assert not isinstance(opened.page, BundlePage)
    opened.stack.controller.open_application(first)
    assert opened.page.questions.fields["org_kana"].text_now() == "ミナトダイレンゴウ"
