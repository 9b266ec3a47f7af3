"""The parts of a programme put in, moved and taken out on its page, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import Qt

from kobe_desk.cli.demo.bundle import confirmed_copy
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies.usecases import programme_copy

PAST = "bouhan-camera-shuzen-2025"
PAGE = "page/places_page"
QUESTIONS = f"{PAGE}/field"


@pytest.fixture
def own(sample_records: Records) -> str:
    use_language("ja")
    return confirmed_copy(sample_records, PAST)


@pytest.fixture
def page(own: str, opened):
    opened.click(opened.page.buttons[f"look:{own}"])
    opened.click(opened.page.edit)
    opened.page.lead_to(PAGE, "")
    return opened.page


def group(page, at: str):
    return next(each for each in page.forms.groups if each.group.at == at)


def programme(opened, own: str):
    return opened.records.ask(programme_copy, own).programme


def put_in_a_question(opened, page, label: str = "夜も写りますか", kind: str = "yesno") -> None:
    card = group(page, QUESTIONS)
    opened.click(card.add)
    form = card.new.form
    form.fields["label"].control.setText(label)
    form.fields["type"].control.set_value(kind)
    form.fields["type"].control.edited.emit()
    form.fields["form"].control.set_value("plan")
    opened.click(card.new.add)


def test_a_question_is_put_in_and_the_keyboard_goes_to_it(own: str, opened, page) -> None:
    put_in_a_question(opened, page)
    made = programme(opened, own)
    assert made.fields["question_1"].label == "夜も写りますか"
    assert [each.id for each in made.forms_of("question_1")] == ["plan"]
    assert page.forms.fields[f"{QUESTIONS}/question_1/label"].control.hasFocus()


def test_by_keyboard_a_question_goes_up_and_the_keyboard_stays_with_it(own: str, opened, page, qtbot) -> None:
    put_in_a_question(opened, page)
    at = f"{QUESTIONS}/question_1"
    group(page, QUESTIONS).buttons["up", at].setFocus()
    qtbot.keyClick(group(page, QUESTIONS).buttons["up", at], Qt.Key.Key_Space)
    ids = [each.id for each in programme(opened, own).page_of("question_1").fields]
    assert ids[-2] == "question_1"
    assert group(page, QUESTIONS).buttons["up", at].hasFocus()
    qtbot.keyClick(group(page, QUESTIONS).buttons["remove", at], Qt.Key.Key_Space)
    assert "question_1" not in programme(opened, own).fields
    assert group(page, QUESTIONS).buttons["remove", f"{QUESTIONS}/place_count"].hasFocus()


def test_what_was_typed_elsewhere_stays_through_a_step(own: str, opened, page) -> None:
    page.forms.fields[f"{PAGE}/title"].control.setText("直すところ")
    page.forms.fields[f"{PAGE}/title"].control.edited.emit()
    put_in_a_question(opened, page)
    assert page.typed == {f"{PAGE}/title": "直すところ"}
    assert page.forms.fields[f"{PAGE}/title"].control.value() == "直すところ"
    opened.click(page.save)
    assert programme(opened, own).page_of("question_1").title == "直すところ"


def test_a_question_to_choose_needs_two_choices(own: str, opened, page) -> None:
    put_in_a_question(opened, page, "こわれ方", "choice")
    form = group(page, QUESTIONS).new.form
    assert form.fields["options"].error
    form.fields["options"].control.set_value("映らない\nぶれる\n")
    opened.click(group(page, QUESTIONS).new.add)
    options = programme(opened, own).choice_lists["question_1_list"].options
    assert [each.label for each in options] == ["映らない", "ぶれる"]


def test_a_condition_is_chosen_without_writing_an_expression(own: str, opened, page) -> None:
    put_in_a_question(opened, page)
    control = page.forms.fields[f"{QUESTIONS}/question_1/when"].control
    assert control.value() is None
    control.question.set_value("old_subsidy")
    control.question.edited.emit()
    control.sign.set_value("!")
    control.sign.edited.emit()
    assert control.value() == "!old_subsidy"
    opened.click(page.save)
    assert programme(opened, own).fields["question_1"].when == "!old_subsidy"
    control = page.forms.fields[f"{QUESTIONS}/question_1/when"].control
    assert (control.question.value(), control.sign.value()) == ("old_subsidy", "!")


def test_a_rule_that_no_form_says_stays_as_it_is_written_and_is_told_when_it_is_wrong(own: str, opened, page) -> None:
    at = "check/balance/expr"
    page.lead_to("check", at)
    control = page.forms.fields[at].control
    assert control.value() == "totals.budget_in.amount + amounts.grant == totals.budget_out.amount"
    assert control.question.value() == "=" and not control.text.isHidden()
    control.text.setPlainText("totals.budget_in.amount ==")
    control.text.edited.emit()
    opened.click(page.save)
    assert page.forms.fields[at].error
    assert page.typed == {}
    opened.desk.undo()
    assert not page.forms.fields[at].error


def test_a_list_on_a_form_is_folded_until_it_is_opened(own: str, opened, page) -> None:
    page.lead_to("form", "")
    card = group(page, "form/plan/fields")
    assert card.add.isHidden()
    opened.click(card.unfold)
    first = card.group.entries[0]
    opened.click(card.buttons["down", first.at])
    card = group(page, "form/plan/fields")
    assert not card._holder.isHidden(), "it stays open after a step"
    assert card.group.entries[1].at == first.at


def test_a_new_page_leads_to_its_questions_and_the_lint_says_it_is_empty(own: str, opened, page) -> None:
    page.lead_to("page", "")
    card = group(page, "page")
    opened.click(card.add)
    card.new.form.fields["label"].control.setText("電気のこと")
    opened.click(card.new.add)
    assert page.forms.part.id == "page/page_1"
    assert page.forms.fields["page/page_1/title"].error
    opened.desk.undo()
    assert page.forms.part.id != "page/page_1"


def test_the_examples_say_on_the_page_what_a_change_does_to_them(own: str, opened, page) -> None:
    assert page.sums == ()
    put_in_a_question(opened, page)
    assert page.sums == ()
    field = page.forms.fields[f"{QUESTIONS}/question_1/required"].control
    field.set_value(True)
    field.edited.emit()
    opened.click(page.save)
    assert "「夜も写りますか」に答えが必要ですが、この例には答えがありません。" in page.sums
