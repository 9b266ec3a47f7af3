"""What a bundle's page knows: the answers of every application as they stand, and what follows from them."""

import json
from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.controller.checking import clashed
from kobe_desk.modules.subsidies.controller.drafts import as_text, from_text
from kobe_desk.modules.subsidies.controller.steps import CHECK, ENCLOSURES, Section, Way, sections_of
from kobe_desk.modules.subsidies.rules.answers import Answers, Origin
from kobe_desk.modules.subsidies.rules.change import changed_names, merged
from kobe_desk.modules.subsidies.rules.costs import CostShare, cost_share
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.together import AskedPage, Place
from kobe_desk.modules.subsidies.rules.unconfirmed import unconfirmed
from kobe_desk.modules.subsidies.usecases import BundleRow, OpenedRow, evaluations
from kobe_desk.ui.theme import theme

COSTS = "@costs"


class BundleState:
    """One reading of a bundle with what was typed since; a new one is made whenever something changes."""

    def __init__(self, row: BundleRow, answers: tuple[Answers, ...] = (), seen: tuple[Answers, ...] = ()) -> None:
        """`seen` is what the desk holds as far as is known here: what was read, or what was saved since."""
        self.row = row
        self.seen = seen or tuple(each.application.answers for each in row.opened)
        self.answers = answers or self.seen
        self.together = row.together()

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        return evaluations(self.row, self.answers)

    @cached_property
    def pages(self) -> tuple[AskedPage, ...]:
        return self.together.pages(self.evaluations)

    @cached_property
    def costs(self) -> CostShare:
        programmes = (each.application.programme for each in self.row.opened)
        return cost_share(list(zip(programmes, self.evaluations, strict=True)), self.row.beside)

    def page(self, key: str) -> AskedPage | None:
        return next((each for each in self.pages if each.id == key), None)

    def same_page(self, key: UUID, asked: AskedPage) -> str:
        """The page of an application as it is called now that others may have gone; empty for none."""
        wanted = (key, asked.page.id, asked.shared)
        return next(
            (each.id for each in self.pages if (self.key(each.member), each.page.id, each.shared) == wanted), ""
        )

    def opened(self, member: int) -> OpenedRow:
        return self.row.opened[member]

    def key(self, member: int) -> UUID:
        return self.opened(member).application.id

    def with_answers(self, member: int, answers: Answers) -> "BundleState":
        """One application's answers replaced, and each shared one in every other where the question stands."""
        others = {at: each for at, each in enumerate(self.answers) if at != member}
        made = self.together.spread(member, self.answers[member], answers, others)
        made[member] = answers
        return BundleState(self.row, tuple(made[at] for at in range(len(self.answers))), self.seen)

    def saved(self, written: tuple[Answers, ...]) -> "BundleState":
        """The same once these answers were saved."""
        return BundleState(self.row, self.answers, written)

    def read_again(self, row: BundleRow, member: int) -> tuple["BundleState", str]:
        """What was read again, with what is typed in one application and not saved on top.

        Also, in words, what was typed where somebody else saved another answer meanwhile.
        """
        made, key = BundleState(row), self.key(member)
        if not self.changed(member) or key not in row.keys:
            return made, ""
        at, mine = row.keys.index(key), self.answers[member]
        answers, clashes = merged(self.seen[member], mine, made.seen[at])
        return made.with_answers(at, answers), clashed(made.opened(at).application.programme, mine, clashes)

    def changed(self, member: int) -> frozenset[str]:
        """What was typed in one application and is not saved yet."""
        return changed_names(self.seen[member], self.answers[member])

    @property
    def unsaved(self) -> bool:
        return any(self.changed(member) for member in range(len(self.answers)))

    # the way through

    def way(self, been: Iterable[str]) -> Way:
        """Shared steps first, then what each programme asks alone, then costs, papers and the last check."""
        titles = [*((self._step(page), page.id) for page in self.pages), (_("Questions of each programme"), COSTS)]
        ends = (
            Section(_("Papers to enclose"), (ENCLOSURES,)),
            Section(_("Last check"), (CHECK,)),
        )
        found = [self.member_way(member) for member in range(len(self.answers))]
        again = {page for way in found for page in self._again(way)}
        return Way(
            (*sections_of(titles), *ends),
            self._items,
            again=again,
            missing=self._missing(found),
            been=(*been, *self._typed(found)),
            counted=not theme.large,
        )

    def _step(self, page: AskedPage) -> str:
        if page.shared:
            return page.page.section or page.page.title
        return _("Questions of each programme")

    def _again(self, way: "MemberWay") -> Iterable[str]:
        opened, answers = self.opened(way.member), self.answers[way.member]
        changed = (each.field for each in opened.changes)
        waiting = unconfirmed(opened.application.programme, answers, self.evaluations[way.member], changed)
        return filter(None, (way.page_of(each.id) for each in waiting))

    def _missing(self, ways: Iterable["MemberWay"]) -> set[str]:
        found = {way.page_of(cell.field) for way in ways for cell in self.evaluations[way.member].missing}
        if any(each.missing for evaluation in self.evaluations for each in evaluation.attachments):
            found.add(ENCLOSURES)
        if self.costs.twice:
            found.add(COSTS)
        return found

    def _typed(self, ways: Iterable["MemberWay"]) -> Iterable[str]:
        for way in ways:
            for cell, answer in self.answers[way.member].items():
                if answer.origin is Origin.TYPED:
                    yield way.page_of(cell.field)

    def member_way(self, member: int) -> "MemberWay":
        """Where the questions of one application are asked."""
        return MemberWay(self._items, member)

    @cached_property
    def _items(self) -> dict[str, tuple[str, str]]:
        pages = ((page, place) for page in self.pages for places in page.places.values() for place in places)
        return {_named(place): (page.id, page.page.title) for page, place in pages}


class MemberWay:
    """Where the bundle asks a question of one of its applications."""

    def __init__(self, items: dict[str, tuple[str, str]], member: int) -> None:
        self._items, self.member = items, member

    def page_of(self, name: str) -> str:
        return self._items.get(_named(Place(self.member, name.partition(".")[0])), ("", ""))[0]

    def title(self, page: str) -> str:
        return dict(self._items.values()).get(page, "")


def _named(place: Place) -> str:
    return f"{place.member}:{place.item}"


def as_draft(state: BundleState, page: AskedPage | None, at: str, texts: dict[str, str]) -> str:
    """What is being typed on a page, as a text that is kept."""
    member = page.member if page else 0
    text = as_text(at, state.seen[member], state.answers[member], texts)
    return json.dumps({"member": member, "draft": text}, ensure_ascii=False)


def from_draft(text: str, state: BundleState) -> tuple[BundleState, str, dict[str, str]]:
    """The state with what a draft holds on top, the page, and what could not be read."""
    found = json.loads(text)
    member = found["member"] if found["member"] < len(state.answers) else 0
    typed = from_text(found["draft"], state.opened(member).application.programme, state.seen[member])
    return state.with_answers(member, typed.answers), typed.page, typed.texts
