"""Papers an office wants with a later stage (領収書の写し、写真 …): in its order, with what there is of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kobe_desk.modules.subsidies.rules.definition import Attachment, Programme
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.later import CHANGED_BUDGET, DECLINE, WITHDRAW, papers_at
from kobe_desk.modules.subsidies.rules.life import REPORT
from kobe_desk.modules.subsidies.rules.prefill import REUSABLE

MADE = "papers."
"""Before the name of a later paper that the desk makes itself (papers.accounts: 収支決算書)."""
RECEIPTS, PHOTOS = "ledger.receipts", "events.photos"
"""Scans of the receipts that the grant pays for (領収書の写し), and photos of the event a report is about."""
SOMETIMES = frozenset({CHANGED_BUDGET, WITHDRAW, DECLINE})
"""Later papers that are not always made at their stage."""


def sources_at(programme: Programme, stage: str) -> frozenset[str]:
    """What a paper of a stage can be taken from (`reuse`): kept documents, what is made there, more for a report."""
    made = {f"{MADE}{each.name}" for each in papers_at(programme, stage) if each.name not in SOMETIMES}
    return frozenset({*REUSABLE, *made, *((RECEIPTS, PHOTOS) if stage == REPORT else ())})


@dataclass(frozen=True, slots=True)
class Given:
    """What the desk gives of a paper by itself: how many, and how many it lacks (領収書 without a scan)."""

    count: int = 0
    lacking: int = 0
    document: UUID | None = None
    """Of a kept document: which one, and what it is called."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that goes with a stage: whether it must, how many were put there, and what the desk gives of it."""

    attachment: Attachment
    required: bool
    there: int = 0
    given: Given = Given()

    @property
    def made(self) -> bool:
        """Whether it is one of the papers that are made at the stage."""
        return self.attachment.reuse.startswith(MADE)

    @property
    def missing(self) -> bool:
        """Whether something of it is still to be put there; what was put there stands for what the desk lacks."""
        few = self.there + self.given.count < self.attachment.min
        return few or (self.given.lacking > 0 and not self.there)


def wanted(
    evaluation: Evaluation, stage: str, there: Mapping[str, int], given: Callable[[str], Given]
) -> tuple[Wanted, ...]:
    """What an office wants with a stage, in its order; `given` asks the desk what it has of a source."""
    return tuple(
        Wanted(paper, each.required, there.get(paper.id, 0), given(paper.reuse) if paper.reuse else Given())
        for each in evaluation.later
        if (paper := each.attachment).stage == stage
    )


def missing_labels(papers: Sequence[Wanted], *, required: bool) -> tuple[str, ...]:
    """What is missing, of what must be there or of what only may."""
    return tuple(each.attachment.label for each in papers if each.missing and each.required is required)
