"""Another rate and cap are tried: the amount follows exactly, and answers and definition stay as they are."""

from datetime import date
from fractions import Fraction
from time import perf_counter
from uuid import UUID

import pytest

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.costs import grant_of
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.trial import Bench, Trial, rates_with
from kobe_desk.modules.subsidies.usecases import ApplicationRow, application

DAY = date(2026, 11, 25)


@pytest.fixture
def row(sample_records: Records, answered: UUID) -> ApplicationRow:
    return sample_records.ask(application, answered)


@pytest.fixture
def bench(row: ApplicationRow) -> Bench:
    return Bench(row.programme, row.answers, DAY)


def test_the_trial_begins_with_what_the_programme_says(bench: Bench, row: ApplicationRow) -> None:
    made = evaluate(row.programme, row.answers, DAY).amounts[grant_of(row.programme)]
    assert bench.tried().made == made
    assert bench.tried(bench.own).made == made
    assert bench.own.rate in rates_with(bench.own.rate)


def test_the_amount_follows_rate_and_cap_exactly(bench: Bench, row: ApplicationRow) -> None:
    amount = row.programme.amount(grant_of(row.programme))
    assert amount is not None
    base = evaluate(row.programme, row.answers, DAY).totals[amount.base.removeprefix("totals.")]
    for rate in (Fraction(1, 3), Fraction(2, 3), Fraction(1)):
        for cap in (None, 10_000, 123_456):
            found = bench.tried(Trial(rate, cap))
            exact = (base - found.other) * rate
            limited = exact if cap is None else min(exact, Fraction(cap))
            assert found.made is not None
            assert found.made.yen == int(limited // amount.unit) * amount.unit
            assert found.own == found.whole - found.other - found.made.yen


def test_nothing_is_changed_by_a_trial(bench: Bench, row: ApplicationRow) -> None:
    before = row.programme.canonical, row.programme.amounts, dict(row.answers.items()), bench.tried()
    bench.tried(Trial(Fraction(1, 10), 1_000))
    assert before == (row.programme.canonical, row.programme.amounts, dict(row.answers.items()), bench.tried())


def test_a_trial_over_blank_answers_brings_nothing(row: ApplicationRow) -> None:
    found = Bench(row.programme, Answers(), DAY).tried(Trial(Fraction(1, 2), None))
    assert found.whole == 0
    assert found.made is None or found.made.yen == 0


def test_a_trial_is_worked_out_inside_one_frame(bench: Bench) -> None:
    taken = []
    for cap in range(5_000, 105_000, 5_000):
        began = perf_counter()
        bench.tried(Trial(Fraction(1, 2), cap))
        taken.append(perf_counter() - began)
    assert min(taken) < 1 / 60, "the quickest of twenty: other work on the machine does not count"
