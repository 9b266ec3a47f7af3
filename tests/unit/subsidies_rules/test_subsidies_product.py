"""Lines of a budget with 単価 × 数量 × 回数: calculated, typed without a unit price, said in words on papers."""

from random import Random
from typing import Any

import pytest
from support import subsidy

from kobe_desk.modules.subsidies.papers.answers import answers_json
from kobe_desk.modules.subsidies.papers.parts import grid_of
from kobe_desk.modules.subsidies.papers.words import Words
from kobe_desk.modules.subsidies.rules import lint
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.costs import cost_tables
from kobe_desk.modules.subsidies.rules.definition import Programme

OLD = """  { id = "spending", label = "支出の部", columns = [
    { id = "kind", type = "choice", label = "科目", choices = "costs" },
"""
PRODUCT = (
    """{ amount = "amount", price = "each", quantity = "number", times = "times", unit = "unit", words = "note" }"""
)
NEW = """  { id = "spending", label = "支出の部", product = {product}, columns = [
    { id = "kind", type = "choice", label = "科目", choices = "costs" },
    { id = "each", type = "yen", label = "単価", optional = true },
    { id = "number", type = "integer", label = "数量", optional = true },
    { id = "unit", type = "text", label = "単位", optional = true },
    { id = "times", type = "integer", label = "回数", optional = true },
""".replace("{product}", PRODUCT)


def programme() -> Programme:
    return subsidy.programme(OLD, NEW)


def with_line(**cells: Any) -> Answers:
    return subsidy.answers().with_row("spending", {"kind": "thanks", **cells})


def amount_of(answers: Answers) -> Any:
    return subsidy.evaluated(answers, programme()).rows["spending"][0].values["amount"]


def test_unit_price_quantity_and_times_make_the_amount_of_the_line() -> None:
    answers = with_line(each=1_500, number=30, unit="人", times=2)
    found = subsidy.evaluated(answers, programme())
    assert amount_of(answers) == 90_000
    assert found.totals["spending.amount"] == found.totals["spending.eligible"] == 90_000
    assert not [each for each in found.missing if each.field == "spending.amount"]


def test_an_amount_is_typed_where_there_is_no_unit_price_and_missing_without_both() -> None:
    assert amount_of(with_line(number=3, amount=4_321)) == 4_321
    found = subsidy.evaluated(with_line(number=3), programme())
    assert [each.field for each in found.missing if each.field.startswith("spending.am")] == ["spending.amount"]


def test_the_unit_price_goes_before_what_was_typed_earlier() -> None:
    assert amount_of(with_line(each=200, number=4, amount=999)) == 800


def test_an_amount_beyond_all_reason_is_missing_and_breaks_nothing() -> None:
    answers = with_line(each=999_999_999_999, number=99_999, times=999)
    assert amount_of(answers) is None
    assert subsidy.evaluated(answers, programme()).totals["spending.amount"] == 0


def test_lines_of_random_figures_agree_with_a_second_calculation() -> None:
    chance = Random(28)
    for _ in range(300):
        given = {
            name: chance.choice([None, chance.randint(1, 3_000)]) for name in ("each", "number", "times", "amount")
        }
        found = amount_of(with_line(**{name: each for name, each in given.items() if each is not None}))
        expected = given["amount"]
        if given["each"] is not None:
            expected = sum(sum(given["each"] for _ in range(given["number"] or 1)) for _ in range(given["times"] or 1))
        assert found == expected


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"each": 1_500, "number": 30, "unit": "人", "times": 2}, "1,500円×30人×2回"),
        ({"each": 18, "number": 1_200, "unit": "枚"}, "18円×1,200枚"),
        ({"each": 5_000, "times": 3, "note": "会場"}, "5,000円×3回　会場"),
        ({"amount": 700, "note": "一式"}, "一式"),
    ],
)
def test_a_paper_says_the_figures_in_the_usual_words(cells: dict[str, Any], said: str) -> None:
    of, answers = programme(), with_line(**cells)
    words = Words(of, answers, subsidy.evaluated(answers, of))
    grid = grid_of(of.tables["spending"], words)
    assert [each.head for each in grid.columns] == ["科目", "予算額", "対象経費", "積算の内訳"]
    assert grid.rows[0][3] == said


def test_the_answers_beside_the_papers_hold_the_figures_and_the_calculated_amount() -> None:
    of, answers = programme(), with_line(each=1_500, number=30, unit="人", times=2)
    text = answers_json(of, answers, subsidy.evaluated(answers, of)).decode()
    assert '"amount":{"origin":"computed","state":"filled","value":90000}' in text
    assert '"value":1500' in text and '"value":30' in text


def test_the_costs_of_several_programmes_count_the_amount_and_not_the_unit_price() -> None:
    of = programme()
    assert [each.money for each in cost_tables(of)] == ["amount"]


@pytest.mark.parametrize(
    ("old", "new"),
    [('price = "each"', 'price = "nothing"'), ('price = "each"', 'price = "note"'),
     ('times = "times"', 'times = "number"'), ('amount = "amount", price', 'amount = "eligible", price')],
)  # fmt: skip
def test_the_lint_names_a_column_that_does_not_fit(old: str, new: str) -> None:
    of = subsidy.programme(OLD, NEW.replace(old, new))
    assert any("product" in each.at for each in lint.problems(of))


def test_a_definition_without_the_word_goes_on_as_before() -> None:
    answers = subsidy.answers().with_row("spending", {"kind": "thanks", "amount": 700, "note": "500円×2"})
    found = subsidy.evaluated(answers)
    words = Words(subsidy.programme(), answers, found)
    assert grid_of(subsidy.programme().tables["spending"], words).rows[0] == ("報償費", 700, 700, "500円×2")
