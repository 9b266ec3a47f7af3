"""What a worked example promises, written anew once somebody has seen what it gives now."""

from collections.abc import Mapping
from typing import Any

from kobe_desk.modules.subsidies.rules import example, promise
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import Problem

Data = Mapping[str, Any]


def expecting(programme: Programme, name: str, data: Data) -> dict[str, Any] | None:
    """The example with its promises as they come out now; None where it cannot be calculated any more."""
    found = example.read(programme, name, data)
    if isinstance(found, Problem):
        return None
    now = example.outcome(example.results(programme, found))
    wanted = data.get("expect", {})
    made = {what: _now(each, now[what]) for what, each in wanted.items() if what in now}
    if promise.FORMS in wanted:
        made[promise.FORMS] = promise.with_sums(wanted[promise.FORMS], wanted.get("amounts", {}), now["amounts"])
    return {**data, "expect": made}


def keeping(data: Data, problems: tuple[Problem, ...]) -> dict[str, Any]:
    """The example without what does not stand on its papers any more, once somebody has seen them."""
    return {**data, "expect": {**data["expect"], promise.FORMS: promise.kept(promise.of_example(data), problems)}}


def _now(wanted: Any, now: Any) -> Any:
    """Only what was promised is promised again; a sum that is there no more is left out."""
    return {key: now[key] for key in wanted if key in now} if isinstance(wanted, dict) else now
