"""A changed budget held to the programme's checks and limits: what stands against it, and a second calculation."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from support import subsidy

from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Level, Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.judged import Judged, bounds, judged
from kobe_desk.modules.subsidies.rules.life import COST, INCOME, NEW_TO, NEW_YEN
from kobe_desk.modules.subsidies.rules.terms import as_applied, changed

OLD = """  { id = "spending", label = "支出の部", columns = [
    { id = "kind", type = "choice", label = "科目", choices = "costs" },
"""
LIMITED = """  { id = "spending", label = "支出の部", limit = [{ id = "thanks", label = "謝礼の上限",
    column = "eligible", when = 'row.kind == "thanks"', at_most = 3000,
    each = ["number"], reason = "謝礼は1人{at_most}円までです" }],
    columns = [
    { id = "kind", type = "choice", label = "科目", choices = "costs" },
    { id = "number", type = "integer", label = "人数", optional = true },
""".replace("\n    column", " column").replace("\n    each", " each")
CHECKS = """
[[check]]
id = "balance"
level = "error"
expr = "totals.income.amount + amounts.grant == totals.spending.amount"
message = "収入の合計と支出の合計が一致していません。"
fields = ["income", "spending"]
[[check]]
id = "members"
level = "error"
expr = "members >= 1000"
message = "会員が少なすぎます。"
fields = ["members"]
[[check]]
id = "goods"
level = "warning"
expr = "totals.spending.eligible >= 5000"
message = "対象経費が少なすぎます。"
fields = ["spending"]
[[check]]
id = "in_year"
level = "error"
expr = "during.end <= year.end"
message = "年度のうちに終わる事業が対象です。"
fields = ["during"]
"""
DAY = date(2026, 11, 1)


def programme() -> Programme:
    head = '[[attachment]]\nid = "rules"'
    source = subsidy.SOURCE.replace(OLD, LIMITED).replace(head, f"{CHECKS}{head}")
    figure = """
[[figure]]
at = "page.money.table.spending.limit.thanks.at_most"
label = "上限"
source = "募集要領"
vintage = "2026"
"""
    return subsidy.programme_of(source + figure)


def begun(costs: list[tuple[str, int, int | None]], fees: int = 0) -> Answers:
    """An application that balances: its own money pays what the grant and the fees do not."""
    made = subsidy.answers()
    for kind, yen, number in costs:
        made = made.with_row("spending", {"kind": kind, "amount": yen, **({"number": number} if number else {})})
    if fees:
        made = made.with_row("income", {"kind": "fee", "amount": fees})
    grant = evaluate(programme(), made, DAY).amounts["grant"]
    assert grant is not None
    own = sum(yen for _kind, yen, _number in costs) - fees - grant.yen
    return made.with_row("income", {"kind": "own", "amount": own})


def judge(answers: Answers, **values: Any) -> Judged:
    of = programme()
    before = as_applied(of, answers, evaluate(of, answers, DAY))
    after = changed(before, values, of, answers, DAY)
    return judged(of, answers, before, after, values, DAY)


def ids(made: Judged) -> list[str]:
    return [each.id for each in made.failed]


def test_what_the_application_failed_beside_the_budget_is_not_said_of_a_change() -> None:
    answers = begun([("goods", 40_000, None), ("food", 10_000, None)])
    assert [each.id for each in evaluate(programme(), answers, DAY).failed] == ["members"]
    assert judge(answers, **{f"{COST}goods": 30_000}) == Judged()


def test_own_money_pays_the_rest_so_that_a_smaller_budget_balances_and_more_income_than_costs_does_not() -> None:
    answers = begun([("goods", 40_000, None)], fees=4_000)
    assert not judge(answers, **{f"{COST}goods": 20_000}).failed
    made = judge(answers, **{f"{INCOME}0": 35_000})
    assert not made.failed, "the fees are deducted, so that the grant is less"
    made = judge(answers, **{f"{COST}goods": 8_000, f"{INCOME}0": 8_001})
    assert made.errors == ("収入の合計と支出の合計が一致していません。",)


def test_a_check_on_what_counts_warns_and_stops_nothing() -> None:
    made = judge(begun([("goods", 40_000, None)]), **{f"{COST}goods": 4_000})
    assert (ids(made), made.errors) == (["goods"], ())


def test_a_changed_period_is_held_to_what_it_fails_by_the_change() -> None:
    answers = begun([("goods", 40_000, None)])
    assert ids(judge(answers, **{NEW_TO: "2027-04-01"})) == ["in_year"]
    assert not judge(answers, **{NEW_TO: "2027-03-01"}).failed


def test_no_more_is_asked_than_the_rule_makes_of_the_budget() -> None:
    answers = begun([("goods", 40_000, None)])
    assert not judge(answers, **{f"{COST}goods": 60_000, NEW_YEN: 30_000}).errors
    made = judge(answers, **{f"{COST}goods": 60_000, NEW_YEN: 30_001})
    assert ids(made) == [NEW_YEN] and "30,001" in made.errors[0] and "30,000" in made.errors[0]


def test_what_cannot_be_known_for_the_limits_of_lines_is_asked() -> None:
    """Two lines of 報償費, for one and for three people: 12,000 yen may count whole, or 3,000 of it."""
    answers = begun([("thanks", 3_000, 1), ("thanks", 9_000, 3), ("goods", 20_000, None)])
    assert not judge(answers, **{f"{COST}goods": 10_000}).errors, "this heading has no limit"
    made = judge(answers, **{f"{COST}thanks": 10_000})
    assert ids(made) == [NEW_YEN] and "11,000" in made.errors[0] and "15,000" in made.errors[0]
    assert not judge(answers, **{f"{COST}thanks": 10_000, NEW_YEN: 13_000}).errors
    assert not judge(answers, **{f"{COST}thanks": 2_900}).errors, "no line can be over its limit"


def test_a_line_of_which_a_part_counts_is_named_with_its_limit() -> None:
    made = judge(begun([("thanks", 5_000, 2), ("goods", 20_000, None)]), **{f"{COST}thanks": 9_000})
    (held,) = made.held
    assert (held.claimed, held.counted) == (9_000, 6_000)
    assert [(each.id, each.level) for each in made.failed] == [(NEW_YEN, Level.INFO)], "the people may be others, too"


def splits(whole: int, lines: int) -> Iterator[tuple[int, ...]]:
    if lines == 1:
        yield (whole,)
        return
    for first in range(0, whole + 1, 1_000):
        yield from ((first, *rest) for rest in splits(whole - first, lines - 1))


@pytest.mark.parametrize("seed", range(25))
def test_a_second_calculation_tries_every_split_of_a_heading(seed: int) -> None:
    """In whole numbers: half of what counts, down to 1,000; of 報償費 3,000 for each person of a line count."""
    chance = Random(seed)
    people = [chance.randint(1, 4) for _each in range(chance.randint(1, 3))]
    answers = begun([*(("thanks", 1_000, each) for each in people), ("goods", 8_000, None)])
    thanks, goods = chance.randint(0, 15) * 1_000, chance.randint(0, 20) * 1_000
    of = programme()
    before = as_applied(of, answers, evaluate(of, answers, DAY))
    after = changed(before, {f"{COST}thanks": thanks, f"{COST}goods": goods}, of, answers, DAY)
    found = bounds(of, answers, after, DAY)
    by_hand = {
        (sum(min(yen, 3_000 * each) for yen, each in zip(split, people, strict=True)) + goods) // 2 // 1_000 * 1_000
        for split in ([(1_000,) * len(people)] if thanks == 1_000 * len(people) else splits(thanks, len(people)))
    }
    assert found == (min(by_hand), max(by_hand))
