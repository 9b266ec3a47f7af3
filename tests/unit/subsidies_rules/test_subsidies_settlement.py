"""精算: what a grant comes to by what was spent, and a second calculation of it in plain whole numbers."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from kobe_desk.modules.subsidies.papers.settled import accounts_sentence, from_plan_sentence, settled_words, way
from kobe_desk.modules.subsidies.rules import bundle, library
from kobe_desk.modules.subsidies.rules.actual import Spent, categories, covered, plan
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.costs import cost_tables
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.judged import bounds
from kobe_desk.modules.subsidies.rules.settlement import Settlement, by_costs
from kobe_desk.modules.subsidies.rules.terms import as_applied

TODAY = date(2026, 5, 1)
DAY = date(2026, 12, 20)
INCOME = {"id": "budget_in", "label": "収入", "max_rows": 20,
          "lead": {"label": "この補助金", "amount": "grant", "column": "amount"},
          "columns": [{"id": "category", "type": "choice", "label": "科目", "choices": "income"},
                      {"id": "amount", "type": "yen", "label": "金額", "min": 0}],
          "totals": ["amount", {"id": "other_grants", "column": "amount", "where": 'row.category == "other_grants"'}],
          }  # fmt: skip
SOURCES = {"own": "自己資金", "participation_fee": "参加費", "other_grants": "他の補助金等"}


def with_income(small: dict[str, Any], **amount: Any) -> Programme:
    """The small programme with an income table; its grant as given, else half of what is eligible."""
    bent = deepcopy(small)
    bent["choices"].append({"id": "income", "options": [{"id": key, "label": each} for key, each in SOURCES.items()]})
    bent["page"].append({"id": "five", "title": "五", "table": [INCOME]})
    bent["amount"][0] |= amount
    bent["figure"] += [{"at": "amount.grant.cap", "label": "上限", "source": "見本", "vintage": "見本"}]
    if "cap" not in bent["amount"][0]:
        bent["figure"].pop()
    return library.load(Bundle(bent))


def settle(
    programme: Programme, costs: list[tuple[str, int]], income: list[tuple[str, int]], spent: list[tuple[str, int]],
    *, decided: int | None = None, settled: int | None = None,
) -> Settlement:  # fmt: skip
    answers = Answers().with_value("tea", False)
    for category, yen in costs:
        answers = answers.with_row("costs", {"category": category, "amount": yen})
    for category, yen in income:
        answers = answers.with_row("budget_in", {"category": category, "amount": yen})
    made = evaluate(programme, answers, TODAY)
    parts = [Spent(number, DAY, "", "", category, yen) for number, (category, yen) in enumerate(spent, 1)]
    terms = as_applied(programme, answers, made)
    return Settlement(
        asked=terms.yen, decided=decided, settled=settled,
        made=by_costs(programme, answers, parts, TODAY, terms.income),
        plan=plan(terms.costs, terms.labels, parts), income=terms.income,
    )  # fmt: skip


@pytest.fixture
def half(small: dict[str, Any]) -> Programme:
    return with_income(small)


def lines(made: Settlement) -> dict[str, int]:
    return {label: actual for label, _planned, actual, _difference in made.came_in}


def test_less_spent_is_less_granted_by_the_programmes_own_rule(half: Programme) -> None:
    made = settle(half, [("travel", 500_000)], [("own", 250_000)], [("travel", 300_000)], decided=250_000)
    assert (made.asked, made.due) == (250_000, 150_000)
    assert lines(made) == {"本補助金": 150_000, "自己資金": 150_000}
    assert "一致する" in accounts_sentence(made)
    said = dict(settled_words(made, half))
    assert said["精算額"].startswith("150,000円")
    (grid,) = way(made, half)
    assert [row[-1] for row in grid.rows] == ["300,000", "150,000", "150,000"]


def test_more_spent_is_no_more_than_was_decided(half: Programme) -> None:
    made = settle(half, [("travel", 500_000)], [], [("travel", 700_000)], decided=200_000)
    assert made.due == 200_000
    assert lines(made) == {"本補助金": 200_000, "自己資金": 500_000}


def with_hidden_costs(small: dict[str, Any]) -> Programme:
    """The small programme with a second table of costs before its own, which is asked only where there is tea."""
    bent = deepcopy(small)
    hidden = deepcopy(bent["page"][1]["table"][0]) | {
        "id": "tea_costs", "label": "茶会の支出", "when": "tea", "min_rows": 0,
        "limit": [{"id": "each", "label": "茶会の上限", "column": "eligible", "at_most": 9_000, "reason": "見本"}],
    }  # fmt: skip
    bent["page"].insert(1, {"id": "zero", "title": "零", "table": [hidden]})
    bent["amount"].insert(0, {"id": "gift", "label": "茶会", "base": "totals.tea_costs.eligible", "order": []})
    bent["figure"].append({"at": "page.zero.table.tea_costs.limit.each.at_most", "label": "上限", "source": "見本",
                           "vintage": "見本"})  # fmt: skip
    return library.load(Bundle(bent))


def test_what_was_spent_fills_no_line_of_a_table_that_a_condition_hides(small: dict[str, Any]) -> None:
    """From survey-library#5526: rows that are not asked take nothing from those that are; asked again, they do."""
    of = with_hidden_costs(small)
    answers = Answers().with_value("tea", False).with_row("costs", {"category": "travel", "amount": 50_000})
    for yen in (30_000, 20_000):
        answers = answers.with_row("tea_costs", {"category": "travel", "amount": yen})
    spent = [Spent(1, DAY, "", "", "travel", 40_000)]
    hidden = by_costs(of, answers, spent, TODAY)
    asked = by_costs(of, answers.with_value("tea", True), spent, TODAY)
    assert hidden is not None and hidden.yen == 20_000
    assert asked is not None and asked.yen == 0, "the lines of the first table take it"


