"""Rows that the desk fills (役員名簿): what changes there since is told, and nothing is replaced without a word."""

from uuid import UUID

import pytest
from support.granting import another_secretary

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.members.usecases import officers_on
from kobe_desk.modules.subsidies.rules.answers import Origin
from kobe_desk.modules.subsidies.usecases import (
    application,
    keep_answer,
    refill_rows,
    save_answers,
    source_changes,
)


@pytest.fixture
def key(sample_records: Records, answered: UUID) -> UUID:
    return answered


def names(records: Records, key: UUID) -> list[object]:
    answers = records.ask(application, key).answers
    return [answers.value("officers.name", row) for row in answers.keys("officers")]


def told(records: Records, key: UUID) -> list[str]:
    return [each.field for each in records.ask(source_changes, key)]


def test_another_officer_is_told_and_filled_in_only_when_wanted(sample_records: Records, key: UUID) -> None:
    assert "officers" not in told(sample_records, key)
    new = another_secretary(sample_records)
    assert "officers" in told(sample_records, key)
    assert new not in names(sample_records, key)
    sample_records.do(refill_rows, key, "officers")
    assert new in names(sample_records, key)
    assert "officers" not in told(sample_records, key)


def test_rows_that_are_left_as_they_are_are_not_told_again_until_the_next_change(
    sample_records: Records, key: UUID
) -> None:
    before = names(sample_records, key)
    another_secretary(sample_records)
    sample_records.do(keep_answer, key, "officers")
    assert "officers" not in told(sample_records, key)
    assert names(sample_records, key) == before
    another_secretary(sample_records)
    assert "officers" in told(sample_records, key)


def test_a_cell_typed_by_hand_does_not_hide_the_change(sample_records: Records, key: UUID) -> None:
    answers = sample_records.ask(application, key).answers
    first = answers.keys("officers")[0]
    sample_records.do(save_answers, key, answers.with_value("officers.address", "山手1-1", first), "officers_page")
    assert "officers" not in told(sample_records, key), "typing is no change of the source"
    another_secretary(sample_records)
    assert "officers" in told(sample_records, key)


def test_rows_filled_before_marks_were_kept_are_compared_by_what_they_say(sample_records: Records, key: UUID) -> None:
    answers = sample_records.ask(application, key).answers
    for row in answers.keys("officers"):
        answers = answers.without_row("officers", row)
    rows = [
        {
            "office": each.office,
            "name": each.name,
            "kana": each.kana,
            "born": each.birth,
            "sex": {"female": "女", "male": "男"}.get(each.sex),
            "address": each.address,
        }
        for each in sample_records.ask(officers_on, clock.today())
    ]
    for values in rows:
        known = {name: value for name, value in values.items() if value}
        answers = answers.with_row("officers", known, origin=Origin.PREFILL)
    sample_records.do(save_answers, key, answers, "officers_page")
    assert "officers" not in told(sample_records, key)
    another_secretary(sample_records)
    assert "officers" in told(sample_records, key)
