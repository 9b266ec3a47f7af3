"""「使える助成は？」: what a definition says of who may apply, judged by the facts, and when the next window is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kobe_desk.modules.subsidies.rules import expr, library
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.finder import Fit, judge, next_window
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused

TODAY = date(2026, 11, 25)


@pytest.fixture
def asking(small: dict[str, Any]) -> Callable[..., Programme]:
    """The small programme with conditions of eligibility."""

    def with_rules(*rules: dict[str, Any]) -> Programme:
        constants = {
            "constant": [{"id": "least", "label": "下限", "value": 5}],
            "figure": [*small["figure"], {"at": "constant.least.value", "label": "数", "source": "x", "vintage": "x"}],
        }
        return library.load(Bundle({**small, **constants, "eligibility": list(rules)}))

    return with_rules


GROUP = {"expr": 'facts.group in ["npo", "furemachi"]', "need": "NPOの制度です。"}
MEMBERS = {"expr": "facts.members >= constants.least", "need": "5人からです。", "fixable": True}


@pytest.mark.parametrize(
    ("facts", "fit", "met", "unknown"),
    [
        ({"group": "npo", "members": 5}, Fit.FITS, (True, True), ((), ())),
        ({"group": "npo", "members": 4}, Fit.NEARLY, (True, False), ((), ())),
        ({"group": "npo"}, Fit.NEARLY, (True, None), ((), ("members",))),
        ({"members": 9}, Fit.NEARLY, (None, True), (("group",), ())),
        ({}, Fit.NEARLY, (None, None), (("group",), ("members",))),
        ({"group": "elders", "members": 9}, Fit.NOT, (False, True), ((), ())),
        ({"group": "elders"}, Fit.NOT, (False, None), ((), ("members",))),
    ],
)
def test_what_is_wrong_what_is_missing_and_what_is_not_known(asking, facts, fit, met, unknown) -> None:
    verdict = judge(asking(GROUP, MEMBERS), facts)
    assert verdict.fit is fit
    assert tuple(each.met for each in verdict.needs) == met
    assert tuple(each.open for each in verdict.needs) == unknown


def test_one_known_side_of_an_or_is_enough(asking) -> None:
    either = {"expr": 'facts.legal_form == "npo" || facts.members >= constants.least', "need": "どちらか。"}
    made = asking(either)
    assert judge(made, {"members": 9}).fit is Fit.FITS
    assert judge(made, {"legal_form": "npo"}).fit is Fit.FITS
    assert judge(made, {"members": 1}).needs[0].open == ("legal_form",)
    assert judge(made, {"members": 1, "legal_form": "none"}).fit is Fit.NOT


def test_a_programme_that_says_nothing_fits_everybody(asking) -> None:
    assert judge(asking(), {}).fit is Fit.FITS


@pytest.mark.parametrize(
    "wrong",
    [
        "facts.nothing", "facts.group == 3", 'facts.group == "nobody"', "facts.members", "members >= 2", "tea",
        "totals.costs.amount > 3", "today < window.close_day", "facts", "constants.nothing > 1", "facts.members > ",
    ],
)  # fmt: skip
def test_a_condition_may_rest_on_known_facts_and_constants_only(asking, wrong: str) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        asking({"expr": wrong, "need": "?"})
    assert refused.value.problems[0].at == "eligibility.1.expr"


@pytest.mark.parametrize("change", ["facts.children", "facts.members > 3"])
def test_facts_are_unknown_where_answers_are_asked(small: dict[str, Any], change: str) -> None:
    small["page"][0]["when"] = change
    with pytest.raises(DefinitionRefused):
        library.load(Bundle(small))


def test_no_question_can_be_called_facts(small: dict[str, Any]) -> None:
    small["page"][3]["field"][0]["id"] = "facts"
    with pytest.raises(DefinitionRefused):
        library.load(Bundle(small))


def windowed(small: dict[str, Any], assumed: bool = False, **window: str) -> Programme:
    head = {**small["programme"], "window": window, "teaching": not assumed}
    figure = {"at": "programme.window", "label": "受付", "source": "x", "vintage": "x"}
    marks = {"unverified": True, "assumed": True} if assumed else {}
    return library.load(Bundle({**small, "programme": head, "figure": [*small["figure"], {**figure, **marks}]}))


def days(programme: Programme, today: date = TODAY) -> tuple[date | None, date, bool] | None:
    found = next_window(programme, today)
    return (found.opening.opens, found.opening.close_day, found.guide) if found else None


def test_a_window_that_is_over_is_moved_to_the_next_time_as_a_guide(small: dict[str, Any]) -> None:
    made = windowed(small, open="2025-04-01", close="2026-01-30")
    assert days(made) == (date(2026, 4, 1), date(2027, 1, 30), True)
    assert days(made, date(2027, 1, 30)) == (date(2026, 4, 1), date(2027, 1, 30), True)
    assert days(made, date(2027, 1, 31)) == (date(2027, 4, 1), date(2028, 1, 30), True)
    assert days(made, date(2025, 3, 1)) == (date(2025, 4, 1), date(2026, 1, 30), False)


def test_a_leap_day_becomes_the_last_of_february(small: dict[str, Any]) -> None:
    assert days(windowed(small, open="2024-02-01", close="2024-02-29")) == (date(2027, 2, 1), date(2027, 2, 28), True)


def test_a_window_without_a_source_is_not_told(small: dict[str, Any]) -> None:
    assert days(windowed(small, True, open="2025-04-01", close="2026-03-31")) is None


def test_the_shipped_conditions_answer_for_every_kind_of_group() -> None:
    made = {each.path.name: each.programme for each in library.shipped()}
    programmes = {name: each for name, each in made.items() if each is not None}
    for name, facts in {
        "fureai-machizukuri-2019": {"group": "furemachi"},
        "nada-yoengo-2017": {"group": "disaster", "ward": "nada"},
        "chuo-mansion-2022": {"group": "condominium", "ward": "chuo"},
        "rojin-club-2019": {"group": "elders", "members": 15},
        "boukomi-unei-2023": {"group": "disaster"},
        "boukomi-shikizai-2023": {"group": "disaster"},
        "akiya-ijihi-2024": {"group": "npo", "lends_vacant": True},
        "machizukuri-josei-2022": {"group": "planning"},
        "ken-kouiki-2023": {"group": "union"},
        "takarakuji-center-2025": {"legal_form": "recognised"},
        "bouhan-camera-koushin": {"camera": "subsidised", "own_account": True},
        "chiiki-shukaijo-2024": {"group": "neighbourhood", "hall": "leased"},
        "akiya-katsudo-2021": {"vacant": True, "children": True},
        "kodomo-ibasho-2023": {"children": True, "members": 5},
    }.items():
        assert judge(programmes[name], facts).fit is Fit.FITS, name
    assert judge(programmes["rojin-club-2019"], {"group": "elders", "members": 14}).fit is Fit.NEARLY
    assert judge(programmes["fureai-machizukuri-2019"], {"group": "neighbourhood"}).fit is Fit.NOT
    assert judge(programmes["chiiki-shukaijo-2020"], {"group": "neighbourhood", "households": 49}).fit is Fit.NEARLY
    assert all(expr.references(rule.expr) for each in programmes.values() for rule in each.eligibility)


def test_aid_for_the_owner_of_a_vacant_house_is_not_for_the_group_that_borrows_it() -> None:
    """空き家・空き地 維持費補助: the owner that lends free applies (domain.md §1.2)."""
    upkeep = next(each.programme for each in library.shipped() if each.path.name == "akiya-ijihi-2024")
    assert upkeep
    verdict = judge(upkeep, {"vacant": True, "lends_vacant": False})
    assert verdict.fit is Fit.NOT
    assert len(verdict.needs) == 1
    assert "2年以上" in verdict.needs[0].text  # the figure of the programme's own table of figures
    assert "借りて使う団体は申し込めません" in verdict.needs[0].text
    unknown = judge(upkeep, {"vacant": True})
    assert (unknown.fit, unknown.needs[0].open) == (Fit.NEARLY, ("lends_vacant",))


def test_a_sentence_has_the_figure_as_it_stands_now(asking) -> None:
    made = asking({**MEMBERS, "need": "{least}人からです。{nothing}と{0.__class__}は残ります。"})
    assert judge(made, {}).needs[0].text == "5人からです。{nothing}と{0.__class__}は残ります。"


def test_no_shipped_sentence_names_a_figure_that_is_not_there() -> None:
    for each in library.shipped():
        assert each.programme
        said = [rule.need for rule in each.programme.eligibility] + [check.message for check in each.programme.checks]
        assert not [text for text in said if "{" in each.programme.worded(text)], each.path.name
