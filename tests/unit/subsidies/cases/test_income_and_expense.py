"""What else pays for a project is deducted, and income equals expense, from the typed rows to the printed amount."""

from random import Random
from typing import Any

import pytest
from support import subsidy

from kobe_desk.modules.subsidies.papers.parts import grid_of
from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules import build, bundle, library, lint
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Programme

CHANGES = (
    ('{ id = "own", label = "自己資金" }',
     '{ id = "own", label = "自己資金" }, { id = "other", label = "他の補助金" },\n'
     '  { id = "carried", label = "繰越金" }'),
    ("where = 'row.kind == \"fee\"' }", "where = 'row.kind == \"fee\"' },\n"
     "    { id = \"other\", column = \"amount\", label = \"他の補助金\", where = 'row.kind == \"other\"' },\n"
     "    { id = \"carried\", column = \"amount\", label = \"繰越金\", where = 'row.kind == \"carried\"' }"),
    ('deduct = ["totals.income.fees"]', 'deduct = ["totals.income.other", "totals.income.carried"]'),
    ("[[attachment]]\nid = \"rules\"", "[[check]]\nid = \"balance\"\nlevel = \"error\"\n"
     "expr = \"totals.income.amount + amounts.grant == totals.spending.amount\"\nmessage = \"一致していません。\"\n"
     "[[attachment]]\nid = \"rules\""),
)  # fmt: skip


def programme() -> Programme:
    source = subsidy.SOURCE
    for old, new in CHANGES:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return build.programme(bundle.Bundle(bundle.plain(source.encode(), "programme.toml")))


OF = programme()


def with_money(spent: int, **income: int) -> Answers:
    answers = subsidy.answers().with_row("spending", {"kind": "thanks", "amount": spent})
    for kind, yen in income.items():
        answers = answers.with_row("income", {"kind": kind, "amount": yen})
    return answers


def test_what_is_deducted_in_these_cases_brings_no_problem_into_the_programme() -> None:
    assert [each.at for each in lint.problems(OF)] == [each.at for each in lint.problems(subsidy.programme())]


def test_another_grant_and_what_is_carried_over_lessen_the_amount() -> None:
    found = subsidy.evaluated(with_money(100_000, other=20_000, carried=10_001), OF)
    assert (found.totals["income.other"], found.totals["income.carried"]) == (20_000, 10_001)
    grant = found.amounts["grant"]
    assert grant is not None
    assert grant.yen == 34_000
    assert grant.trace.summary == "100,000 − 30,001 = 69,999 → ×1/2 = 34,999.5 → min(300,000) → ↓1,000 = 34,000"


def test_income_that_differs_from_expense_by_one_yen_is_an_error_and_equal_income_is_none() -> None:
    income: dict[str, Any] = {"other": 20_000, "carried": 10_001}
    short = subsidy.evaluated(with_money(100_000, **income, own=35_998), OF)
    assert [each.id for each in short.failed] == ["balance"]
    equal = subsidy.evaluated(with_money(100_000, **income, own=35_999), OF)
    assert not equal.failed


def test_both_sides_of_the_printed_budget_come_to_the_same() -> None:
    answers = with_money(100_000, other=20_000, carried=10_001, own=35_999)
    words = Words(OF, answers, subsidy.evaluated(answers, OF))
    income, spending = (grid_of(OF.tables[each], words).total for each in ("income", "spending"))
    assert income is not None and spending is not None
    assert income[1] == spending[1] == 100_000


def test_random_budgets_agree_with_a_second_calculation() -> None:
    chance = Random(6)
    for _ in range(200):
        spent, other, carried = (chance.randint(0, 900_000) for _ in range(3))
        found = subsidy.evaluated(with_money(spent, other=other, carried=carried), OF).amounts["grant"]
        assert found is not None
        assert found.yen == max(0, min(300_000, (spent - other - carried) // 2) // 1_000 * 1_000)


@pytest.mark.parametrize("name", [each.name for each in library.folders()])
def test_every_shipped_programme_balances_and_pays_no_cost_that_another_grant_pays(name: str) -> None:
    definition = bundle.read(next(each for each in library.folders() if each.name == name)).definition
    balance = next(each for each in definition["check"] if each["id"] == "balance")
    assert balance["level"] == "error"
    assert balance["expr"] == "totals.budget_in.amount + amounts.grant == totals.budget_out.amount"
    of_costs = [each for each in definition["amount"] if each["base"].startswith("totals.budget_out.")]
    deducted = {each for amount in of_costs for each in amount.get("deduct", ())}
    assert not of_costs or "totals.budget_in.other_grants" in deducted
