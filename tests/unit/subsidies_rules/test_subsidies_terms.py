"""What a grant rests on: only what is asked with its answers, also where another answer still lies behind it."""

from datetime import date
from typing import Any

import pytest
from support import subsidy

from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate
from kobe_desk.modules.subsidies.rules.judged import judged
from kobe_desk.modules.subsidies.rules.life import NEW_TO
from kobe_desk.modules.subsidies.rules.terms import Terms, as_applied, changed, standing_period
from kobe_desk.modules.subsidies.rules.values import Period

DAY = date(2026, 11, 1)
FESTIVAL, TEA = Period(date(2026, 7, 1), date(2027, 1, 31)), Period(date(2026, 5, 1), date(2026, 5, 2))
DURING = '{ id = "during", type = "period", label = "実施期間" }'
IN_YEAR = """
[[check]]
id = "in_year"
level = "error"
expr = "during.end <= year.end"
message = "年度のうちに終わる事業が対象です。"
fields = ["during"]
[[attachment]]
id = "rules\""""


def programme() -> Programme:
    """It asks for the days of the tea only where tea is served, before it asks for those of the project."""
    tea = '{ id = "tea_days", type = "period", label = "茶菓を出す期間", when = "serves_tea" }'
    source = subsidy.SOURCE.replace(DURING, f"{tea}, {DURING}")
    return subsidy.programme_of(source.replace('\n[[attachment]]\nid = "rules"', IN_YEAR))


def answers(**more: Any) -> Answers:
    return subsidy.answers(tea_days=TEA, **more).with_row("spending", {"kind": "goods", "amount": 40_000})


def applied(given: Answers) -> Terms:
    return as_applied(programme(), given, evaluate(programme(), given, DAY))


@pytest.mark.parametrize(("tea", "expected"), [(False, FESTIVAL), (True, TEA)])
def test_a_period_that_is_not_asked_is_not_the_period_of_the_project(tea: bool, expected: Period) -> None:
    given = answers(serves_tea=tea)
    assert standing_period(programme(), given, (), DAY) == expected
    assert applied(given).period == expected


def test_without_an_asked_period_there_is_none() -> None:
    given = answers(serves_tea=False, during=None)
    assert standing_period(programme(), given, (), DAY) is None
    assert applied(given).period is None


def test_a_change_of_the_period_is_held_to_the_checks_of_the_one_that_is_asked() -> None:
    given, of = answers(serves_tea=False), programme()
    before, values = applied(given), {NEW_TO: "2027-04-30"}
    found = judged(of, given, before, changed(before, values, of, given, DAY), values, DAY)
    assert [each.id for each in found.failed] == ["in_year"]


def test_a_number_that_is_not_asked_is_not_asked_again_by_the_report() -> None:
    """The grant by the number of visits, which is asked only where there are some."""
    counted = """
[[amount]]
id = "grant"
label = "交付申請額"
base = "asked"
rate = "1/1"
order = ["rate"]
[[attachment]]
id = "rules\""""
    head = subsidy.SOURCE[: subsidy.SOURCE.index("[[amount]]")]
    tail = subsidy.SOURCE[subsidy.SOURCE.index('[[attachment]]\nid = "rules"') :].split("[[figure]]", maxsplit=1)[0]
    asked = '{ id = "visits", type = "integer", label = "訪問の回数", when = "serves_tea" }, { id = "asked", \
type = "yen", label = "回数による額", computed.expr = "serves_tea ? visits * 1000 : 0" }'
    source = head.replace(DURING, f"{DURING}, {asked}") + tail.replace(
        '[[attachment]]\nid = "rules"', counted.strip(), 1
    )
    of = subsidy.programme_of(source)
    for tea, expected in ((True, [("visits", 3)]), (False, [])):
        given = subsidy.answers(serves_tea=tea, visits=3)
        found = as_applied(of, given, evaluate(of, given, DAY)).counts
        assert [(each.id, value) for each, value in found] == expected
