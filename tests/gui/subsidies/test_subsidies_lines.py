"""Lines of a budget that rest on the desk, in the real window: a booking chosen for a line, a row that is offered."""

from datetime import datetime

import pytest
from support.audit import audit
from support.booked import asked, book
from support.ime import commit

from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.subsidies.usecases import application, applications
from kobe_desk.ui.theme import theme


def choose(field: object, value: object) -> None:
    field.control.control.set_value(value)
    field.control.control.edited.emit()


def said_from(form: object) -> set[str]:
    return {name for name, field in form.items() if not field._source.isHidden()}


def line_to_write(opened) -> tuple:
    """A new line of costs at a desk with a booking to pay for: its table, and its fields."""
    book(opened.records)
    opened.begin().show("money")
    table = opened.page.questions.tables["budget_out"]
    opened.click(table.add)
    return table, table.card.form.fields


def answers_of(opened) -> object:
    (line,) = opened.records.ask(applications)
    return opened.records.ask(application, line.id).answers


def test_a_booking_that_is_chosen_fills_what_it_is_and_what_it_costs(opened) -> None:
    table, form = line_to_write(opened)
    choose(form["category"], "hire")
    (booking,) = (each for each in map(form["booking"].control.control.itemData, range(2)) if each)
    choose(form["booking"], booking)
    assert form["item"].control.control.text() == "大会議室　1月17日 9:00〜12:00"
    assert (form["unit_price"].control.control.text(), form["amount"].control.control.text()) == ("1,500", "1,500")
    assert opened.page.pane.shown[0].yen == 0, "750 yen are no whole thousand"
    (key,) = table.answers.keys("budget_out")
    filled = table.answers.get("budget_out.unit_price", key)
    assert (filled.value, filled.origin.value) == (1500, "prefill") and filled.source
    commit(form["times"].control.control, "2")
    assert form["amount"].control.control.text() == "3,000"
    assert said_from(form) == {"item", "unit_price"}
    form["unit_price"].control.control.selectAll()
    commit(form["unit_price"].control.control, "1,400")
    assert said_from(form) == {"item"}, "what was typed is from nowhere"
    opened.click(table.add)
    assert said_from(form) == set(), "another row has its own sources"


def test_words_that_were_typed_stay_when_a_booking_is_chosen(opened) -> None:
    table, form = line_to_write(opened)
    commit(form["item"].control.control, "餅つきの会場")
    choose(form["booking"], form["booking"].control.control.itemData(1))
    assert form["item"].control.control.text() == "餅つきの会場"
    assert form["amount"].control.control.text() == "1,500"


def test_a_desk_without_bookings_to_pay_asks_for_none(opened) -> None:
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    opened.click(table.add)
    assert "booking" not in table.card.form.fields


def test_a_changed_fee_is_told_at_the_table_with_both_ways(opened) -> None:
    booked = book(opened.records)
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_out"]
    opened.click(table.add)
    form = table.card.form.fields
    choose(form["category"], "hire")
    choose(form["booking"], form["booking"].control.control.itemData(1))
    wizard.save_before(lambda: None)
    evening = asked(opened.records, datetime(2027, 1, 17, 18), datetime(2027, 1, 17, 21))
    opened.records.do(bookings.change_booking, booked, evening)
    key = wizard.key
    opened.stack.leave(opened.page)
    opened.go_on(key).show("money")
    table = opened.page.questions.tables["budget_out"]
    assert not table.changed.isHidden()
    assert "1,500" in table.changed.text and "1,800" in table.changed.text
    opened.click(table.changed.buttons[0])
    table = opened.page.questions.tables["budget_out"]
    (row,) = table.answers.keys("budget_out")
    assert answers_of(opened).value("budget_out.unit_price", row) == 1800
    assert table.changed.isHidden()


def test_the_carry_over_is_offered_until_its_row_stands_there(opened) -> None:
    wizard = opened.begin()
    wizard.show("money")
    table = opened.page.questions.tables["budget_in"]
    assert not table.proposals.isHidden() and "292,080" in table.proposals.text
    opened.click(table.proposals.buttons[0])
    assert table.proposals.isHidden()
    (key,) = table.answers.keys("budget_in")
    assert table.answers.value("budget_in.category", key) == "carry_over"
    assert table.card.form.fields["amount"].control.control.text() == "292,080"
    assert said_from(table.card.form.fields) == {"amount"}
    commit(table.card.form.fields["amount"].control.control, "0")
    opened.click(table.card.remove)
    assert not table.proposals.isHidden()


@pytest.mark.parametrize("size", [12, 20])
def test_lines_of_the_desk_keep_the_rules_of_a_window(opened, size: int) -> None:
    before = theme.size
    theme.wear(size=size)
    book(opened.records)
    wizard = opened.begin()
    wizard.show("money")
    opened.click(opened.page.questions.tables["budget_out"].add)
    assert audit(opened.window) == []
    theme.wear(size=before)
