"""Tables beside those of the application before and what the desk says today: every row is settled by itself."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from support.booked import asked, book, pay_with
from support.granting import another_secretary, hand_in

from kobe_desk.cli.demo.bundle import begin_together
from kobe_desk.core import clock
from kobe_desk.core.permission import NotAllowed, Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.subsidies.rules.answers import Answers, Origin
from kobe_desk.modules.subsidies.rules.beside import Line
from kobe_desk.modules.subsidies.usecases import (
    ComparedTable,
    RowChanged,
    application,
    begin_application,
    compared,
    compared_together,
    keep_answer,
    keep_row,
    keep_row_together,
    open_application,
    open_bundle,
    save_answers,
    source_changes,
    take_row_before,
    take_row_before_together,
    take_row_today,
)

MIHON = "chiiki-katsudo-mihon"


@pytest.fixture
def earlier(sample_records: Records, answered: UUID) -> UUID:
    hand_in(sample_records, answered)
    return answered


@pytest.fixture
def key(sample_records: Records, earlier: UUID) -> UUID:
    return sample_records.do(begin_application, MIHON).result


def table_of(records: Records, key: UUID, name: str) -> ComparedTable:
    return next(each for each in records.ask(compared, key).tables if each.key == name)


def line_of(records: Records, key: UUID, table: str, **values: object) -> Line:
    """The line that has these values in one of its versions."""
    (found,) = (
        each
        for each in table_of(records, key, table).lines
        if any(all(row[name].value == value for name, value in values.items()) for row in each.versions)
    )
    return found


def answers_of(records: Records, key: UUID) -> Answers:
    return records.ask(application, key).answers


def test_last_years_rows_stand_beside_an_empty_table_and_are_taken_in_one_by_one(
    sample_records: Records, earlier: UUID, key: UUID
) -> None:
    table = table_of(sample_records, key, "budget_out")
    assert len(table.lines) == len(table.open) == len(answers_of(sample_records, earlier).keys("budget_out"))
    (money,) = (each for each in table.sums if each.total.id == "amount")
    assert (money.before, money.today, money.now) == (560_000, None, 0)
    tea = line_of(sample_records, key, "budget_out", item="茶菓")
    sample_records.do(take_row_before, key, "budget_out", tea.key)
    answers = answers_of(sample_records, key)
    (row,) = answers.keys("budget_out")
    cell = answers.get("budget_out.amount", row)
    assert (cell.value, cell.origin, cell.stale) == (24_000, Origin.CARRIED, True), "the definition asks anew each year"
    assert "令和8年度" in cell.source and answers.get("budget_out.eligible", row).blank
    sample_records.do(keep_row, key, "budget_out", line_of(sample_records, key, "budget_out", item="茶菓").key)
    cell = answers_of(sample_records, key).get("budget_out.amount", row)
    assert (cell.stale, cell.confirmed_by, cell.origin) == (False, "slot-1", Origin.CARRIED) and cell.confirmed_at
    first = table.lines[0]
    sample_records.do(take_row_before, key, "budget_out", first.key)
    assert answers_of(sample_records, key).keys("budget_out")[-1] == row, "each row stands where it stood"
    sample_records.undo()
    assert answers_of(sample_records, key).keys("budget_out") == (row,)
    sample_records.undo()
    sample_records.undo()
    assert answers_of(sample_records, key).keys("budget_out") == ()


def test_a_table_that_is_not_asked_anew_is_settled_with_one_press(sample_records: Records, key: UUID) -> None:
    for line in table_of(sample_records, key, "schedule").lines:
        sample_records.do(take_row_before, key, "schedule", line.key)
    table = table_of(sample_records, key, "schedule")
    assert not table.again and not table.open and all(not each.differing for each in table.lines)


def test_what_was_typed_is_changed_by_a_press_only_and_both_ways_are_there(sample_records: Records, key: UUID) -> None:
    answers = answers_of(sample_records, key)
    answers = answers.with_row("budget_out", {"category": "food", "item": "茶菓", "amount": 30_000})
    answers = answers.with_row("budget_out", {"category": "food", "item": "かき氷", "amount": 1_000})
    sample_records.do(save_answers, key, answers, "money")
    line = line_of(sample_records, key, "budget_out", item="茶菓")
    assert "amount" in line.differing and not line.settled
    (money,) = (each for each in table_of(sample_records, key, "budget_out").sums if each.total.id == "amount")
    assert (money.before, money.now) == (560_000, 31_000)
    sample_records.do(keep_row, key, "budget_out", line.key)
    line = line_of(sample_records, key, "budget_out", item="茶菓")
    assert line.settled and line.now is not None and line.now["amount"].value == 30_000
    assert line_of(sample_records, key, "budget_out", item="かき氷").before is None
    typed = answers_of(sample_records, key).with_value("budget_out.amount", 31_000, line.row)
    sample_records.do(save_answers, key, typed, "money")
    with pytest.raises(RowChanged):
        sample_records.do(take_row_before, key, "budget_out", line.key)
    assert not line_of(sample_records, key, "budget_out", item="茶菓").settled, "typed anew, it was not looked at yet"


def test_a_row_of_before_can_be_left_out_and_be_taken_in_later(sample_records: Records, key: UUID) -> None:
    many = len(table_of(sample_records, key, "schedule").open)
    line = table_of(sample_records, key, "schedule").lines[0]
    sample_records.do(keep_row, key, "schedule", line.key)
    table = table_of(sample_records, key, "schedule")
    assert table.lines[0].left and len(table.open) == many - 1
    assert answers_of(sample_records, key).keys("schedule") == ()
    sample_records.undo()
    assert len(table_of(sample_records, key, "schedule").open) == many
    sample_records.do(keep_row, key, "schedule", line.key)
    sample_records.do(take_row_before, key, "schedule", line.key)
    assert len(answers_of(sample_records, key).keys("schedule")) == 1


def test_another_officer_is_settled_row_by_row_and_then_nothing_is_to_be_looked_at(
    sample_records: Records, key: UUID
) -> None:
    new = another_secretary(sample_records)
    assert "officers" in {each.field for each in sample_records.ask(source_changes, key)}
    taken = line_of(sample_records, key, "officers", name=new)
    gone = next(each for each in table_of(sample_records, key, "officers").lines if each.now and each.today is None)
    assert taken.now is None and not gone.settled
    sample_records.do(take_row_today, key, "officers", taken.key)
    row = line_of(sample_records, key, "officers", name=new).row
    cell = answers_of(sample_records, key).get("officers.name", row)
    assert (cell.origin, cell.confirmed_by) == (Origin.PREFILL, "slot-1") and cell.source and cell.source_hash
    sample_records.do(take_row_today, key, "officers", gone.key)
    assert gone.row not in answers_of(sample_records, key).keys("officers"), "whom the source has no more"
    for _each in range(40):
        left = table_of(sample_records, key, "officers").open
        if not left:
            break
        assert "officers" in {each.field for each in sample_records.ask(source_changes, key)}, "until the last row"
        sample_records.do(keep_row, key, "officers", left[0].key)
    assert "officers" not in {each.field for each in sample_records.ask(source_changes, key)}
    assert not [each for each in answers_of(sample_records, key).stale if each.field.startswith("officers.")]
    another_secretary(sample_records)
    assert "officers" in {each.field for each in sample_records.ask(source_changes, key)}


def test_who_may_only_read_settles_no_row(sample_records: Records, key: UUID) -> None:
    assert {"budget_out", "schedule", "officers"} <= {each.key for each in sample_records.ask(compared, key).tables}
    line = table_of(sample_records, key, "schedule").lines[0]
    sample_records.who = Who("slot-2", "監査", Role.READER)
    with pytest.raises(NotAllowed):
        sample_records.do(take_row_before, key, "schedule", line.key)


def test_in_a_bundle_a_row_is_settled_wherever_the_table_stands(together_records: tuple[Records, UUID]) -> None:
    records, first = together_records
    hand_in(records, *records.ask(open_bundle, first).keys)
    bundle = begin_together(records)
    table = next(each for each in records.ask(compared_together, bundle).tables if each.table.id == "schedule")
    assert len(table.programmes) > 1
    at, _colon, name = table.key.partition(":")
    records.do(take_row_before_together, bundle, UUID(at), name, table.lines[0].key)
    records.do(keep_row_together, bundle, UUID(at), name, table.lines[1].key)
    opened = records.ask(open_bundle, bundle).opened
    mine = [each.application.answers for each in opened if each.application.answers.keys("schedule")]
    assert len(mine) == len(table.programmes)
    assert all(each.get("schedule.what", each.keys("schedule")[0]).confirmed_by for each in mine)
    table = next(each for each in records.ask(compared_together, bundle).tables if each.table.id == "schedule")
    assert table.lines[0].settled and any(each.left for each in table.lines)


def test_left_out_rows_stay_with_the_table_when_answers_are_saved(sample_records: Records, key: UUID) -> None:
    sample_records.do(keep_row, key, "schedule", table_of(sample_records, key, "schedule").lines[0].key)
    answers = answers_of(sample_records, key)
    sample_records.do(save_answers, key, replace(answers, cells={**answers.cells}), "money")
    assert any(each.left for each in table_of(sample_records, key, "schedule").lines)


def test_a_carry_over_that_is_kept_in_the_comparison_stays_settled_and_its_source_is_told_at_the_next_change(
    sample_records: Records, key: UUID
) -> None:
    (offered,) = sample_records.ask(open_application, key).proposed
    sample_records.do(save_answers, key, offered.put_into(answers_of(sample_records, key)), "money")
    line = line_of(sample_records, key, "budget_in", category="carry_over")
    sample_records.do(keep_row, key, "budget_in", line.key)
    assert line_of(sample_records, key, "budget_in", category="carry_over").settled
    assert not sample_records.ask(source_changes, key)
    with clock.stopped_at(datetime(2027, 4, 10, 3, tzinfo=UTC)):
        (change,) = (each for each in sample_records.ask(source_changes, key) if each.field == "budget_in")
    assert change.lines


def test_a_booking_that_is_cancelled_is_told_also_after_its_line_was_kept_in_the_comparison(
    sample_records: Records, key: UUID
) -> None:
    booked = book(sample_records)
    pay_with(sample_records, key, booked)
    evening = asked(sample_records, datetime(2027, 1, 17, 18), datetime(2027, 1, 17, 21))
    sample_records.do(bookings.change_booking, booked, evening)
    sample_records.do(keep_answer, key, "budget_out")
    (line,) = (each for each in table_of(sample_records, key, "budget_out").lines if each.row)
    sample_records.do(keep_row, key, "budget_out", line.key)
    assert not sample_records.ask(source_changes, key)
    sample_records.do(bookings.cancel_booking, booked, "雨のため")
    (change,) = sample_records.ask(source_changes, key)
    assert [each.today.value for each in change.lines] == [None]
