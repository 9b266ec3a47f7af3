"""Rows of the application before (前の申請の明細): offered, put in only when wanted, and all to be looked at."""

from uuid import UUID

import pytest
from support.granting import hand_in

from kobe_desk.cli.demo.bundle import begin_together
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.rules.answers import Origin
from kobe_desk.modules.subsidies.usecases import (
    application,
    begin_application,
    keep_answer,
    keep_answer_together,
    open_application,
    open_bundle,
    take_rows_before,
    take_rows_before_together,
)

MIHON = "chiiki-katsudo-mihon"


@pytest.fixture
def handed_in(sample_records: Records, answered: UUID) -> UUID:
    hand_in(sample_records, answered)
    return answered


def cells(records: Records, key: UUID, table: str) -> list[dict[str, object]]:
    row = records.ask(application, key)
    columns = [each.id for each in row.programme.tables[table].columns if not each.field.computed]
    return [
        {name: value for name in columns if (value := row.answers.value(f"{table}.{name}", at)) is not None}
        for at in row.answers.keys(table)
    ]


def test_the_rows_of_the_application_before_are_put_in_to_be_looked_at(
    sample_records: Records, handed_in: UUID
) -> None:
    key = sample_records.do(begin_application, MIHON).result
    opened = sample_records.ask(open_application, key)
    assert "budget_out" in opened.rows_before and "officers" not in opened.rows_before
    assert cells(sample_records, key, "budget_out") == [], "nothing comes by itself"
    sample_records.do(take_rows_before, key, "budget_out")
    assert cells(sample_records, key, "budget_out") == cells(sample_records, handed_in, "budget_out")
    answers = sample_records.ask(application, key).answers
    mine = [each for cell, each in answers.items() if cell.field.startswith("budget_out.")]
    assert all(each.stale and each.origin is Origin.CARRIED and each.source for each in mine)
    sample_records.do(keep_answer, key, "budget_out")
    assert not [cell for cell in sample_records.ask(application, key).answers.stale if "budget_out" in cell.field]
    sample_records.undo()
    sample_records.undo()
    assert cells(sample_records, key, "budget_out") == []


def test_rows_that_stand_here_already_stay_before_those(sample_records: Records, handed_in: UUID) -> None:
    key = sample_records.do(begin_application, MIHON).result
    for _each in range(2):
        sample_records.do(take_rows_before, key, "budget_out")
    assert len(cells(sample_records, key, "budget_out")) == 2 * len(cells(sample_records, handed_in, "budget_out"))


def test_a_first_application_has_nothing_to_offer(sample_records: Records) -> None:
    key = sample_records.do(begin_application, MIHON).result
    assert sample_records.ask(open_application, key).rows_before == {}
    sample_records.do(take_rows_before, key, "budget_out")
    assert cells(sample_records, key, "budget_out") == []


def test_in_a_bundle_the_rows_come_wherever_the_table_stands(together_records: tuple[Records, UUID]) -> None:
    records, first = together_records
    keys = records.ask(open_bundle, first).keys
    hand_in(records, *keys)
    bundle = begin_together(records)
    mine = records.ask(open_bundle, bundle).keys
    assert [cells(records, each, "schedule") for each in mine] == [[]] * len(mine)
    records.do(take_rows_before_together, bundle, mine[0], "schedule")
    taken = [cells(records, each, "schedule") for each in mine]
    assert taken[0] == cells(records, keys[0], "schedule")
    assert len({len(each) for each in taken if each}) == 1 and sum(map(bool, taken)) > 1, "one table of several"
    records.do(keep_answer_together, bundle, mine[0], "schedule")
    for key in mine:
        assert not [cell for cell in records.ask(application, key).answers.stale if "schedule" in cell.field]
