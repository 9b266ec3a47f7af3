"""Limits for each line of a budget (1件ごとの上限): what counts, why, in the amount, on its sheet and in the editor."""

from fractions import Fraction
from random import Random
from typing import Any
from uuid import UUID

import pytest
from support import subsidy

from kobe_desk.modules.subsidies.papers.traces import trace_of
from kobe_desk.modules.subsidies.rules import lint
from kobe_desk.modules.subsidies.rules.answers import Answer, Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.editing import differences, edited, parts
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.packet.reduced import definition as reduced
from kobe_desk.modules.subsidies.rules.schema import problems as faults

OLD = """  { id = "spending", label = "支出の部", columns = [
    { id = "kind", type = "choice", label = "科目", choices = "costs" },
"""
THANKS = """{ id = "thanks", label = "謝礼の上限", column = "eligible", when = 'row.kind == "thanks"', at_most = 30000,
    each = ["number", "times"], reason = "謝礼は1人1回{at_most}円までです" }"""
HALF = """{ id = "goods", label = "消耗品の上限", column = "eligible", when = 'row.kind == "goods"', at_most = "1/2",
    reason = "消耗品は{at_most}までです" }"""
NONE = """{ id = "small", label = "小さな支出", column = "eligible", when = 'row.amount < 1000', at_most = 0,
    reason = "1,000円未満の支出は対象になりません" }"""
FIGURES = "".join(
    f"""
[[figure]]
at = "page.money.table.spending.limit.{name}.at_most"
label = "上限"
source = "募集要領"
vintage = "2026"
"""
    for name in ("thanks", "goods", "small")
)


def source(*limits: str) -> str:
    return f"""  {{ id = "spending", label = "支出の部", limit = [{", ".join(limits).replace(chr(10), "")}], columns = [
    {{ id = "kind", type = "choice", label = "科目", choices = "costs" }},
    {{ id = "item", type = "text", label = "なにに使うか", optional = true }},
    {{ id = "number", type = "integer", label = "人数", optional = true }},
    {{ id = "times", type = "integer", label = "回数", optional = true }},
"""


ALL = (THANKS, HALF, NONE)


def programme(*limits: str) -> Programme:
    return subsidy.programme(OLD, source(*(limits or ALL)))


def evaluated(answers: Answers, *limits: str) -> Evaluation:
    return subsidy.evaluated(answers, programme(*limits))


def with_lines(*lines: dict[str, Any]) -> Answers:
    made = subsidy.answers()
    for each in lines:
        made = made.with_row("spending", each)
    return made


def test_a_line_over_its_limit_counts_up_to_it_and_the_amount_uses_what_counts() -> None:
    found = evaluated(
        with_lines(
            {"kind": "thanks", "item": "講師謝礼", "amount": 100_000, "number": 2},
            {"kind": "goods", "item": "材料", "amount": 50_001},
            {"kind": "goods", "item": "のり", "amount": 999},
        )
    )
    assert [row.values["eligible"] for row in found.rows["spending"]] == [60_000, 25_000, 0]
    assert (found.totals["spending.amount"], found.totals["spending.eligible"]) == (151_000, 85_000)
    assert found.amounts["grant"] and found.amounts["grant"].yen == 42_000


def test_it_says_which_line_how_much_counts_and_why() -> None:
    found = evaluated(with_lines({"kind": "thanks", "item": "講師謝礼", "amount": 100_000, "number": 2, "times": 1}))
    (held,) = found.rows["spending"][0].held
    assert (held.line, held.claimed, held.counted, held.excess) == ("1行目　講師謝礼", 100_000, 60_000, 40_000)
    assert (held.reason, held.written) == ("謝礼は1人1回30,000円までです", "30,000円×2×1")


def test_a_line_at_its_limit_or_of_another_kind_is_not_held() -> None:
    found = evaluated(
        with_lines(
            {"kind": "thanks", "amount": 30_000},
            {"kind": "thanks", "amount": 90_000, "number": 3},
            {"kind": "food", "amount": 40_000},
        )
    )
    assert [row.held for row in found.rows["spending"]] == [(), (), ()]


def test_a_blank_line_is_not_held() -> None:
    found = evaluated(with_lines({"kind": "thanks"}, {}))
    assert [row.held for row in found.rows["spending"]] == [(), ()]
    assert found.totals["spending.eligible"] == 0


