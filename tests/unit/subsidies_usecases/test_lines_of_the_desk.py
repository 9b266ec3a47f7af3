"""Lines of a budget that rest on the desk: bookings that are paid for, and the carry-over that is offered."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from support.booked import asked, book, pay_with
from support.granting import hand_in

from kobe_desk.cli.demo.bundle import confirmed_copy
from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases as bookings
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies.rules.answers import Origin
from kobe_desk.modules.subsidies.rules.definition import Level
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.evaluation import Failed
from kobe_desk.modules.subsidies.rules.values import BookingRef
from kobe_desk.modules.subsidies.usecases import (
    application,
    begin_application,
    keep_answer,
    open_application,
    refill_rows,
    save_answers,
    source_changes,
    take_rows_before,
)

APRIL = datetime(2027, 4, 10, 3, tzinfo=UTC)
MIHON, FUREAI = "chiiki-katsudo-mihon", "fureai-machizukuri-2019"


@pytest.fixture
def key(sample_records: Records) -> UUID:
    return sample_records.do(begin_application, MIHON).result


def cell(records: Records, key: UUID, name: str, row: UUID) -> object:
    return records.ask(application, key).answers.value(f"budget_out.{name}", row)


def lines(records: Records, key: UUID) -> list[tuple[str, object, object]]:
    return [(line.column, line.given.value, line.today.value)
            for each in records.ask(source_changes, key) for line in each.lines]  # fmt: skip


# bookings


def test_own_bookings_that_cost_something_are_offered_with_room_day_and_fee(sample_records: Records, key: UUID) -> None:
    assert sample_records.ask(open_application, key).bookings == (), "what is free of charge pays for nothing"
    booked = book(sample_records)
    (found,) = sample_records.ask(open_application, key).bookings
    assert found == BookingRef(str(booked), date(2027, 1, 17), "大会議室　1月17日 9:00〜12:00", 1500)


def test_a_booking_of_somebody_else_is_not_offered_unless_it_is_for_an_event_of_ours(sample_records: Records) -> None:
    others = next(each for each in sample_records.ask(bookings.groups) if each.name == "みなと坂子ども会")
    book(sample_records, group=others.id)
    key = sample_records.do(begin_application, MIHON).result
    assert sample_records.ask(open_application, key).bookings == ()


def test_a_fee_that_changes_is_told_and_taken_only_when_wanted(sample_records: Records, key: UUID) -> None:
    booked = book(sample_records)
    (row,) = pay_with(sample_records, key, booked)
    assert lines(sample_records, key) == []
    later = asked(sample_records, datetime(2027, 1, 17, 18), datetime(2027, 1, 17, 21))
    sample_records.do(bookings.change_booking, booked, later)
    ((column, given, today),) = lines(sample_records, key)
    assert (column, given.fee, today.fee) == ("booking", 1500, 1800)
    assert cell(sample_records, key, "unit_price", row) == 1500
    sample_records.do(refill_rows, key, "budget_out")
    assert cell(sample_records, key, "unit_price", row) == 1800
    assert cell(sample_records, key, "item", row) == "大会議室　1月17日 18:00〜21:00"
    assert lines(sample_records, key) == []
    sample_records.undo()
    assert cell(sample_records, key, "unit_price", row) == 1500


def test_what_was_written_over_the_booking_stays(sample_records: Records, key: UUID) -> None:
    booked = book(sample_records)
    (row,) = pay_with(sample_records, key, booked)
    answers = sample_records.ask(application, key).answers.with_value("budget_out.item", "餅つきの会場", row)
    sample_records.do(save_answers, key, answers, "money")
    later = asked(sample_records, datetime(2027, 1, 17, 18), datetime(2027, 1, 17, 21))
    sample_records.do(bookings.change_booking, booked, later)
    sample_records.do(refill_rows, key, "budget_out")
    assert cell(sample_records, key, "item", row) == "餅つきの会場"
    assert cell(sample_records, key, "unit_price", row) == 1800


def test_a_line_that_is_left_as_it_is_is_told_again_only_at_the_next_change(sample_records: Records, key: UUID) -> None:
    booked = book(sample_records)
    (row,) = pay_with(sample_records, key, booked)
    evening = asked(sample_records, datetime(2027, 1, 17, 18), datetime(2027, 1, 17, 21))
    sample_records.do(bookings.change_booking, booked, evening)
    sample_records.do(keep_answer, key, "budget_out")
    assert lines(sample_records, key) == []
    assert cell(sample_records, key, "unit_price", row) == 1500
    sample_records.do(bookings.cancel_booking, booked, "雨のため")
    ((_column, given, today),) = lines(sample_records, key)
    assert (given.fee, today) == (1500, None)
    sample_records.do(refill_rows, key, "budget_out")
    assert cell(sample_records, key, "booking", row) is None and cell(sample_records, key, "unit_price", row) is None


def test_the_same_booking_in_two_lines_is_a_warning(sample_records: Records, key: UUID) -> None:
    one, other = book(sample_records), book(sample_records, 23)
    pay_with(sample_records, key, one, other)
    assert twice(sample_records, key) == []
    pay_with(sample_records, key, one)
    (found,) = twice(sample_records, key)
    assert "1月17日" in found.message
    assert (found.level, found.fields) == (Level.WARNING, ("budget_out",))


def twice(records: Records, key: UUID) -> list[Failed]:
    row = records.ask(application, key)
    failed = evaluate(row.programme, row.answers, clock.today()).failed
    return [each for each in failed if each.id.startswith("booked_")]


def test_last_years_bookings_are_not_taken_over_with_its_rows(sample_records: Records, answered: UUID) -> None:
    pay_with(sample_records, answered, book(sample_records))
    hand_in(sample_records, answered)
    key = sample_records.do(begin_application, MIHON).result
    sample_records.do(take_rows_before, key, "budget_out")
    answers = sample_records.ask(application, key).answers
    assert not [cell for cell, _each in answers.items() if cell.field == "budget_out.booking"]
    assert "大会議室　1月17日 9:00〜12:00" in {
        answers.value("budget_out.item", row) for row in answers.keys("budget_out")
    }


def test_the_carry_over_of_last_year_is_told_beside_what_the_book_says_now(
    sample_records: Records, answered: UUID
) -> None:
    answers = sample_records.ask(application, answered).answers
    answers = answers.with_row("budget_in", {"category": "carry_over", "amount": 777})
    sample_records.do(save_answers, answered, answers, "money")
    hand_in(sample_records, answered)
    key = sample_records.do(begin_application, MIHON).result
    sample_records.do(take_rows_before, key, "budget_in")
    (offered,) = sample_records.ask(open_application, key).proposed
    assert lines(sample_records, key) == [("amount", 777, offered.answer.value)]
    sample_records.do(refill_rows, key, "budget_in")
    (row,) = offered.rows_in(sample_records.ask(application, key).answers)
    assert sample_records.ask(application, key).answers.value("budget_in.amount", row) == offered.answer.value
    assert lines(sample_records, key) == []


# what is offered


def test_the_carry_over_is_offered_from_the_cash_book_and_put_in_only_when_wanted(
    sample_records: Records, key: UUID
) -> None:
    (offered,) = sample_records.ask(open_application, key).proposed
    answers = sample_records.ask(application, key).answers
    assert answers.keys("budget_in") == () and offered.rows_in(answers) == ()
    sample_records.do(save_answers, key, offered.put_into(answers), "money")
    answers = sample_records.ask(application, key).answers
    (row,) = offered.rows_in(answers)
    found = answers.get("budget_in.amount", row)
    assert answers.value("budget_in.category", row) == "carry_over"
    assert found.origin is Origin.PREFILL and "出納帳" in found.source and "令和8年3月31日" in found.source
    assert lines(sample_records, key) == []


def test_another_carry_over_is_told_for_the_sum_of_the_book_and_not_for_one_that_was_typed(
    sample_records: Records,
) -> None:
    with clock.stopped_at(APRIL):
        key = sample_records.do(begin_application, MIHON).result
        (offered,) = sample_records.ask(open_application, key).proposed
        sample_records.do(save_answers, key, offered.put_into(sample_records.ask(application, key).answers), "money")
        account = next(each for each in sample_records.ask(accounts) if each.kind == "income")
        sample_records.do(post_entry, EntryRequest(date(2027, 3, 31), account.id, 5000, "寄付"))
        ((column, given, today),) = lines(sample_records, key)
        assert (column, today) == ("amount", given + 5000)
        answers = sample_records.ask(application, key).answers
        (row,) = offered.rows_in(answers)
        sample_records.do(save_answers, key, answers.with_value("budget_in.amount", 30_000, row), "money")
        assert lines(sample_records, key) == []


def test_the_teaching_programme_takes_the_carry_over_off_the_costs(sample_records: Records, answered: UUID) -> None:
    row = sample_records.ask(application, answered)
    before = evaluate(row.programme, row.answers, clock.today()).amounts["grant"]
    answers = row.answers.with_row("budget_in", {"category": "carry_over", "amount": 40_000})
    after = evaluate(row.programme, answers, clock.today()).amounts["grant"]
    assert before and after and before.yen - after.yen == 20_000


def test_fees_of_the_rooms_are_offered_where_the_group_runs_the_centre(sample_records: Records) -> None:
    key = sample_records.do(begin_application, confirmed_copy(sample_records, FUREAI)).result
    found = {each.values["category"]: each for each in sample_records.ask(open_application, key).proposed}
    assert "carry_over" in found
    uses = sample_records.ask(bookings.use_report, date(2025, 4, 1), date(2026, 3, 31))
    assert ("room_fees" in found) is (uses.fees > 0)
