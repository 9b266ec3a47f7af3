"""The way through an application: its pages in their fixed order, grouped into the steps at the left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.rules.answers import Answers, Origin
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.unconfirmed import unconfirmed
from kobe_desk.modules.subsidies.usecases import SourceChange
from kobe_desk.ui.side_list import Step, StepState

ENCLOSURES, CHECK = "@enclosures", "@check"


@dataclass(frozen=True, slots=True)
class Section:
    """A step: its name and its pages."""

    title: str
    pages: tuple[str, ...]


class Finds(Protocol):
    """Knows on which page a question is asked."""

    def page_of(self, name: str) -> str: ...

    def title(self, page: str) -> str: ...


class Way:
    """Where one is, what was reached, and what is to be looked at again."""

    def __init__(
        self,
        sections: Sequence[Section],
        items: Mapping[str, tuple[str, str]],
        *,
        again: Iterable[str] = (),
        missing: Iterable[str] = (),
        been: Iterable[str] = (),
        counted: bool = True,
    ) -> None:
        """`items` gives page and page title of each question; `again` and `missing` are pages, `been` pages too.

        `counted`: the step one is in says how many pages it has, and which one this is.
        """
        self._counted = counted
        self._items = items
        self._titles = dict(items.values())
        self.sections = tuple(sections)
        self.pages = tuple(page for section in sections for page in section.pages)
        self._again, self._missing = frozenset(again), frozenset(missing)
        self._reached = max((self.place(page) for page in been), default=0)

    def page_of(self, name: str) -> str:
        """The page that asks a field, a table or a cell of it; empty for what is not asked now."""
        return self._items.get(name.partition(".")[0], ("", ""))[0]

    def title(self, page: str) -> str:
        return self._titles.get(page, "")

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
            words = _("{page} of {count} pages").format(page=section.pages.index(at) + 1, count=count)
            return Step(section.title, StepState.NOW, words if count > 1 and self._counted else "", reached=True)
        if any(page in self._again for page in section.pages):
            return Step(section.title, StepState.AGAIN, reached=True)
        whole = self.place(section.pages[-1]) <= self._reached
        done = whole and not any(page in self._missing for page in section.pages) and CHECK not in section.pages
        return Step(section.title, StepState.DONE if done else StepState.LATER, reached=reached)


def application_way(
    programme: Programme, evaluation: Evaluation, answers: Answers, changes: Sequence[SourceChange], been: Iterable[str]
) -> Way:
    """The way through one application; where something was typed, one has been."""
    items = {item.id: (page.id, page.title) for page in evaluation.pages for item in page.items}
    enclosures = [Section(_("Papers to enclose"), (ENCLOSURES,))] if evaluation.attachments else []
    last = Section(_("Last check"), (CHECK,))
    pages = [(page.section or page.title, page.id) for page in evaluation.pages]

    def page_of(name: str) -> str:
        return items.get(name.partition(".")[0], ("", ""))[0]

    typed = (page_of(cell.field) for cell, answer in answers.items() if answer.origin is Origin.TYPED)
    missing = {page_of(cell.field) for cell in evaluation.missing}
    if any(each.missing for each in evaluation.attachments):
        missing.add(ENCLOSURES)
    waiting = unconfirmed(programme, answers, evaluation, (each.field for each in changes))
    again = {page_of(each.id) for each in waiting}
    return Way((*sections_of(pages), *enclosures, last), items, again=again, missing=missing, been=(*been, *typed))


def sections_of(pages: Iterable[tuple[str, str]]) -> tuple[Section, ...]:
    """Neighbouring pages (step, page) of one name are one step."""
    found: list[Section] = []
    for title, page in pages:
        if found and found[-1].title == title:
            found[-1] = Section(title, (*found[-1].pages, page))
        else:
            found.append(Section(title, (page,)))
    return tuple(found)
