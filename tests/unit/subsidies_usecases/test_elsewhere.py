"""The guard against paying one cost twice, over applications that were begun apart."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import pytest

from kobe_desk.cli.demo.bundle import confirmed_copy
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.subsidies.controller.checking import points_of
from kobe_desk.modules.subsidies.controller.steps import Way
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.usecases import (
    PaperRequest,
    begin_application,
    hand_in_on_paper,
    keep_papers,
    note_step,
    open_application,
    open_bundle,
    save_answers,
)


@pytest.fixture(autouse=True)
def in_japanese() -> None:
    use_language("ja")


@pytest.fixture
def other(sample_records: Records, answered: UUID) -> UUID:
    """A second application of the year, begun apart from the answered one."""
    return sample_records.do(begin_application, confirmed_copy(sample_records, "ecotown-2022")).result


def write_cost(records: Records, key: UUID, item: str, amount: int) -> None:
    row = records.ask(open_application, key).application
    category = row.programme.choice_lists["cost_categories"].ids()[0]
    line = {"category": category, "item": item, "amount": amount}
    records.do(save_answers, key, row.answers.with_row("budget_out", line), "")


def told(records: Records, key: UUID) -> Iterable[str]:
    opened = records.ask(open_application, key)
    row = opened.application
    made = evaluate(row.programme, row.answers, date(2026, 11, 25))
    points = points_of(opened, row.answers, made, Way((), {"budget_out": ("costs", "支出")}))
    return [each.text for each in points if "の申請にもあります" in each.text]


def test_a_cost_of_another_application_of_the_year_is_told_at_its_table(sample_records: Records, other: UUID) -> None:
    write_cost(sample_records, other, "ﾁﾗｼ", 43_200)
    (said,) = told(sample_records, other)
    assert "ﾁﾗｼ" in said and "43,200円" in said and "地域活動補助金" in said


def test_several_such_costs_are_told_in_one_sentence(sample_records: Records, other: UUID) -> None:
    write_cost(sample_records, other, "チラシ", 43_200)
    write_cost(sample_records, other, "案内はがき", 27_200)
    (said,) = told(sample_records, other)
    assert "ほか1件" in said


def test_another_amount_is_another_cost(sample_records: Records, other: UUID) -> None:
    write_cost(sample_records, other, "チラシ", 43_201)
    assert told(sample_records, other) == []


def test_what_does_not_count_there_is_free_for_another(sample_records: Records, other: UUID) -> None:
    write_cost(sample_records, other, "茶菓", 24_000)
    assert told(sample_records, other) == []


def test_what_was_withdrawn_pays_for_nothing(sample_records: Records, answered: UUID, other: UUID) -> None:
    write_cost(sample_records, other, "チラシ", 43_200)
    assert told(sample_records, other)
    sample_records.do(keep_papers, answered, (PaperRequest("application", "交付申請書", b"%PDF-1.4\n%%EOF"),))
    sample_records.do(hand_in_on_paper, (answered,), date(2026, 11, 25))
    sample_records.do(note_step, answered, "withdrawn", {"reason": "雨のため。"}, date(2026, 12, 1))
    assert told(sample_records, other) == []


def test_those_begun_together_have_a_guard_of_their_own(together_records: tuple[Records, UUID]) -> None:
    records, bundle = together_records
    row = records.ask(open_bundle, bundle)
    assert not any(each.elsewhere for each in row.opened)
    apart = records.do(begin_application, row.opened[0].application.programme.id).result
    line = records.ask(open_application, apart).elsewhere
    assert row.opened[0].application.programme.title in line.values(), "one begun apart is told of them"
