"""What was not asked before is not offered, what is not asked now is not compared; `reuse` of the definition holds."""

from uuid import UUID

import pytest
from support import tea
from support.granting import hand_in

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.rules.answers import Origin
from kobe_desk.modules.subsidies.usecases import (
    application,
    begin_application,
    compared,
    keep_row,
    open_application,
    save_answers,
    take_row_before,
)

LARGE = {"has_guests": True, "guests": 200}


def handed_in(records: Records, offer: str, *, large: bool) -> UUID:
    """Seats were written for a large party; whether it stayed one, the answers tell."""
    key = records.do(begin_application, offer).result
    answers = tea.change(records, key, name="夏の茶会", tea=True, tea_near=12_000, **LARGE)
    answers = answers.with_row("seats", {"what": "来賓席", "cost": 7_000})
    answers = answers.with_row("spending", {"kind": "goods", "amount": 50_001})
    records.do(save_answers, key, answers, "money")
    if not large:
        tea.change(records, key, tea=False, has_guests=False)
    hand_in(records, key)
    return key


def tables(records: Records, key: UUID) -> dict[str, int]:
    return {each.key: len(each.lines) for each in records.ask(compared, key).tables}


def questions(records: Records, key: UUID) -> set[str]:
    return {each.key for each in records.ask(compared, key).rows if each.before is not None}


def test_what_was_switched_off_then_is_not_offered(sample_records: Records) -> None:
    offer = sample_records.do(tea.put_on_the_desk).result
    handed_in(sample_records, offer, large=False)
    key = sample_records.do(begin_application, offer).result
    tea.change(sample_records, key, tea=True, **LARGE)
    assert tables(sample_records, key) == {"spending": 1}
    assert set(sample_records.ask(open_application, key).rows_before) == {"spending"}
    assert "tea_near" not in questions(sample_records, key) and "name" in questions(sample_records, key)


def test_what_is_not_asked_now_is_not_compared_and_comes_back(sample_records: Records) -> None:
    offer = sample_records.do(tea.put_on_the_desk).result
    handed_in(sample_records, offer, large=True)
    key = sample_records.do(begin_application, offer).result
    assert tables(sample_records, key) == {"spending": 1}
    tea.change(sample_records, key, **LARGE)
    (line,) = next(each for each in sample_records.ask(compared, key).tables if each.key == "seats").lines
    sample_records.do(take_row_before, key, "seats", line.key)
    tea.change(sample_records, key, has_guests=False)
    assert "seats" not in tables(sample_records, key)
    answers = tea.change(sample_records, key, has_guests=True)
    (row,) = answers.keys("seats")
    assert answers.value("seats.cost", row) == 7_000
    assert answers.get("seats.cost", row).stale, "what went and comes back is to be looked at"
    (line,) = next(each for each in sample_records.ask(compared, key).tables if each.key == "seats").lines
    assert not line.settled
    assert sample_records.ask(application, key).answers.get("seats.what", row).source


@pytest.mark.parametrize(
    ("reuse", "rows"),
    [
        ('[reuse]\ncarry = ["spending"]\n', 1),
        ('[reuse]\ncarry = ["spending"]\nask_again = ["spending"]\n', 0),
        ('[reuse]\nask_again = ["spending"]\n', 0),
        ("", 0),
    ],
)
def test_the_definition_says_whether_rows_are_carried_over_or_asked_again(
    sample_records: Records, reuse: str, rows: int
) -> None:
    offer = sample_records.do(tea.put_on_the_desk, reuse).result
    handed_in(sample_records, offer, large=True)
    key = sample_records.do(begin_application, offer).result
    answers = tea.answers_of(sample_records, key)
    assert len(answers.keys("spending")) == rows
    mine = [each for cell, each in answers.items() if cell.field.startswith("spending.")]
    assert all(each.stale and each.origin is Origin.CARRIED and each.source for each in mine)
    assert not any(cell.field == "spending.eligible" for cell, _each in answers.items()), "what is calculated never is"
    (table,) = sample_records.ask(compared, key).tables
    assert table.again is ("ask_again" in reuse) and len(table.open) == 1
    sample_records.do(take_row_before if not rows else keep_row, key, "spending", table.open[0].key)
    (table,) = sample_records.ask(compared, key).tables
    assert len(table.open) == ("ask_again" in reuse), "asked again, it is confirmed with a press of its own"
