"""The way through an application: its pages in their fixed order, grouped into the steps at the left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.rules.answers import Answers, Origin
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.usecases import SourceChange
from kobe_desk.ui.side_list import Step, StepState

ENCLOSURES, CHECK = "@enclosures", "@check"


@dataclass(frozen=True, slots=True)
class Section:
    """A step: its name and its pages."""

    title: str
    pages: tuple[str, ...]


class Way:
    """Where one is, what was reached, and what is to be looked at again."""

    def __init__(
        self, evaluation: Evaluation, answers: Answers, changes: Sequence[SourceChange], been: Iterable[str]
    ) -> None:
        self._evaluation, self._answers = evaluation, answers
        self._items = {item.id: page.id for page in evaluation.pages for item in page.items}
        self.sections = _sections(evaluation)
        self.pages = tuple(page for section in self.sections for page in section.pages)
        self._again = {self.page_of(each.field) for each in changes}
        self._again |= {self.page_of(cell.field) for cell in answers.stale}
        self._missing = {self.page_of(cell.field) for cell in evaluation.missing}
        if any(each.missing for each in evaluation.attachments):
            self._missing.add(ENCLOSURES)
        self._reached = self._furthest(been)

    def page_of(self, name: str) -> str:
        """The page that asks a field, a table or a cell of it; empty for what is not asked now."""
        return self._items.get(name.partition(".")[0], "")

    def place(self, page: str) -> int:
        return self.pages.index(page) if page in self.pages else 0

    def after(self, page: str) -> str:
        return self.pages[min(self.place(page) + 1, len(self.pages) - 1)]

    def before(self, page: str) -> str:
        return self.pages[max(self.place(page) - 1, 0)]

    def first_of(self, place: int) -> str:
        """Where a step leads: its first page with something missing, else its first."""
        pages = self.sections[place].pages
        return next((each for each in pages if each in self._missing), pages[0])

    def steps(self, at: str) -> list[Step]:
        """The steps with their states; a step of several pages says how far one is in it."""
        self._reached = max(self._reached, self.place(at))
        return [self._step(section, at) for section in self.sections]

    def _step(self, section: Section, at: str) -> Step:
        reached = self.place(section.pages[0]) <= self._reached
        if at in section.pages:
            count = len(section.pages)
            words = _("Question page {page} of {count}").format(page=section.pages.index(at) + 1, count=count)
            return Step(section.title, StepState.NOW, words if count > 1 else "", reached=True)
        if any(page in self._again for page in section.pages):
            return Step(section.title, StepState.AGAIN, reached=True)
        whole = self.place(section.pages[-1]) <= self._reached
        done = whole and not any(page in self._missing for page in section.pages) and CHECK not in section.pages
        return Step(section.title, StepState.DONE if done else StepState.LATER, reached=reached)

    def _furthest(self, been: Iterable[str]) -> int:
        """How far one has come: the pages one has been on, or the last on which something was typed."""
        typed = (cell.field for cell, answer in self._answers.items() if answer.origin is Origin.TYPED)
        return max((self.place(page) for page in (*been, *map(self.page_of, typed))), default=0)


def _sections(evaluation: Evaluation) -> tuple[Section, ...]:
    found: list[Section] = []
    for page in evaluation.pages:
        title = page.section or page.title
        if found and found[-1].title == title:
            found[-1] = Section(title, (*found[-1].pages, page.id))
        else:
            found.append(Section(title, (page.id,)))
    enclosures = [Section(_("Papers to enclose"), (ENCLOSURES,))] if evaluation.attachments else []
    return (*found, *enclosures, Section(_("Last check"), (CHECK,)))
