"""Answers that are asked, dormant, calculated, missing or to be looked at again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kobe_desk.modules.subsidies.rules import evaluate as evaluation
from kobe_desk.modules.subsidies.rules.answers import NOT_APPLICABLE, Answer, Answers, Cell, State
from kobe_desk.modules.subsidies.rules.change import after_change
from kobe_desk.modules.subsidies.rules.definition import Kind, Programme
from kobe_desk.modules.subsidies.rules.evaluation import differences, figures
from kobe_desk.modules.subsidies.rules.values import (
    Address,
    BankAccount,
    FileRef,
    Period,
    PersonRef,
    ResolutionRef,
    Value,
    from_json,
    plain,
    to_json,
)  # fmt: skip

TODAY = date(2026, 4, 24)
evaluate = evaluation.evaluate
Made = Callable[[], Programme]


def with_tea() -> Answers:
    answers = Answers().with_value("tea", True).with_value("tea_cost", 12_001).with_value("mail", "a@example.jp")
    return answers.with_row("costs", {"category": "travel", "amount": 33_333})


def test_what_is_no_longer_asked_counts_nowhere_and_comes_back(made: Made) -> None:
    programme, asked = made(), with_tea()
    found = evaluate(programme, asked, TODAY)
    assert [each.id for each in found.failed] == ["cheap"]
    assert found.values["whole"] == 45_334
    hidden = asked.with_value("tea", False)
    found = evaluate(programme, hidden, TODAY)
    assert "tea_cost" not in found.exported() and "tea_cost" not in found.values
    assert (found.values["whole"], found.failed, [each.id for each in found.pages]) == (
        33_333,
        (),
        ["one", "two", "four"],
    )
    assert evaluate(programme, hidden.with_value("tea", True), TODAY).values["tea_cost"] == 12_001


def test_a_retained_answer_is_exported_though_not_asked(made: Made) -> None:
    found = evaluate(made(), with_tea().with_value("tea", False), TODAY)
    assert "mail" not in found.relevant
    assert found.exported() >= {"mail"}
    assert found.values["mail"] == "a@example.jp"


def test_dormant_rows_are_in_no_sum(small: dict[str, Any], made: Made) -> None:
    small["page"][1]["when"] = "tea"
    found = evaluate(made(), with_tea().with_value("tea", False), TODAY)
    assert found.totals == {"costs.amount": 0, "costs.eligible": 0}
    assert found.rows["costs"] == ()


def test_a_row_taken_away_leaves_the_keys_and_sums_of_the_others(made: Made) -> None:
    answers = Answers()
    for amount in (1, 20, 300, 4_000):
        answers = answers.with_row("costs", {"category": "travel", "amount": amount})
    keys = answers.keys("costs")
    less = answers.without_row("costs", keys[1])
    assert less.keys("costs") == (keys[0], *keys[2:])
    found = evaluate(made(), less, TODAY)
    assert found.totals["costs.amount"] == 4_301
    assert [row.values["eligible"] for row in found.rows["costs"]] == [1, 300, 4_000]
    assert not [cell for cell, _ in less.items() if cell.row == keys[1]]
    assert less.with_order("costs", reversed(less.keys("costs"))).keys("costs") == (keys[3], keys[2], keys[0])
    with pytest.raises(ValueError, match="costs"):
        less.with_order("costs", keys)


def test_halves_of_lines_are_exact(made: Made) -> None:
    answers = Answers()
    for _ in range(3):
        answers = answers.with_row("costs", {"category": "travel", "amount": 33_333})
    grant = evaluate(made(), answers, TODAY).amounts["grant"]
    assert grant and grant.yen == 49_000
    assert "49,999.5" in grant.trace.summary


def test_figures_are_the_same_when_opened_again(made: Made) -> None:
    programme, answers = made(), with_tea()
    stored = figures(evaluate(programme, answers, TODAY))
    assert stored == {"totals.costs.amount": 33_333, "totals.costs.eligible": 33_333, "amounts.grant": 16_000}
    again = evaluate(programme, answers, TODAY)
    assert differences(stored, again) == ()
    (found,) = differences({**stored, "amounts.grant": 17_000}, again)
    assert (found.name, found.stored, found.now) == ("amounts.grant", 17_000, 16_000)


def test_required_answers_that_are_blank_are_listed_in_order(made: Made) -> None:
    assert evaluate(made(), Answers(), TODAY).missing == (Cell("costs"),)
    answers = Answers().with_value("tea", True).with_row("costs", {"category": "travel"})
    key = answers.keys("costs")[0]
    assert evaluate(made(), answers, TODAY).missing == (Cell("costs.amount", key), Cell("tea_cost"))


def test_three_ways_of_being_empty_are_told_apart() -> None:
    assert [each.state for each in (Answer(), Answer(""), Answer(()), Answer(0), NOT_APPLICABLE, Answer(False))] == [
        State.BLANK, State.BLANK, State.BLANK, State.ZERO, State.NOT_APPLICABLE, State.FILLED,
    ]  # fmt: skip


def test_not_applicable_answers_a_required_question_with_nothing(small: dict[str, Any], made: Made) -> None:
    small["page"][2]["field"][0]["not_applicable"] = True
    answers = with_tea().with_answer("tea_cost", NOT_APPLICABLE)
    found = evaluate(made(), answers, TODAY)
    assert Cell("tea_cost") not in found.missing
    assert (found.failed, found.values["whole"]) == ((), 33_333)


def test_a_blank_row_leaves_a_check_waiting(made: Made) -> None:
    found = evaluate(made(), Answers().with_value("tea", True), TODAY)
    assert found.failed == ()


def test_only_what_rests_on_a_change_is_to_be_looked_at(made: Made) -> None:
    programme = made()
    before = with_tea().with_value("tea_why", "会議で出す")
    now = after_change(programme, before, before.with_value("tea_cost", 500), TODAY)
    assert {each.field for each in now.stale} == {"tea_why"}
    now = after_change(programme, before, before.with_value("mail", "b@example.jp"), TODAY)
    assert now.stale == ()


def test_what_comes_back_from_sleep_is_to_be_looked_at(made: Made) -> None:
    asleep = with_tea().with_value("tea", False)
    now = after_change(made(), asleep, asleep.with_value("tea", True), TODAY)
    assert {each.field for each in now.stale} == {"tea_cost", "mail"}
    assert now.value("tea_cost") == 12_001


def test_every_value_survives_its_json() -> None:
    values: list[tuple[Kind, Value]] = [
        (Kind.TEXT, "髙橋"), (Kind.YEN, -200), (Kind.YESNO, False), (Kind.DATE, TODAY), (Kind.MULTI, ("a", "b")),
        (Kind.PERIOD, Period(TODAY, date(2027, 1, 31))), (Kind.PERSON, PersonRef("1", "山田", "ヤマダ", "会長")),
        (Kind.RESOLUTION, ResolutionRef("4", "第4号議案", TODAY, "申請", "可決")),
        (Kind.ADDRESS, Address("650-0001", "神戸市")),
        (Kind.BANK, BankAccount("銀行", "支店", "普通", "0123456", "自治会", "ｼﾞﾁｶｲ")),
        (Kind.PHOTO, FileRef("a.jpg", "00", 3)),
    ]  # fmt: skip
    for kind, value in values:
        assert from_json(kind, to_json(value)) == value
    assert plain(Period(TODAY, TODAY)) == {"start": TODAY.toordinal(), "end": TODAY.toordinal()}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Kind.YEN, True),
        (Kind.YEN, "5"),
        (Kind.DATE, "2026-02-30"),
        (Kind.PERIOD, {}),
        (Kind.PHOTO, {"name": {}, "sha256": "", "size": 1}),
    ],
)
def test_strange_json_is_no_value(kind: Kind, data: object) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        from_json(kind, data)
