"""The papers of worked examples (計算例の書類), really set: compared with what is promised, or only looked at."""

from collections.abc import Mapping
from typing import Any

from kobe_desk.core.progress import Report
from kobe_desk.modules.subsidies.rules import example
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused, Problem
from kobe_desk.modules.subsidies.usecases import PaperRequest, Proof


def prove(proofs: tuple[Proof, ...], report: Report) -> dict[str, tuple[Problem, ...]]:
    """By the fingerprint of each programme, where its papers are not what its examples promise."""
    from kobe_desk.modules.subsidies.papers.proof import unmet_pages

    found = {}
    for done, each in enumerate(proofs):
        report(done, len(proofs))
        found[each.mark] = unmet_pages(each.programme, each.examples)
    return found


def example_papers(
    programme: Programme, name: str, data: Mapping[str, Any], report: Report
) -> tuple[PaperRequest, ...]:
    """The forms with the answers of an example, each page marked 見本. Raises DefinitionRefused, MissingGlyph."""
    from kobe_desk.modules.subsidies.papers import proof

    report(0, 1)
    worked = example.read(programme, name, data)
    if isinstance(worked, Problem):
        raise DefinitionRefused.because((worked,))
    return proof.example_papers(programme, worked)


def refuse_unmet(programme: Programme, examples: Mapping[str, Mapping[str, Any]]) -> None:
    """Raises DefinitionRefused where the papers are not what the examples promise."""
    from kobe_desk.modules.subsidies.papers.proof import unmet_pages

    wrong = unmet_pages(programme, examples)
    if wrong:
        raise DefinitionRefused.because(wrong)
