"""Reads a definition against itself, before anybody answers it: every name, type, order, page, form and figure."""

from collections.abc import Callable, Iterator

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.graph import Cycle, order
from kobe_desk.modules.subsidies.rules.lint import boxes, expressions, figures, ids, limits, money, papers, questions
from kobe_desk.modules.subsidies.rules.problem import Problem

_ROUNDS: tuple[Callable[[Programme], Iterator[Problem]], ...] = (
    questions.problems, expressions.order_problems, money.problems, papers.problems, boxes.problems, figures.problems,
)  # fmt: skip


def problems(programme: Programme) -> tuple[Problem, ...]:
    """Every fault and hint. What a later round needs is checked by an earlier one: ids, then names, then cycles."""
    names = (money.reference_problems, limits.reference_problems)
    for round_ in (ids.problems, expressions.problems, *names, _cycles):
        found = tuple(round_(programme))
        if found:
            return found
    return tuple(each for round_ in _ROUNDS for each in round_(programme))


def _cycles(programme: Programme) -> Iterator[Problem]:
    try:
        order(programme)
    except Cycle as fault:
        yield Problem("", N_("Cycle: {path}"), {"path": " → ".join(fault.path)})
