"""Pages around an application: several together, what came after, the one before, and the list to copy from."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from support.audit import audit, settle
from support.ime import commit

from kobe_desk.core.text import _
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies.controller.bundle.state import COSTS
from kobe_desk.modules.subsidies.controller.grant import GrantController
from kobe_desk.modules.subsidies.controller.home import ask_deadlines
from kobe_desk.modules.subsidies.rules.life import noted
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    allocate,
    begin_application,
    bundles,
    compared,
    hand_in_on_paper,
    keep_papers,
    note_step,
    open_bundle,
)
from kobe_desk.ui.chip import Chip
from kobe_desk.ui.text import Paragraph

MIHON = "chiiki-katsudo-mihon"


@pytest.fixture
def sample_records(together_records):
    """The sample's records with a bundle in them."""
    return together_records[0]


@pytest.fixture
def handed_in(sample_records) -> tuple[UUID, ...]:
    (line,) = sample_records.ask(bundles)
    keys = sample_records.ask(open_bundle, line.id).keys
    for key in keys:
        sample_records.do(keep_papers, key, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
    sample_records.do(hand_in_on_paper, keys, date(2026, 11, 25))
    return keys


def test_what_is_typed_in_a_bundle_is_there_again_after_a_stop(opened) -> None:
    (line,) = opened.records.ask(bundles)
    opened.click(opened.page.buttons[str(line.id)])
    wizard = next(each for each in opened.page.children() if hasattr(each, "keep_now"))
    wizard.show("0-project")
    commit(opened.field("project_name").control.control, "の書きかけ")
    typed = opened.field("project_name").control.control.text()
    wizard.keep_now()
    opened.stack.leave(opened.page)
    opened.click(opened.page.buttons[str(line.id)])
    assert opened.field("project_name").control.control.text() == typed


def test_a_page_of_a_bundle_can_be_answered_for_each_programme_by_itself(opened) -> None:
    (line,) = opened.records.ask(bundles)
    opened.click(opened.page.buttons[str(line.id)])
    wizard = next(each for each in opened.page.children() if hasattr(each, "keep_now"))
    wizard.show("0-project")
    opened.click(opened.page.part.parting)
    names = [each.id for each in wizard.state.pages if "project_name" in each.places]
    assert len(names) == len(wizard.state.row.keys)
    wizard.show(names[1])
    opened.click(opened.page.part.joining)
    assert sum("project_name" in each.places for each in wizard.state.pages) == 1


def test_the_pages_after_an_application_keep_the_rules(opened, handed_in: tuple[UUID, ...]) -> None:
    opened.stack.controller.refresh()
    opened.click(opened.page.buttons[f"grant:{handed_in[1]}"])
    assert not audit(opened.window)


def test_costs_and_comparison_keep_the_rules(opened, handed_in: tuple[UUID, ...]) -> None:
    key = opened.records.do(begin_application, MIHON).result
    opened.go_on(key)
    opened.click(opened.page.compare)
    assert not audit(opened.window)
    left = len([each for each in opened.records.ask(compared, key).rows if not each.settled])
    opened.click(next(button for (_field, name), button in opened.page.buttons.items() if name == "keep"))
    assert len([each for each in opened.records.ask(compared, key).rows if not each.settled]) == left - 1


def test_an_answer_is_copied_and_a_secret_one_is_not_shown(opened, handed_in: tuple[UUID, ...]) -> None:
    key = opened.records.do(begin_application, MIHON).result
    opened.go_on(key)
    opened.page.list_wanted.emit()
    opened.click(opened.page.buttons[0])
    assert QGuiApplication.clipboard().text() == "みなと坂自治会"
    shown = [each.text() for each in opened.page.findChildren(QLabel)]
    assert not any("1234567" in each for each in shown)


def test_the_costs_of_a_bundle_keep_the_rules(opened) -> None:
    (line,) = opened.records.ask(bundles)
    opened.click(opened.page.buttons[str(line.id)])
    wizard = next(each for each in opened.page.children() if hasattr(each, "keep_now"))
    wizard.show(COSTS)
    assert not audit(opened.window)


def test_a_programme_is_taken_out_of_a_bundle_and_goes_on_by_itself(opened) -> None:
    (line,) = opened.records.ask(bundles)
    keys = opened.records.ask(open_bundle, line.id).keys
    opened.click(opened.page.buttons[str(line.id)])
    wizard = next(each for each in opened.page.children() if hasattr(each, "keep_now"))
    wizard.show(COSTS)
    opened.click(opened.page.part.ways_out[0])
    left = [key for each in opened.records.ask(bundles) for key in opened.records.ask(open_bundle, each.id).keys]
    assert left == (list(keys[1:]) if len(keys) > 2 else [])
    assert str(keys[0]) in opened.page.buttons, "the list shows it as an application of its own"


DECISION = {"decision_no": "神地第12号", "decision_date": date(2026, 12, 10), "decided_amount": 80_000}


def stage(opened, title: str):
    """Press a step at the left; what is shown for it."""
    opened.click(next(each for each in opened.page.steps.items if each.text() == title))
    return opened.page.part


def test_an_advance_above_the_decision_is_refused_at_its_field_and_what_is_typed_stays(
    opened, handed_in: tuple[UUID, ...]
) -> None:
    opened.records.do(note_step, handed_in[1], "decided", DECISION, date(2026, 12, 12))
    opened.stack.controller.refresh()
    opened.click(opened.page.buttons[f"grant:{handed_in[1]}"])
    part = stage(opened, "概算払")
    amount = part.form.fields["advance_amount"].control
    amount.setText("９万円")
    part.form.fields["paid_date"].set_value(date(2027, 1, 30))
    opened.click(part.done)
    assert opened.page.part is part
    assert "80,000" in part.form.fields["advance_amount"].error
    assert amount.value() == 90_000
    amount.setText("7万5千円")
    opened.click(part.done)
    (controller,) = [each for each in opened.page.children() if isinstance(each, GrantController)]
    assert controller.row.now.id == "advance"


def test_a_claim_below_zero_leads_to_the_paying_back(opened, handed_in: tuple[UUID, ...]) -> None:
    key, day = handed_in[1], date(2027, 4, 20)
    for name, values in (("decided", DECISION), ("advance", {"advance_amount": 75_000}), ("report", {"done": "した"}),
                         ("settled", {"settled_amount": 30_000})):  # fmt: skip
        opened.records.do(note_step, key, name, values, day)
    opened.stack.controller.refresh()
    opened.click(opened.page.buttons[f"grant:{key}"])
    opened.click(stage(opened, "請求").papers)
    assert "45,000" in opened.page.notice.text
    assert not audit(opened.window)


def test_the_costs_say_what_they_come_to_by_the_rule(opened, handed_in: tuple[UUID, ...]) -> None:
    """Half of 120,000 less the fees of 20,000, in whole thousands."""
    account = next(each for each in opened.records.ask(accounts) if each.name == "消耗品費")
    paid = EntryRequest(date(2026, 12, 20), account.id, 120_000, "軍手", "みなと商店")
    opened.records.do(allocate, handed_in[0], opened.records.do(post_entry, paid).result, 120_000, "supplies")
    opened.stack.controller.refresh()
    opened.click(opened.page.buttons[f"grant:{handed_in[0]}"])
    part = stage(opened, "支出")
    assert "50,000円" in part.due.text()
    assert "決定がまだありません" in part.cautions[0].text


def test_a_change_is_typed_heading_by_heading_and_its_papers_show_before_and_after(
    opened, handed_in: tuple[UUID, ...]
) -> None:
    opened.records.do(note_step, handed_in[1], "decided", DECISION, date(2026, 12, 12))
    opened.stack.controller.refresh()
    opened.click(opened.page.buttons[f"grant:{handed_in[1]}"])
    part = stage(opened, "変更の承認")
    assert not audit(opened.window)
    fields = part.form.fields
    assert fields["cost.supplies"].control.accessibleDescription() == "予算では 48,000円。変わるときだけ入れます。"
    commit(fields["change"].control, "用紙を減らす。")
    commit(fields["change_why"].control, "参加者が減ったため。")
    fields["cost.supplies"].control.setText("３万８千円")
    fields["new_to"].set_value(date(2027, 6, 30))
    opened.click(part.papers)
    assert [each.name for each in opened.page.preview.papers] == [
        "助成事業変更承認申請書（参考様式）",
        "変更収支予算書（参考様式）",
    ]
    assert not audit(opened.window)


def test_a_report_asks_what_really_came_in(opened, handed_in: tuple[UUID, ...]) -> None:
    opened.records.do(note_step, handed_in[0], "decided", DECISION, date(2026, 12, 12))
    opened.stack.controller.refresh()
    opened.click(opened.page.buttons[f"grant:{handed_in[0]}"])
    part = stage(opened, "実績報告")
    name, field = next((name, each) for name, each in part.form.fields.items() if name.startswith("income."))
    assert "の実際の額" in field.label
    field.control.setText("12,000")
    assert not audit(opened.window)


def test_the_rows_of_the_year_before_are_put_in_and_found_right(opened, handed_in: tuple[UUID, ...]) -> None:
    key = opened.records.do(begin_application, MIHON).result
    opened.go_on(key)
    wizard = next(each for each in opened.page.children() if hasattr(each, "keep_now"))
    wizard.show("money")
    table = opened.page.part.tables["budget_out"]
    assert not table.past.isHidden() and table.changed.isHidden()
    opened.click(table.past)
    table = opened.page.part.tables["budget_out"]
    assert not table.changed.isHidden() and "前の申請" in table.changed.text
    assert not audit(opened.window)
    opened.click(table.changed.buttons[-1])
    table = opened.page.part.tables["budget_out"]
    assert table.changed.isHidden() and table.answers.keys("budget_out")


def test_the_greatest_advance_is_proposed_with_its_reckoning_and_more_is_warned_of_but_kept(
    opened, handed_in: tuple[UUID, ...]
) -> None:
    key = handed_in[0]
    opened.records.do(note_step, key, "decided", {**DECISION, "decided_amount": 79_999}, date(2026, 12, 12))
    opened.stack.controller.refresh()
    opened.click(opened.page.buttons[f"grant:{key}"])
    part = stage(opened, "概算払")
    field = part.form.fields["advance_amount"]
    assert field.value() == 39_000
    said = [each.plain() for each in field.findChildren(Paragraph)]
    assert any(all(each in words for each in ("79,999", "39,999.5", "1,000", "39,000")) for words in said)
    assert part.over.isHidden()
    field.control.clear()
    commit(field.control, "45000")
    assert not part.over.isHidden() and "6,000" in part.over.text and "39,000" in part.over.text
    assert not audit(opened.window)
    opened.click(part.papers)
    assert "39,000" in opened.page.notice.text
    opened.stack.leave(opened.page)
    part = stage(opened, "概算払")
    assert part.form.fields["advance_amount"].value() == 45_000, "what was typed stays, nothing is proposed over it"
    part.form.fields["paid_date"].set_value(date(2027, 1, 30))
    opened.click(part.done)
    (controller,) = [each for each in opened.page.children() if isinstance(each, GrantController)]
    assert noted(controller.row.steps, "advance_amount") == 45_000


def test_the_day_in_a_notice_is_asked_for_on_the_page_and_appears_on_today(opened, handed_in: tuple[UUID, ...]) -> None:
    key = handed_in[1]
    opened.stack.controller.refresh()
    opened.click(opened.page.buttons[f"grant:{key}"])
    assert opened.page.next_day is None, "nothing was answered yet"
    opened.records.do(note_step, key, "decided", DECISION, date(2026, 12, 12))
    (controller,) = [each for each in opened.page.children() if isinstance(each, GrantController)]
    controller.refresh()
    settle()
    card = opened.page.next_day
    assert not card.isHidden() and "実績報告" in card.heading.text()
    assert _("To be confirmed") in [each.text() for each in card.findChildren(Chip)]
    assert not audit(opened.window)
    opened.click(card.keep)
    assert card.form.fields["day"].error
    card.form.fields["day"].set_value(date(2027, 3, 20))
    opened.click(card.keep)
    assert opened.page.next_day.isHidden()
    assert controller.row.due.day == date(2027, 3, 20)
    assert any("実績報告" in each.text() for each in opened.page.findChildren(Chip))
    found = []
    ask_deadlines(opened.desk, found.extend)
    assert (date(2027, 3, 20), f"grant:{key}") in [(each.day, each.record) for each in found]
    opened.click(opened.page.another_day)
    opened.page.next_day.form.fields["day"].set_value(date(2027, 3, 10))
    opened.click(opened.page.next_day.keep)
    assert controller.row.due.day == date(2027, 3, 10)
