"""The worked examples (計算例) of this year's copy: tried again with its figures before anybody can apply with it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kobe_desk.core import paths
from kobe_desk.modules.subsidies.rules import build, bundle, example
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.usecases.shelf import shipped

_SEEN = "example:"


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A worked example that no longer gives what it promised. `mark` says that somebody has seen just this."""

    title: str
    problems: tuple[Problem, ...]
    mark: str


def open_examples(programme: Programme, confirmed: Iterable[str]) -> tuple[ExampleRow, ...]:
    """The examples that the figures of a copy have changed and nobody has looked at since."""
    seen = set(confirmed)
    return tuple(each for each in _unmet(programme.canonical) if each.mark not in seen)


@lru_cache(maxsize=16)
def _unmet(canonical: str) -> tuple[ExampleRow, ...]:
    programme = build.of_stored(json.loads(canonical))
    year, examples = _shipped().get(programme.id, (0, {}))
    found = []
    for name, data in examples.items():
        shift = (programme.fiscal_year or year) - year if year else 0
        title, problems = example.unmet(programme, name, example.moved(data, shift))
        if problems:
            found.append(ExampleRow(title, problems, _mark(name, problems)))
    return tuple(found)


def _mark(name: str, problems: Iterable[Problem]) -> str:
    said = json.dumps([[each.at, str(each.values)] for each in problems], ensure_ascii=False)
    return f"{_SEEN}{name}:{hashlib.sha256(said.encode()).hexdigest()[:16]}"


@lru_cache(maxsize=1)
def _shipped() -> dict[str, tuple[int, Mapping[str, Mapping[str, Any]]]]:
    """The examples that came with each programme, and the year they were made for."""
    newest = sorted(shipped(), key=lambda named: named[1].version)
    return {
        each.id: (each.fiscal_year or 0, bundle.read(paths.resources("programmes", key)).examples)
        for key, each in newest
    }