def test_a_change_is_held_to_no_line_of_a_table_that_a_condition_hides(small: dict[str, Any]) -> None:
    of = with_hidden_costs(small)
    answers = Answers().with_value("tea", False).with_row("costs", {"category": "travel", "amount": 50_000})
    for yen in (30_000, 20_000):
        answers = answers.with_row("tea_costs", {"category": "travel", "amount": yen})
    before = as_applied(of, answers, evaluate(of, answers, TODAY))
    assert before.costs == {"travel": 50_000}
    assert bounds(of, answers, replace(before, costs={"travel": 40_000}), TODAY) == (20_000, 20_000)


def test_where_every_table_of_costs_is_hidden_no_cost_makes_the_amount(small: dict[str, Any]) -> None:
    bent = deepcopy(small)
    bent["page"][1]["when"] = "tea"
    of = library.load(Bundle(bent))
    answers = Answers().with_value("tea", False).with_row("costs", {"category": "travel", "amount": 50_000})
    assert by_costs(of, answers, [Spent(1, DAY, "", "", "travel", 40_000)], TODAY) is None


def test_what_is_not_eligible_raises_nothing(half: Programme) -> None:
    made = settle(half, [("travel", 100_000), ("food", 50_000)], [], [("travel", 60_000), ("food", 90_000)],
                  decided=50_000)  # fmt: skip
    assert made.due == 30_000
    assert made.cost == 150_000


def test_own_money_is_never_less_than_nothing_and_the_rest_is_paid_back(half: Programme) -> None:
    made = settle(half, [("travel", 300_000)], [], [("travel", 100_000)], decided=150_000, settled=150_000)
    assert "自己資金" not in {label for label, _planned, actual, _difference in made.came_in if actual < 0}
    assert lines(made)["自己資金"] == 0
    assert (made.surplus, made.back) == (50_000, 50_000)
    said = accounts_sentence(made)
    assert "一致" not in said
    assert "50,000円は返還する" in said
    assert dict(settled_words(made, half)) == {"確定額": "150,000円"}


def test_a_planned_income_that_stands_for_the_actual_one_says_so(half: Programme) -> None:
    made = settle(half, [("travel", 300_000)], [("participation_fee", 40_000), ("own", 110_000)],
                  [("travel", 300_000)], decided=150_000)  # fmt: skip
    assert "参加費の決算額は、予算の額" in from_plan_sentence(made)
    assert "自己資金" not in from_plan_sentence(made), "the group's own money is what is left to pay"
    assert not from_plan_sentence(settle(half, [("travel", 300_000)], [], [], decided=150_000))


def test_what_the_grant_may_not_pay_counts_for_nothing() -> None:
    early, late = Spent(1, date(2026, 5, 1), "", "", "travel", 1), Spent(2, date(2027, 5, 1), "", "", "travel", 2)
    good, gone = Spent(3, DAY, "", "", "travel", 4), Spent(4, DAY, "", "", "travel", 8, reversed=True)
    found = covered([early, late, good, gone], date(2026, 6, 1), date(2026, 6, 1), date(2027, 3, 31))
    assert found == (good,)


def test_a_limit_for_each_line_holds_for_what_was_spent(teaching: Programme) -> None:
    """報償費 30,000 for each person and time: the line for two people once holds 60,000 of what was spent."""
    answers = Answers().with_row("budget_out", {"category": "reward", "item": "講師", "unit_price": 20_000,
                                                "quantity": 2, "times": 1})  # fmt: skip
    spent = [Spent(1, DAY, "", "", "reward", 90_000), Spent(2, DAY, "", "", "supplies", 10_000)]
    made = by_costs(teaching, answers, spent, TODAY)
    assert made is not None
    assert made.yen == (60_000 + 10_000) // 2


