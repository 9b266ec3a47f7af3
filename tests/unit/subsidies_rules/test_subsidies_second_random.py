"""Amounts of random rules and figures, calculated a second time by trying and in plain fractions."""

import itertools
import math
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from kobe_desk.modules.subsidies.rules.amount import calculate
from kobe_desk.modules.subsidies.rules.definition import Amount, Cap, Part, Rounding

Figures = Mapping[str, int | str]
STEPS = ("deduct", "rate", "lesser_of", "cap", "round", "floor")


def second(spec: Mapping[str, Any], figures: Figures) -> int:
    """What programmes.md says, step by step; a part by trying every request from the highest down."""
    value = Fraction(int(figures["base"]))
    early = [each for each in spec["order"] if each in ("deduct", "rate")] if spec["parts"] else spec["order"]
    for step in early:
        value = STEP[step](spec, figures, value)
    if spec["parts"]:
        value = Fraction(tried(spec, figures, math.floor(value)))
        for step in ("round", "floor"):
            value = STEP[step](spec, figures, value)
    return max(0, math.floor(value))


def tried(spec: Mapping[str, Any], figures: Figures, own: int) -> int:
    """The greatest R with R ≤ cap and R ≤ own + Σ min(part, ⌊share·R⌋); below nothing there is nothing."""
    if own < 0:
        return own
    claims = [(int(figures[name]), Fraction(above, below)) for name, above, below in spec["parts"]]
    highest = min([own + sum(yen for yen, _share in claims), *limits(spec, figures)])
    for request in itertools.count(highest, -1):
        carried = own + sum(min(yen, math.floor(share * request)) for yen, share in claims)
        if request <= carried:
            return request
    raise AssertionError


def limits(spec: Mapping[str, Any], figures: Figures) -> list[int]:
    found = [cap_of(spec, figures)] if spec["cap"] else []
    return [*found, int(figures["standard"])] if spec["lesser_of"] else found


def cap_of(spec: Mapping[str, Any], figures: Figures) -> int:
    kind, given = spec["cap"]
    if kind == "yen":
        return int(given)
    if kind == "asked":
        return int(figures["asked"])
    return int(given[figures["year"]]) if kind == "by" else int(given) * int(figures["places"])


def to_unit(spec: Mapping[str, Any], _figures: Figures, value: Fraction) -> Fraction:
    unit, mode = spec["unit"], spec["mode"]
    below = value // unit * unit
    rest = (value - below) / unit
    odd = (below // unit) % 2 == 1
    up = {
        "down": False,
        "up": rest > 0,
        "half_up": 2 * rest >= 1,
        "half_even": 2 * rest > 1 or (2 * rest == 1 and odd),
    }[mode]
    return Fraction(below + unit if up else below)


def at_least(spec: Mapping[str, Any], figures: Figures, value: Fraction) -> Fraction:
    """Never of nothing, and never above a bound."""
    left = int(figures["base"]) - sum(int(figures[each]) for each in spec["deduct"])
    left += sum(int(figures[name]) for name, _above, _below in spec["parts"])
    least = min([spec["floor"], *limits(spec, figures)])
    return max(value, Fraction(least)) if left > 0 else max(value, Fraction(0))


STEP = {
    "deduct": lambda spec, figures, value: value - sum(int(figures[each]) for each in spec["deduct"]),
    "rate": lambda spec, _figures, value: value * Fraction(*spec["rate"]),
    "lesser_of": lambda spec, figures, value: min(value, int(figures["standard"])) if spec["lesser_of"] else value,
    "cap": lambda spec, figures, value: min(value, cap_of(spec, figures)) if spec["cap"] else value,
    "round": to_unit,
    "floor": at_least,
}


def a_rule(chance: Random) -> dict[str, Any]:
    """Any rule that the lint lets through: shares below one whole together, steps in any order."""
    parts = [(f"part{number}", 1, chance.randint(3, 9)) for number in range(chance.choice([0, 0, 1, 2]))]
    cap = chance.choice([
        None, ("yen", chance.randint(0, 60_000)), ("asked", None), ("each", chance.randint(1, 9_000)),
        ("by", {"y1": chance.randint(1, 50_000), "y2": 30_000, "y3": 0}),
    ])  # fmt: skip
    below = chance.randint(1, 12)
    order = list(STEPS) if parts or chance.random() < 0.5 else chance.sample(STEPS, len(STEPS))
    return {
        "parts": parts, "cap": cap, "rate": (chance.randint(1, below), below), "order": tuple(order),
        "deduct": ["fees", "grants", "carried"][: chance.randint(0, 3)], "lesser_of": chance.random() < 0.3,
        "unit": chance.choice([1, 10, 100, 1_000, 10_000]), "mode": chance.choice([each.value for each in Rounding]),
        "floor": chance.choice([0, 0, chance.randint(0, 3_000), chance.randint(0, 90_000)]),
    }  # fmt: skip


def as_amount(spec: Mapping[str, Any]) -> Amount:
    kind, given = spec["cap"] or ("", None)
    caps = {
        "yen": {"yen": given}, "asked": {"asked": "asked"}, "each": {"each": given, "times": "places"},
        "by": {"by": "year", "table": given},
    }  # fmt: skip
    return Amount(
        "grant", "申請額", "base", deduct=tuple(spec["deduct"]), rate=Fraction(*spec["rate"]),
        lesser_of="standard" if spec["lesser_of"] else "", cap=Cap(**caps[kind]) if kind else None,
        floor=spec["floor"], rounding=Rounding(spec["mode"]), unit=spec["unit"], order=spec["order"],
        parts=tuple(Part(name, name, name, Fraction(above, below)) for name, above, below in spec["parts"]),
    )  # fmt: skip


def some_figures(chance: Random) -> Figures:
    """Costs, and now and then deductions larger than all of them."""
    most = chance.choice([10, 3_000, 20_000])
    named = ("base", "fees", "grants", "carried", "standard", "part0", "part1", "asked")
    return {each: chance.randint(0, most) for each in named} | {
        "places": chance.randint(0, 9), "year": chance.choice(["y1", "y2", "y3"]),
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_an_independent_calculation_agrees_for_any_rule_and_any_figures(seed: int) -> None:
    chance = Random(seed)  # a fixed seed: the same rules in every run
    negative = 0
    for _rule in range(60):
        spec, figures = a_rule(chance), some_figures(chance)
        made = calculate(as_amount(spec), figures.get)
        assert made is not None
        assert made.yen == second(spec, figures), (spec, figures)
        assert type(made.yen) is int and made.yen >= 0
        negative += int(figures["base"]) < sum(int(figures[each]) for each in spec["deduct"])
    assert negative > 1, "deductions above the costs were tried too"


def test_the_request_of_the_paper_is_found_by_trying_too() -> None:
    """programmes.md: other 10,001, both parts large: R = 20,001, not 20,002."""
    spec = {
        "parts": [("part0", 1, 5), ("part1", 3, 10)], "cap": None, "rate": (1, 1), "order": STEPS, "deduct": [],
        "lesser_of": False, "unit": 1, "mode": "down", "floor": 0,
    }  # fmt: skip
    figures = {"base": 10_001, "part0": 10**6, "part1": 10**6}
    made = calculate(as_amount(spec), figures.get)
    assert made is not None and made.yen == 20_001 == second(spec, figures)
