"""Definitions bent at random: used, or refused in a sentence; never anything else."""

from copy import deepcopy
from random import Random
from typing import Any

import pytest

from kobe_desk.core import paths
from kobe_desk.modules.subsidies.rules import bundle, library
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused

STRANGE = [
    0, -1, 10**11, "", "x" * 600, True, [], {}, [{}], "1/3", "2024-02-30", "rows.costs", "today", "amounts.grant",
    "multi", "1000000/1", "04-31", "(" * 19 + "1" + ")" * 19, "rows.budget_out.exists(r, r.amount > 3)",
]  # fmt: skip
Place = tuple[Any, Any]


def places(data: Any) -> list[Place]:
    """Every container with each of its keys."""
    if isinstance(data, dict):
        own = [(data, key) for key in data]
        return own + [place for each in data.values() for place in places(each)]
    if isinstance(data, list):
        return [(data, key) for key in range(len(data))] + [place for each in data for place in places(each)]
    return []


@pytest.mark.parametrize("seed", range(60))
def test_a_bent_definition_is_used_or_refused(seed: int) -> None:
    chance = Random(seed)  # a fixed seed: the same bends in every run
    found = bundle.read(paths.resources("programmes", chance.choice(["chiiki-kadai-npo", "chiiki-katsudo-mihon"])))
    definition, examples = deepcopy(dict(found.definition)), deepcopy(dict(found.examples))
    for _ in range(chance.choice([1, 1, 2])):
        target: Any = chance.choice([definition, definition, examples])
        holder, key = chance.choice(places(target))
        other, its_key = chance.choice(places(target))
        holder[key] = deepcopy(chance.choice([chance.choice(STRANGE), other[its_key]]))
    try:
        made = library.offer(Bundle(definition, {}, examples))
    except DefinitionRefused as refused:
        assert refused.message()
    else:
        assert library.of_canonical(made.canonical).sha256 == made.sha256