def test_a_grant_that_rests_on_no_costs_stays_as_it_was_decided() -> None:
    known = [library.load(bundle.read(folder)) for folder in library.folders()]
    flat = [each for each in known if not cost_tables(each)]
    assert flat, "there is a grant by number or weight"
    for each in flat:
        assert by_costs(each, Answers(), [Spent(1, DAY, "", "", "x", 5)], TODAY) is None
    made = Settlement(30_000, None, None, None, (), ())
    assert (made.due, made.back) == (30_000, 0)
    assert "返還" not in accounts_sentence(made)


# a second calculation, apart from the program's own


def second(rule: Mapping[str, Any], case: Mapping[str, Any]) -> dict[str, int]:
    """In whole numbers only: what programmes.md and §1.3 say, without fractions, tables or traces."""

    def by_rule(costs: list[tuple[str, int]]) -> int:
        base = sum(yen for category, yen in costs if category == "travel")
        base -= sum(yen for category, yen in case["income"] if category == "other_grants")
        above, below = rule["rate"]
        yen = base * above // below
        yen = min(yen, rule["cap"])
        return max(0, yen - yen % rule["unit"])

    asked = by_rule(case["costs"])
    bound = asked if case["decided"] is None else case["decided"]
    due = min(by_rule(case["spent"]), bound)
    granted = case["settled"] if case["settled"] is not None else due
    other = sum(yen for category, yen in case["income"] if category != "own")
    cost = sum(yen for _category, yen in case["spent"])
    short = cost - granted - other
    return {"asked": asked, "due": due, "granted": granted, "own": short if short > 0 else 0,
            "surplus": -short if short < 0 else 0, "back": min(granted, -short) if short < 0 else 0}  # fmt: skip


def some(chance: Random, kinds: list[str], most: int) -> list[tuple[str, int]]:
    return [(chance.choice(kinds), chance.randint(1, 400_000)) for _each in range(chance.randint(0, most))]


@pytest.mark.parametrize("seed", range(12))
def test_a_second_calculation_comes_to_the_same(small: dict[str, Any], seed: int) -> None:
    chance = Random(seed)
    below = chance.randint(1, 7)
    rule = {"rate": (chance.randint(1, below), below), "cap": chance.randint(1, 600_000),
            "unit": chance.choice([1, 100, 1_000, 10_000])}  # fmt: skip
    programme = with_income(
        small, rate="{}/{}".format(*rule["rate"]), cap=rule["cap"], round={"mode": "down", "unit": rule["unit"]},
        deduct=["totals.budget_in.other_grants"], order=["deduct", "rate", "cap", "round", "floor"],
    )  # fmt: skip
    for _each in range(25):
        case = {"costs": some(chance, ["travel", "food"], 6), "income": some(chance, list(SOURCES), 3),
                "spent": some(chance, ["travel", "food"], 6),
                "decided": chance.choice([None, chance.randint(0, 500_000)]),
                "settled": chance.choice([None, None, chance.randint(0, 300_000)])}  # fmt: skip
        made = settle(programme, case["costs"], case["income"], case["spent"], decided=case["decided"],
                      settled=case["settled"])  # fmt: skip
        found = {"asked": made.asked, "due": made.due, "granted": made.granted, "surplus": made.surplus,
                 "back": made.back, "own": lines(made).get("自己資金", 0)}  # fmt: skip
        assert found == second(rule, case), case
        assert all(type(each) is int for each in found.values())
        income = sum(actual for _label, _planned, actual, _difference in made.came_in)
        assert income - made.surplus == sum(each.spent for each in made.plan)
        assert ("一致する" in accounts_sentence(made)) == (income == made.cost)


@pytest.mark.parametrize("name", ["ken-kodomo-shokudo-2025", "rojin-club-2019", "shigen-kaishu-2023"])
def test_what_was_spent_stands_in_the_accounts_of_a_grant_that_rests_on_no_costs(name: str) -> None:
    """A grant by weight or by head has a budget, too: its headings are those of the accounts, and nothing is cut."""
    programme = next(library.check(each).programme for each in library.folders() if each.name == name)
    assert programme and cost_tables(programme) == ()
    assert "supplies" in categories(programme)
    spent = (Spent(1, DAY, "用紙", "みなと商店", "supplies", 5_400),)
    terms = as_applied(programme, Answers(), evaluate(programme, Answers(), TODAY))
    lines = plan(terms.costs, terms.labels, spent)
    assert [(each.label, each.spent) for each in lines] == [("消耗品費", 5_400)]
    assert by_costs(programme, Answers(), spent, TODAY) is None
