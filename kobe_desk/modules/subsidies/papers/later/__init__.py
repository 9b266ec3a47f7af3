"""Papers of the later stages of a grant, from the same answers: 参考様式, or written on the office's own form."""

from collections.abc import Mapping

from kobe_desk.modules.subsidies.papers.later.drawn import drawn
from kobe_desk.modules.subsidies.papers.later.facts import Later
from kobe_desk.modules.subsidies.papers.later.overlaid import answers_of, overlaid, words_of
from kobe_desk.modules.subsidies.rules.later import CHANGED_BUDGET, LaterPaper, fits_decision, papers_at
from kobe_desk.modules.subsidies.usecases.facts import OverlaidForm, PaperRequest

__all__ = ("Later", "answers_of", "handed_in", "later_papers", "words_of")


def later_papers(stage: str, later: Later, forms: Mapping[str, OverlaidForm]) -> tuple[PaperRequest, ...]:
    """The papers of a stage in the order they are handed in, each on the office's form if `forms` has one for it.

    Raises MissingGlyph, BoxNotOnPaper.
    """
    return tuple(
        overlaid(each, later, forms[each.form]) if each.form in forms else drawn(each, later)
        for each in handed_in(stage, later)
    )


def handed_in(stage: str, later: Later) -> tuple[LaterPaper, ...]:
    """Which papers these are: a changed budget only where the budget becomes another, and what fits the decision."""
    programme = later.programme
    papers = (each for each in papers_at(programme, stage) if fits_decision(programme, each, later.decided))
    return tuple(each for each in papers if each.name != CHANGED_BUDGET or later.budget_changes)
