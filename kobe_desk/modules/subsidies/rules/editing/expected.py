"""What a worked example promises, written anew once somebody has seen what it gives now."""

from collections.abc import Mapping
from typing import Any

from kobe_desk.modules.subsidies.rules import example
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import Problem

Data = Mapping[str, Any]


def expecting(programme: Programme, name: str, data: Data) -> dict[str, Any] | None:
    """The example with its promises as they come out now; None where it cannot be calculated any more."""
    found = example.read(programme, name, data)
    if isinstance(found, Problem):
        return None
    now = example.outcome(example.results(programme, found))
    return {**data, "expect": {what: _now(wanted, now[what]) for what, wanted in data.get("expect", {}).items()}}


def _now(wanted: Any, now: Any) -> Any:
    """Only what was promised is promised again; a sum that is there no more is left out."""
    return {key: now[key] for key in wanted if key in now} if isinstance(wanted, dict) else now
