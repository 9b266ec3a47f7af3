"""Several programmes answered together (一括申請): which questions are the same, where an answer lands, who asks it.

Two questions are the same when both programmes give them one name under `[share]` and they take the same kind of
answer. A table that money is made of is never shared: one line paid by two programmes would be paid twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kobe_desk.modules.subsidies.rules.answers import Answer, Answers, Cell
from kobe_desk.modules.subsidies.rules.definition import Field, Page, Programme, Table
from kobe_desk.modules.subsidies.rules.evaluation import Evaluation
from kobe_desk.modules.subsidies.rules.graph import dependants

Item = Field | Table


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: the programme's place in the bundle, and its own name of the question."""

    member: int
    item: str


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A page as a bundle asks it: by one programme for all, or for that one alone."""

    id: str
    member: int
    page: Page
    shared: bool
    places: Mapping[str, tuple[Place, ...]]
    """For each question all places its answer goes to, its own first."""

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.places)


class Together:
    """The programmes of one bundle. `apart` holds shared names that are answered for each programme by itself."""

    def __init__(self, programmes: Sequence[Programme], apart: Sequence[str] = ()) -> None:
        self.programmes = tuple(programmes)
        self._items = [{item.id: item for _page, item in each.items()} for each in programmes]
        self._names: dict[str, list[Place]] = {}
        for member, programme in enumerate(programmes):
            for item, name in programme.share.items():
                if name not in apart and self._is_shared(member, item):
                    self._names.setdefault(name, []).append(Place(member, item))

    def _is_shared(self, member: int, item: str) -> bool:
        found = self._items[member].get(item)
        computed = isinstance(found, Field) and bool(found.computed)
        return found is not None and not computed and not _is_money(self.programmes[member], item)

    def item(self, place: Place) -> Item:
        return self._items[place.member][place.item]

    def name(self, place: Place) -> str:
        """The shared name of a question; empty for one that a programme asks alone."""
        return self.programmes[place.member].share.get(place.item, "")

    def same(self, place: Place) -> tuple[Place, ...]:
        """The place itself and every other where the same question stands."""
        others = self._names.get(self.name(place), ())
        found = (each for each in others if each.member != place.member and self._taken(each) == self._taken(place))
        return (place, *found) if place in others else (place,)

    def _taken(self, place: Place) -> object:
        """What a question takes: the same answer can stand where this is the same."""
        programme, item = self.programmes[place.member], self.item(place)
        if isinstance(item, Table):
            return {each.id: _kind_of(programme, each.field) for each in item.columns}
        return _kind_of(programme, item)

    def pages(self, evaluations: Sequence[Evaluation]) -> tuple[AskedPage, ...]:
        """What is to be asked now: the shared questions first, each once; then what each programme asks alone."""
        found: dict[bool, list[AskedPage]] = {True: [], False: []}
        for member, evaluation in enumerate(evaluations):
            for page in evaluation.pages:
                mine = {item.id: self.same(Place(member, item.id)) for item in page.items}
                for shared in (True, False):
                    places = {
                        item: each
                        for item, each in mine.items()
                        if (len(each) > 1) is shared and _asker(each, evaluations) == each[0]
                    }
                    if places:
                        found[shared].append(self._page(member, page, places, shared=shared))
        return (*found[True], *found[False])

    def _page(self, member: int, page: Page, places: Mapping[str, tuple[Place, ...]], *, shared: bool) -> AskedPage:
        items = tuple(self._strictest(places[item.id]) for item in page.items if item.id in places)
        name = f"{'' if shared else 'own-'}{member}-{page.id}"
        return AskedPage(name, member, replace(page, items=items, when=""), shared, places)

    def _strictest(self, places: Sequence[Place]) -> Item:
        """The question as its first programme words it, within what every programme takes."""
        first, *others = (self.item(each) for each in places)
        for other in others:
            first = _narrowed(first, other)
        return first

    def spread(self, member: int, before: Answers, now: Answers, others: Mapping[int, Answers]) -> dict[int, Answers]:
        """What the answers of the other programmes become when one programme's have changed."""
        made = dict(others)
        for item in self._items[member].values():
            for place in self.same(Place(member, item.id))[1:]:
                if place.member in made and _differs(item, before, now):
                    made[place.member] = _copied(item, now, self.item(place), made[place.member])
        return made


def _asker(places: Sequence[Place], evaluations: Sequence[Evaluation]) -> Place:
    """Where a question is asked for all: at the first programme that asks it now, else the first of all."""
    ordered = sorted(places, key=lambda each: each.member)
    asking = (each for each in ordered if each.item in evaluations[each.member].relevant)
    return next(asking, ordered[0])


def _is_money(programme: Programme, item: str) -> bool:
    table = programme.tables.get(item)
    if table is None:
        return False
    return table.lead is not None or any(each.startswith("amounts.") for each in dependants(programme, item))


def _kind_of(programme: Programme, field: Field) -> tuple[object, ...]:
    """Its kind, what can be chosen, for which day the desk would answer it, and which resolution will do."""
    chosen = programme.choice_lists.get(field.choices)
    return field.kind, chosen.ids() if chosen else (), field.prefill.as_of if field.prefill else "", field.accept


def _narrowed(one: Item, other: Item) -> Item:
    if isinstance(one, Table) and isinstance(other, Table):
        least, most = max(one.min_rows, other.min_rows), min(one.max_rows, other.max_rows)
        return replace(one, min_rows=least, max_rows=most)
    if isinstance(one, Field) and isinstance(other, Field):
        return replace(
            one,
            required=one.required or other.required,
            not_applicable=one.not_applicable and other.not_applicable,
            max=min((each for each in (one.max, other.max) if each is not None), default=None),
            min=_greater(one.min, other.min),
        )
    return one


def _greater(one: int | str | None, other: int | str | None) -> int | str | None:
    if isinstance(one, int) and isinstance(other, int):
        return max(one, other)
    return other if one is None else one


def _differs(item: Item, before: Answers, now: Answers) -> bool:
    if isinstance(item, Table):
        return before.keys(item.id) != now.keys(item.id) or _cells(before, item.id) != _cells(now, item.id)
    return before.get(item.id) != now.get(item.id)


def _cells(answers: Answers, table: str) -> dict[Cell, Answer]:
    return {cell: each for cell, each in answers.items() if cell.field.startswith(f"{table}.")}


def _copied(item: Item, now: Answers, to: Item, other: Answers) -> Answers:
    """Another programme's answers with this one put in their place; rows keep their keys."""
    if not isinstance(item, Table):
        return other.with_answer(to.id, now.get(item.id))
    left = {cell: each for cell, each in other.items() if not cell.field.startswith(f"{to.id}.")}
    moved = {
        Cell(f"{to.id}{cell.field[len(item.id) :]}", cell.row): each for cell, each in _cells(now, item.id).items()
    }
    return Answers({**left, **moved}, {**other.rows, to.id: now.keys(item.id)})