def test_the_sheet_says_every_line_that_is_held_and_ends_at_the_amount() -> None:
    answers = with_lines(
        {"kind": "thanks", "item": "講師謝礼", "amount": 100_000, "number": 2},
        {"kind": "goods", "item": "材料", "amount": 50_000},
    )
    made = evaluated(answers).amounts["grant"]
    assert made is not None
    said = [(line.letter, line.figure) for line in made.trace.lines]
    assert said[:5] == [("Ａ", "150,000"), ("", "40,000"), ("", "25,000"), ("Ｂ", "65,000"), ("Ｃ", "85,000")]
    assert made.trace.lines[1].label == "1行目　講師謝礼"
    assert made.trace.lines[1].expression == "100,000円のうち60,000円が対象。謝礼は1人1回30,000円までです　30,000円×2"
    assert made.trace.lines[4].expression == "Ｃ＝Ａ−Ｂ"
    assert made.trace.summary.startswith("150,000 − 65,000 = 85,000 − 0")
    letters = [line.letter for line in made.trace.lines if line.letter]
    assert letters == list("ＡＢＣＤＥＦＧＨ")[: len(letters)]


def test_without_a_held_line_the_sheet_is_as_before() -> None:
    lines = ({"kind": "thanks", "amount": 20_000},)
    one, other = evaluated(with_lines(*lines)), subsidy.evaluated(with_lines(*lines))
    assert one.amounts["grant"] == other.amounts["grant"]


def test_an_unconfirmed_limit_is_not_said_on_a_submission_copy() -> None:
    of = programme()
    result = evaluated(with_lines({"kind": "thanks", "amount": 50_000})).amounts["grant"]
    amount = of.amount("grant")
    assert result is not None and amount is not None
    at = "page.money.table.spending.limit.thanks.at_most"
    open_one = (
        subsidy.programme(OLD, source(*ALL)).figures[0].__class__(at, "上限", "募集要領", "2024", unverified=True)
    )
    row = trace_of(amount, result, [open_one], draft=False, alone=True).rows[1]
    assert (row.formula, row.figure) == ("", "20,000")
    draft = trace_of(amount, result, [open_one], draft=True, alone=True).rows[1]
    assert draft.to_confirm and "30,000" in draft.formula


def test_the_lowest_of_several_limits_decides() -> None:
    lower = THANKS.replace('"thanks", label', '"thanks2", label').replace("30000", "10000")
    found = evaluated(with_lines({"kind": "thanks", "amount": 50_000}), THANKS, lower)
    (held,) = found.rows["spending"][0].held
    assert (held.limit, held.counted) == ("thanks2", 10_000)


def test_a_limit_is_taken_from_a_question_where_no_source_gives_it() -> None:
    asked = THANKS.replace("at_most = 30000", 'at_most = { from = "members" }')
    found = evaluated(with_lines({"kind": "thanks", "amount": 50_000}), asked)
    (held,) = found.rows["spending"][0].held
    assert (held.counted, held.reason) == (748, "謝礼は1人1回748円までです")
    unanswered = subsidy.answers(members=Answer(None)).with_row("spending", {"kind": "thanks", "amount": 50_000})
    assert evaluated(unanswered, asked).rows["spending"][0].held == ()


