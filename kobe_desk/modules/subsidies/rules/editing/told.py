"""Where a problem of a definition is shown: at the place that can mend it, else above all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kobe_desk.modules.subsidies.rules.editing.place import Part
from kobe_desk.modules.subsidies.rules.problem import Problem


@dataclass(frozen=True, slots=True)
class Told:
    """A problem with the part and the place it belongs to; both empty where no form mends it."""

    problem: Problem
    part: str = ""
    at: str = ""


def told(problems: Iterable[Problem], parts: Sequence[Part]) -> tuple[Told, ...]:
    """Every problem at its place."""
    return tuple(_placed(each, parts) for each in problems)


def _placed(problem: Problem, parts: Sequence[Part]) -> Told:
    steps = [each for each in problem.at.replace("/", ".").split(".") if each]
    while steps:
        for part in parts:
            for place in part.places:
                if _runs_through(steps, place.at.split("/")):
                    return Told(problem, part.id, place.at)
        steps = steps[:-1] if len(steps) > 2 else []  # noqa: PLR2004 - amount.grant is the least that says where
    return Told(problem)


def _runs_through(steps: Sequence[str], path: Sequence[str]) -> bool:
    """Whether all of these stand on the way, in this order."""
    rest = iter(path)
    return all(each in rest for each in steps)
