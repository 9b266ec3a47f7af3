"""The worked examples (計算例) of this year's copy: tried again with its figures before anybody can apply with it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kobe_desk.modules.subsidies.rules import build, example, lint
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.editing import expecting, keeping
from kobe_desk.modules.subsidies.rules.moved import moved
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.usecases.proofs import Examples, known_of, proof_of
from kobe_desk.modules.subsidies.usecases.shelf import shelf

_SEEN = "example:"


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A worked example that no longer gives what it promised. `mark` says that somebody has seen just this."""

    title: str
    problems: tuple[Problem, ...]
    mark: str
    on_paper: bool = False
    """Whether its sums hold and its papers do not."""

    @property
    def acceptable(self) -> bool:
        """Whether it can be right as it is now: not where no paper could be made."""
        return not self.on_paper or all("form" in each.values for each in self.problems)


def open_examples(
    programme: Programme, confirmed: Iterable[str], own: Examples | None = None
) -> tuple[ExampleRow, ...]:
    """The examples that the figures of a copy have changed and nobody has looked at since; then those whose papers."""
    seen = set(confirmed)
    stored = build.canonical(own) if own is not None else ""
    sums = tuple(each for each in _unmet(programme.canonical, stored) if each.mark not in seen)
    return sums or on_paper(programme, own)


def on_paper(programme: Programme, own: Examples | None = None) -> tuple[ExampleRow, ...]:
    """The examples whose papers are not what they promise, as far as anybody has looked."""
    examples = examples_of(programme, own)
    problems = known_of(proof_of(programme, examples)) or ()
    mine = {name: tuple(each for each in problems if each.at.startswith(f"{name}.")) for name in examples}
    return tuple(
        ExampleRow(example.title_of(name, examples[name]), wrong, _mark(name, wrong), on_paper=True)
        for name, wrong in mine.items()
        if wrong
    )


def examples_of(programme: Programme, own: Examples | None = None) -> dict[str, Any]:
    """The examples of a copy by name: its own, else those that came with the program, in the copy's year."""
    if own is not None:
        return dict(own)
    year, examples = _shipped().get(programme.id, (0, {}))
    shift = (programme.fiscal_year or year) - year if year else 0
    return dict(moved(examples, shift))


def accepted(programme: Programme, own: Examples | None, mark: str) -> dict[str, Any]:
    """The examples with the one of this mark promising what it gives now; one that cannot be answered is left out."""
    found = examples_of(programme, own)
    seen = {each.mark: each.problems for each in on_paper(programme, own)}
    for name, data in tuple(found.items()):
        if _mark(name, example.unmet(programme, name, data)[1]) == mark:
            now = expecting(programme, name, data)
            found = {**found, name: now} if now else {key: each for key, each in found.items() if key != name}
        elif mark in seen and seen[mark][0].at.startswith(f"{name}."):
            found[name] = keeping(data, seen[mark])
    return found


@lru_cache(maxsize=16)
def _unmet(canonical: str, stored: str) -> tuple[ExampleRow, ...]:
    programme = build.of_stored(json.loads(canonical))
    if any(not each.hint for each in lint.problems(programme)):
        return ()  # nothing is calculated with what does not fit together
    found = []
    for name, data in examples_of(programme, json.loads(stored) if stored else None).items():
        title, problems = example.unmet(programme, name, data)
        if problems:
            found.append(ExampleRow(title, problems, _mark(name, problems)))
    return tuple(found)


def _mark(name: str, problems: Iterable[Problem]) -> str:
    said = json.dumps([[each.at, str(each.values)] for each in problems], ensure_ascii=False)
    return f"{_SEEN}{name}:{hashlib.sha256(said.encode()).hexdigest()[:16]}"


@lru_cache(maxsize=1)
def _shipped() -> dict[str, tuple[int, Mapping[str, Mapping[str, Any]]]]:
    """The examples that came with each programme, and the year they were made for."""
    newest = sorted(shelf(), key=lambda each: each.programme.version)
    return {each.programme.id: (each.programme.fiscal_year or 0, each.examples) for each in newest}
