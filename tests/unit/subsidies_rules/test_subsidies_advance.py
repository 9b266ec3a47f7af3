"""概算払: the most that can be asked for is an exact share of what was decided, rounded as the programme says."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobe_desk.modules.subsidies.rules import build, lint, schema
from kobe_desk.modules.subsidies.rules.advance import Greatest, greatest
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Advance, Programme, Rounding

HALF = Advance(Fraction(1, 2), Rounding.DOWN, 1000)
SHARES = st.builds(lambda below, above: Fraction(min(above, below), below), st.integers(1, 99), st.integers(1, 99))


@pytest.mark.parametrize(("decided", "most"), [
    (249_000, 124_000), (248_000, 124_000), (300_000, 150_000), (1_999, 0), (2_000, 1_000), (1, 0), (0, 0),
])  # fmt: skip
def test_half_of_what_was_decided_below_a_thousand_cut_off(decided: int, most: int) -> None:
    """決定額の50％、千円未満切捨て (domain.md §1.1 A)."""
    assert Greatest(HALF, decided).yen == most


@given(SHARES, st.sampled_from(list(Rounding)), st.sampled_from([1, 10, 100, 1000, 10_000]), st.integers(0, 10**9))
def test_the_most_is_within_one_unit_of_the_exact_share_and_never_above_what_was_decided(
    share: Fraction, mode: Rounding, unit: int, decided: int
) -> None:
    most = Greatest(Advance(share, mode, unit), decided)
    assert 0 <= most.yen <= decided
    assert abs(most.yen - share * decided) < unit
    assert most.yen % unit == 0 or most.yen == decided
    assert mode is not Rounding.DOWN or most.yen <= share * decided
    assert (most.rounding is None) == (most.yen == share * decided)


def test_without_a_rule_or_a_decision_there_is_no_most() -> None:
    assert greatest(None, 80_000) is None
    assert greatest(HALF, None) is None


def bent(small: dict[str, Any], **advance: Any) -> Programme:
    """The small programme with a decision and an advance."""
    small["stage"] = [
        {"id": "apply", "title": "申請", "forms": ["f1"], "next": ["decided"]},
        {"id": "decided", "title": "交付決定", "records": ["decided_amount"], "next": ["advance"]},
        {"id": "advance", "title": "概算払", "records": ["advance_amount"], "final": True, **advance},
    ]
    small["figure"] += [{"at": "stage.advance.advance", "label": "限度", "source": "見本", "vintage": "見本"}]
    assert not schema.problems(small)
    return build.programme(Bundle(small))


RULE = {"at_most": "1/2", "round": {"mode": "down", "unit": 1000}}


def test_the_rule_is_part_of_the_programme_and_of_its_fingerprint(small: dict[str, Any]) -> None:
    made = bent(small, advance=RULE)
    assert made.stages[-1].advance == HALF
    assert not lint.problems(made)
    small["stage"][-1]["advance"] = {"at_most": "1/2"}
    other = build.programme(Bundle(small))
    assert other.stages[-1].advance == Advance(Fraction(1, 2))
    assert other.sha256 != made.sha256


@pytest.mark.parametrize(("advance", "words"), [
    ({"advance": RULE, "records": ["paid_date"]}, "notes no advance"),
    ({"advance": {"at_most": "3/2"}}, "more than what was decided"),
])  # fmt: skip
def test_a_rule_that_cannot_hold_is_a_problem_at_its_stage(
    small: dict[str, Any], advance: dict[str, Any], words: str
) -> None:
    (problem,) = lint.problems(bent(small, **advance))
    assert problem.at.startswith("stage.advance.advance")
    assert words in problem.text


def test_a_share_of_what_nobody_decides_is_a_problem(small: dict[str, Any]) -> None:
    bent(small, advance=RULE)
    small["stage"][1]["records"] = ["decision_no"]
    (problem,) = lint.problems(build.programme(Bundle(small)))
    assert "nothing to take a share of" in problem.text


def test_a_rule_needs_its_source(small: dict[str, Any]) -> None:
    bent(small, advance=RULE)
    small["figure"].pop()
    (problem,) = lint.problems(build.programme(Bundle(small)))
    assert (problem.at, "no source" in problem.text) == ("stage.advance.advance", True)


@pytest.mark.parametrize("rule", [{"at_most": "0.5"}, {"at_most": 0.5}, {"round": RULE["round"]}, {**RULE, "yen": 1}])
def test_a_rule_of_another_shape_is_refused(small: dict[str, Any], rule: dict[str, Any]) -> None:
    bent(small, advance=RULE)
    small["stage"][-1]["advance"] = rule
    assert schema.problems(small)
