"""Programmes on disk: read, checked against schema and lint, tried on their examples, and only then offered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kobe_desk.core import paths
from kobe_desk.modules.subsidies.rules import build, bundle, example, lint, schema
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused, Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """A programme file and what came of reading it; with problems it is shown but cannot be used."""

    path: Path
    programme: Programme | None
    problems: tuple[Problem, ...] = ()
    origin: Mapping[str, Any] = field(default_factory=dict)
    """What the file says of where it comes from."""
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def offered(self) -> bool:
        return self.programme is not None and not any(not each.hint for each in self.problems)


def load(found: Bundle) -> Programme:
    """The programme of a bundle. Raises DefinitionRefused with every fault of schema or lint."""
    made = _of_schema(found)
    faults = [each for each in lint.problems(made) if not each.hint]
    if faults:
        raise DefinitionRefused.because(faults)
    return made


def _of_schema(found: Bundle) -> Programme:
    wrong = schema.problems(found.definition)
    if wrong:
        raise DefinitionRefused.because(wrong)
    return build.programme(found)


def offer(found: Bundle) -> Programme:
    """The programme, with its worked examples tried. Raises DefinitionRefused."""
    made = load(found)
    wrong = tuple(example.problems(made, found.examples))
    if wrong:
        raise DefinitionRefused.because(wrong)
    return made


def accept(found: Bundle) -> Programme:
    """The programme of another desk, with its worked examples tried. Raises DefinitionRefused.

    Other figures can leave an example with an error (収入と支出が違う), which whoever confirmed its sums has seen: so
    none of them has to be complete.
    """
    made = load(found)
    wrong = tuple(
        each for each in example.problems(made, found.examples) if each.at != "examples" or not found.examples
    )
    if wrong:
        raise DefinitionRefused.because(wrong)
    return made


def check(path: Path) -> Entry:
    """Everything there is to say about a programme file, as `programmes lint` prints it."""
    try:
        found = bundle.read(path)
        made = _of_schema(found)
        wrong = lint.problems(made)
        if all(each.hint for each in wrong):
            wrong = (*wrong, *example.problems(made, found.examples))
    except DefinitionRefused as fault:
        return Entry(path, None, fault.problems)
    return Entry(path, made, wrong, found.origin, found.examples)


def shipped() -> tuple[Entry, ...]:
    """The programmes that come with Kobe Desk, checked like any other."""
    return tuple(map(check, folders()))


def folders() -> tuple[Path, ...]:
    """Where the programmes that come with Kobe Desk lie, one folder for each programme and fiscal year."""
    return tuple(sorted(each.parent for each in paths.resources("programmes").glob(f"*/{bundle.MAIN}")))


def of_canonical(text: str) -> Programme:
    """The programme that an application carries as canonical JSON."""
    return build.of_stored(json.loads(text))
