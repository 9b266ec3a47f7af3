"""The wizard through the real window: asked, kept, refused, resumed, checked."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.audit import audit
from support.ime import commit, compose
from support.signing import drawn

from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import profile, save_profile
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES
from kobe_desk.modules.subsidies.usecases import DRAFT, application, applications, open_application, save_answers
from kobe_desk.ui.side_list import StepState


def answers_of(opened) -> object:
    (line,) = opened.records.ask(applications)
    return opened.records.ask(application, line.id).answers


def test_an_application_begins_at_its_first_question_with_its_source(opened) -> None:
    opened.begin()
    assert opened.page.question.plain() == "団体のこと"
    assert opened.field("org_name").control.control.text() == "みなと坂自治会"
    assert not opened.page.previous.isVisible()


def test_what_is_typed_is_kept_within_two_seconds_and_saved_with_next(opened, qtbot) -> None:
    wizard = opened.begin()
    wizard.show("project")
    control = opened.field("project_name").control.control
    control.setFocus()
    compose(control, "ぼうさい")
    assert wizard.answers.value("project_name") is None
    commit(control, "防災フェスタ")
    with qtbot.waitSignal(opened.desk.saved, timeout=2000):
        pass
    assert opened.records.draft(DRAFT, str(wizard.key)) is not None
    assert answers_of(opened).value("project_name") is None
    opened.click(opened.page.steps.items[0])
    assert answers_of(opened).value("project_name") == "防災フェスタ"
    assert opened.records.draft(DRAFT, str(wizard.key)) is None


def test_an_application_that_was_left_asks_nothing_when_it_is_taken_back(opened, qtbot) -> None:
    opened.begin()
    opened.stack.leave(opened.page)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as bugs:
        opened.desk.undo()
    assert opened.records.ask(applications) == ()
    assert bugs == []


def test_a_draft_is_there_again_at_the_same_page(opened) -> None:
    wizard = opened.begin()
    wizard.show("project")
    commit(opened.field("project_name").control.control, "防災フェスタ")
    commit(opened.field("participants").control.control, "四百")
    wizard.keep_now()
    opened.stack.leave(opened.page)
    again = opened.go_on(wizard.key)
    assert again.at == "project"
    assert opened.field("project_name").control.control.text() == "防災フェスタ"
    assert opened.field("participants").control.control.text() == "四百"
    assert "前に書きかけた" in opened.page.notice.text


def test_a_required_answer_is_asked_for_and_may_wait(opened) -> None:
    wizard = opened.begin()
    wizard.show("project")
    opened.click(opened.page.next)
    assert wizard.at == "project"
    assert opened.field("project_name").error
    opened.click(opened.page.skip)
    assert wizard.at == "plan"


def test_what_cannot_be_read_is_refused_in_its_place(opened) -> None:
    wizard = opened.begin()
    wizard.show("project")
    commit(opened.field("participants").control.control, "たくさん")
    opened.click(opened.page.next)
    assert "たくさん" in opened.field("participants").error
    assert not opened.page.skip.isVisible()
    opened.click(opened.page.previous)
    assert wizard.at == "project"


def test_full_width_figures_are_read(opened) -> None:
    wizard = opened.begin()
    wizard.show("project")
    commit(opened.field("participants").control.control, "４００人")
    assert wizard.answers.value("participants") == 400


def test_a_changed_source_offers_both_values_by_name(opened) -> None:
    wizard = opened.begin()
    house = opened.records.ask(profile)
    opened.records.do(save_profile, replace(house, phone="078-000-0999"))
    opened.stack.leave(opened.page)
    wizard = opened.go_on(wizard.key)
    wizard.show("contact")
    field = opened.field("phone")
    assert [each.words() for each in field.answers.buttons] == ["078-000-0999にする", "078-000-0000のまま"]
    opened.click(field.answers.buttons[0])
    assert opened.field("phone").control.control.text() == "078-000-0999"
    assert not opened.field("phone").asks_again


def test_a_question_that_is_not_asked_hides_and_comes_back_with_its_answer(opened) -> None:
    wizard = opened.begin()
    wizard.show("other_money")
    yes, no = opened.field("has_other").control.control.cards
    opened.click(yes)
    assert not opened.field("other_name").isHidden()
    commit(opened.field("other_name").control.control, "まちづくり助成")
    opened.click(no)
    assert opened.field("other_name").isHidden()
    opened.click(yes)
    assert opened.field("other_name").control.control.text() == "まちづくり助成"


def test_rows_are_added_moved_and_removed_and_the_amount_follows(opened) -> None:
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    for amount in ("60,000", "４０，０００円"):
        opened.click(table.add)
        form = table.card.form.fields
        form["category"].control.control.set_value("outsourced")
        form["category"].control.control.edited.emit()
        commit(form["item"].control.control, "会場設営")
        commit(form["amount"].control.control, amount)
    assert opened.page.pane.shown[0].yen == 50_000
    first, second = table.answers.keys("budget_out")
    opened.click(table.card.up)
    assert table.answers.keys("budget_out") == (second, first)
    opened.click(table.card.remove)
    assert table.answers.keys("budget_out") == (first,)
    assert opened.page.pane.shown[0].yen == 30_000


def test_rows_come_from_excel(opened) -> None:
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    QApplication.clipboard().setText("委託料\t会場設営\t3万×2\t60,000\n消耗品費\tチラシ\t\t￥４，０００\n")
    opened.click(table.paste)
    assert len(table.answers.keys("budget_out")) == 2
    assert opened.page.pane.shown[0].yen == 32_000


def test_a_unit_price_makes_the_amount_which_is_typed_without_one(opened) -> None:
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    opened.click(table.add)
    form = table.card.form.fields
    form["category"].control.control.set_value("reward")
    form["category"].control.control.edited.emit()
    commit(form["item"].control.control, "講師謝礼")
    amount = form["amount"].control.control
    assert amount.isEnabled()
    for name, text in (("unit_price", "１，５００円"), ("quantity", "３０"), ("unit", "人"), ("times", "2回")):
        commit(form[name].control.control, text)
    assert (amount.text(), amount.isEnabled()) == ("90,000", False)
    assert opened.page.pane.shown[0].yen == 45_000
    (key,) = table.answers.keys("budget_out")
    assert table.answers.get("budget_out.amount", key).value == 90_000
    price = form["unit_price"].control.control
    price.selectAll()
    QTest.keyClick(price, Qt.Key.Key_Backspace)
    assert amount.isEnabled()
    amount.selectAll()
    commit(amount, "20,000")
    assert opened.page.pane.shown[0].yen == 10_000


def test_a_line_over_its_limit_says_how_much_counts_and_why(opened) -> None:
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    QApplication.clipboard().setText(
        "印刷製本費\tチラシ\t\t4,000\n報償費\t講師謝礼\t\t100,000\n食糧費（茶菓）\t茶菓\t\t900\n"
    )
    opened.click(table.paste)
    flyers, thanks, tea = table.answers.keys("budget_out")
    told = "100,000円のうち30,000円が対象です。報償費は1人1回30,000円までです（例）"
    assert not table.over.isHidden()
    assert table.over.text == f"2行目　講師謝礼：{told}"
    assert opened.page.pane.shown[0].yen == 17_000
    table.view.choose(thanks)
    assert table.card.counted.text == told
    table.view.choose(tea)
    assert table.card.counted.text == "900円のうち0円が対象です。食糧費（茶菓）：対象になりません"
    table.view.choose(flyers)
    assert table.card.counted.isHidden()
    table.view.choose(thanks)
    form = table.card.form.fields
    for name, text in (("unit_price", "50,000"), ("quantity", "2")):
        commit(form[name].control.control, text)
    assert "60,000円が対象です" in table.card.counted.text and "30,000円×2" in table.card.counted.text
    assert opened.page.pane.shown[0].yen == 32_000
    commit(form["times"].control.control, "2")
    assert "120,000円が対象です" in table.card.counted.text


def test_rows_with_unit_prices_come_from_excel(opened) -> None:
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    QApplication.clipboard().setText("報償費\t講師謝礼\t1,500\t30\t人\t2\t\t\n")
    opened.click(table.paste)
    assert opened.page.pane.shown[0].yen == 45_000


def test_a_gap_in_a_row_is_said_with_its_number(opened) -> None:
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    opened.click(opened.page.next)
    assert "1行は" in table.wrong.text
    opened.click(table.add)
    opened.click(opened.page.next)
    assert "1行目" in table.wrong.text


def test_change_on_the_check_page_leads_back_to_it(opened, answered: UUID) -> None:
    wizard = opened.go_on(answered)
    wizard.show(CHECK)
    wizard.change("project", "place")
    assert opened.field("place").control.control.hasFocus()
    field = opened.field("place").control.control
    field.selectAll()
    commit(field, "みなと坂公園")
    opened.click(opened.page.next)
    assert wizard.at == CHECK
    assert answers_of(opened).value("place") == "みなと坂公園"


def test_steps_say_where_one_is_and_what_is_to_be_checked(opened, sample_records: Records, answered: UUID) -> None:
    answers = sample_records.ask(application, answered).answers
    changed = answers.without_row("officers", answers.keys("officers")[0])
    sample_records.do(save_answers, answered, changed, "officers_page")
    wizard = opened.go_on(answered)
    wizard.show(CHECK)
    states = {step.title: step.state for step in wizard._way().steps(CHECK)}
    assert states["おわりに"] is StepState.AGAIN
    assert states["事業の内容"] is StepState.DONE


def test_undo_is_shown_at_once(opened) -> None:
    wizard = opened.begin()
    wizard.show("project")
    commit(opened.field("project_name").control.control, "防災フェスタ")
    opened.click(opened.page.previous)
    opened.desk.undo()
    wizard.show("project")
    assert opened.field("project_name").control.control.text() == ""


def test_the_wizard_goes_by_keyboard_alone(opened) -> None:
    wizard = opened.begin()
    opened.window.activateWindow()
    opened.page.questions.focus_first()
    for _ in range(40):
        if opened.page.next.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert opened.page.next.hasFocus()
    QTest.keyClick(opened.page.next, Qt.Key.Key_Space)
    assert wizard.at == "people"
    assert opened.field("chair").hasFocus() or opened.field("chair").control.control.hasFocus()


@pytest.mark.parametrize("at", ["who", "people", "officers_page", "resolution_page", "project", "money", "bank_page"])
def test_questions_keep_the_rules_of_a_window(opened, answered: UUID, at: str) -> None:
    opened.go_on(answered).show(at)
    for table in opened.page.questions.tables.values():
        table.view.selectRow(0)
    assert audit(opened.window) == []


@pytest.mark.parametrize("at", [ENCLOSURES, CHECK])
def test_the_last_pages_keep_the_rules_of_a_window(opened, answered: UUID, at: str) -> None:
    opened.go_on(answered).show(at)
    assert audit(opened.window) == []


def test_the_list_keeps_the_rules_of_a_window(opened, answered: UUID) -> None:
    opened.stack.controller.refresh()
    assert audit(opened.window) == []


def test_a_quote_is_put_to_its_line_shown_there_and_goes_with_it(opened, tmp_path) -> None:
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    QApplication.clipboard().setText("使用料及び賃借料\tテント\t\t110,000\n印刷製本費\tチラシ\t\t4,000\n")
    opened.click(table.paste)
    tent, flyers = table.answers.keys("budget_out")
    table.view.choose(tent)
    (papers,) = table.card.papers
    assert papers.chip.text() == "まだありません"
    (tmp_path / "broken.pdf").write_bytes(b"no paper")
    papers.papers.file_chosen.emit(papers.papers.key, tmp_path / "broken.pdf")
    assert not table.card.papers[0].refusal.isHidden()
    (tmp_path / "テント.pdf").write_bytes(drawn("tent"))
    papers.papers.file_chosen.emit(papers.papers.key, tmp_path / "テント.pdf")
    table = opened.page.questions.tables["budget_out"]
    (papers,) = table.card.papers
    assert papers.chip.text() == "そろいました"
    (row,) = [each for each in opened.records.ask(open_application, wizard.key).enclosures if each.row]
    assert (row.row, row.title) == (tent, "テント")
    table.view.choose(flyers)
    assert table.card.papers[0].chip.text() == "あればそえます"
    wizard.show(ENCLOSURES)
    assert [key for key in opened.page.part.refusals if "@" in key] == [f"quote@{tent}"]
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    table.view.choose(tent)
    opened.click(table.card.remove)
    assert "元に戻す" in table.gone.text and not table.gone.isHidden()
    opened.click(opened.page.steps.items[0])
    assert not [each for each in opened.records.ask(open_application, wizard.key).enclosures if each.row]
    opened.desk.undo()
    assert [each.row for each in opened.records.ask(open_application, wizard.key).enclosures if each.row] == [tent]


def test_a_line_with_its_limit_and_its_quote_keeps_the_house_rules(opened, tmp_path) -> None:
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    QApplication.clipboard().setText("報償費\t講師謝礼\t\t240,000\n備品購入費\t折りたたみ机\t\t163,500\n")
    opened.click(table.paste)
    table.view.choose(table.answers.keys("budget_out")[1])
    (papers,) = table.card.papers
    (tmp_path / "机.pdf").write_bytes(drawn("desk"))
    papers.papers.file_chosen.emit(papers.papers.key, tmp_path / "机.pdf")
    assert audit(opened.window) == []
    wizard.show(ENCLOSURES)
    assert audit(opened.window) == []