def test_lines_of_random_figures_agree_with_a_second_calculation() -> None:
    chance = Random(60)
    of = programme()
    for _ in range(150):
        lines = [
            {"kind": chance.choice(["thanks", "goods", "food"]), "amount": chance.randint(1, 200_000),
             "number": chance.choice([None, 1, 2, 3, 4]), "times": chance.choice([None, 1, 2, 3])}
            for _line in range(chance.randint(1, 6))
        ]  # fmt: skip
        given = [{name: each for name, each in line.items() if each is not None} for line in lines]
        counted = 0
        for line in lines:
            yen, heads = int(line["amount"]), [line["number"] or 1, line["times"] or 1]
            if line["kind"] == "food" or yen < 1_000:
                continue
            if line["kind"] == "goods":
                counted += int(Fraction(yen, 2))
            else:
                counted += min(yen, sum(30_000 for _head in range(heads[0]) for _time in range(heads[1])))
        fees = chance.choice([0, chance.randint(1, 90_000)])
        answers = with_lines(*given).with_row("income", {"kind": "fee", "amount": fees})
        found = subsidy.evaluated(answers, of)
        assert found.totals["spending.eligible"] == counted
        made = found.amounts["grant"]
        assert made is not None and made.yen == max(0, min((counted - fees) // 2, 300_000)) // 1000 * 1000


def test_the_form_of_a_helper_knows_no_limit() -> None:
    of = programme()
    table = next(
        table for page in reduced(of, ["spending"])["page"] for table in page["table"] if table["id"] == "spending"
    )
    assert "limit" not in table


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ('column = "eligible"', 'column = "nothing"', "thanks.column"),
        ('column = "eligible"', 'column = "amount"', "thanks.column"),
        ('each = ["number", "times"]', 'each = ["number", "item"]', "thanks.each"),
        ('each = ["number", "times"]', 'each = ["number", "nowhere"]', "thanks.each"),
        ("at_most = 30000", 'at_most = "1/2"', "thanks.each"),
        ("at_most = 30000", 'at_most = "3/2"', "thanks.at_most"),
        ("at_most = 30000", 'at_most = { from = "constants.nothing" }', "spending.limit.thanks"),
        ("at_most = 30000", 'at_most = { from = "name" }', "spending.limit.thanks"),
        ("row.kind ==", "row.nothing ==", "thanks.when"),
        ('row.kind == "thanks"', "row.amount", "thanks.when"),
        ('id = "thanks", label', 'id = "goods", label', "spending.limit.goods"),
    ],
)
def test_the_lint_names_what_does_not_fit(old: str, new: str, at: str) -> None:
    of = programme(THANKS.replace(old, new), HALF)
    assert any(each.at.endswith(at) for each in lint.problems(of))


def test_a_figure_without_a_source_is_named_and_with_one_the_definition_is_clean() -> None:
    at = "page.money.table.spending.limit.thanks.at_most"
    assert any(each.at == at for each in lint.problems(programme()))
    sourced = subsidy.SOURCE.replace(OLD, source(*ALL)) + FIGURES
    found = subsidy.build.programme(subsidy.bundle.Bundle(subsidy.bundle.plain(sourced.encode(), "programme.toml")))
    assert not [each for each in lint.problems(found) if "limit" in each.at]


@pytest.mark.parametrize("at_most", [-1, "half", {"from": "a b"}, 1.5, True])
def test_the_published_schema_refuses_another_shape(at_most: Any) -> None:
    data = programme().data["definition"]
    page = next(each for each in data["page"] if each["id"] == "money")
    assert not [each for each in faults(data) if "limit" in each.at]
    page["table"][1]["limit"][0]["at_most"] = at_most
    assert [each for each in faults(data) if "limit.thanks" in each.at]


def test_the_editor_shows_the_figure_and_its_reason_and_keeps_the_rest() -> None:
    before = programme().data["definition"]
    places = {place.at: place for part in parts(before) for place in part.places}
    at = "page/money/table/spending/limit/thanks"
    assert (places[f"{at}/at_most"].value, places[f"{at}/at_most"].kind) == (30_000, "yen")
    assert places[f"{at}/reason"].value == "謝礼は1人1回{at_most}円までです"
    assert places["page/money/table/spending/limit/goods/at_most"].kind == "share"
    now = edited(before, {f"{at}/at_most": 25_000})
    table = next(each for page in now["page"] for each in page.get("table", ()) if each["id"] == "spending")
    assert table["limit"][0] == {**programme().data["definition"]["page"][2]["table"][1]["limit"][0], "at_most": 25_000}
    (changed,) = differences(before, now)
    assert (changed.was, changed.now, changed.of) == (30_000, 25_000, "謝礼の上限")


def test_a_row_is_known_by_key_so_that_a_held_line_stays_the_same_when_rows_move() -> None:
    answers = with_lines({"kind": "goods", "amount": 2_000}, {"kind": "thanks", "item": "講師", "amount": 40_000})
    keys: list[UUID] = list(answers.keys("spending"))
    moved = evaluated(answers.with_order("spending", list(reversed(keys))))
    assert moved.rows["spending"][0].key == keys[1]
    assert moved.rows["spending"][0].held[0].line == "1行目　講師"
