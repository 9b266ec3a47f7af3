"""Papers of the later stages of a grant, from the same answers: 参考様式, or written on the office's own form."""

from collections.abc import Mapping

from kobe_desk.modules.subsidies.papers.later.drawn import drawn
from kobe_desk.modules.subsidies.papers.later.facts import Later
from kobe_desk.modules.subsidies.papers.later.overlaid import answers_of, overlaid
from kobe_desk.modules.subsidies.rules.later import CHANGED_BUDGET, papers_at
from kobe_desk.modules.subsidies.usecases.facts import OverlaidForm, PaperRequest

__all__ = ("Later", "answers_of", "later_papers")


def later_papers(stage: str, later: Later, forms: Mapping[str, OverlaidForm]) -> tuple[PaperRequest, ...]:
    """The papers of a stage in the order they are handed in, each on the office's form if `forms` has one for it.

    Raises MissingGlyph, BoxNotOnPaper.
    """
    return tuple(
        overlaid(each, later, forms[each.form]) if each.form in forms else drawn(each, later)
        for each in papers_at(later.programme, stage)
        if each.name != CHANGED_BUDGET or later.budget_changes
    )
