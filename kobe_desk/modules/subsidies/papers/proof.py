"""The papers of a programme's worked examples (計算例), really set, and compared with what the examples promise.

They are drafts of a made-up association, each page marked 見本: nobody can take one for a real paper.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.papers.check import check_papers
from kobe_desk.modules.subsidies.papers.house import House
from kobe_desk.modules.subsidies.papers.make import make_papers
from kobe_desk.modules.subsidies.rules import example, promise
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.example import Example
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.rules.promise import Laid
from kobe_desk.modules.subsidies.usecases.facts import PaperRequest
from kobe_desk.paper.render import page_count, page_text

HOUSE = House("", sample=True)
"""Whoever applies in an example is named by its answers."""


def example_papers(programme: Programme, worked: Example) -> tuple[PaperRequest, ...]:
    """Every form with the answers of an example. Raises MissingGlyph, AnswerNotOnPaper."""
    found = example.results(programme, worked)
    made = make_papers(programme, worked.answers, found, HOUSE, day=worked.today)
    check_papers(made, programme, worked.answers, found)
    return made


def laid(made: tuple[PaperRequest, ...]) -> dict[str, Laid]:
    """What stands on each form."""
    return {each.form: _laid(each.data) for each in made}


def _laid(pdf: bytes) -> Laid:
    count = page_count(pdf)
    return Laid("\n".join(page_text(pdf, number) for number in range(count)), count)


def unmet_pages(programme: Programme, examples: Mapping[str, Mapping[str, Any]]) -> tuple[Problem, ...]:
    """Where the papers of the examples are not what these promise."""
    return tuple(problem for name, data in examples.items() for problem in _unmet(programme, name, data))


def _unmet(programme: Programme, name: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    promised, worked = promise.of_example(data), example.read(programme, name, data)
    if not promised or isinstance(worked, Problem):  # the rules say what is wrong with an example
        return
    try:
        made = example_papers(programme, worked)
    except UserError as fault:
        reason = fault.message()
        yield Problem(f"{name}.{promise.FORMS}", N_("The papers of it cannot be made: {reason}"), {"reason": reason})
        return
    yield from promise.unmet(programme, name, promised, laid(made))
