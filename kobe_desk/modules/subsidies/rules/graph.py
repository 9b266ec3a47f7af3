"""What rests on what: the order of calculation, the cycles that are refused, and what a change makes stale."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from kobe_desk.modules.subsidies.rules.definition import Field, Programme, Table
from kobe_desk.modules.subsidies.rules.names import read_by, resolve

Graph = Mapping[str, frozenset[str]]


class Cycle(Exception):
    """A circle of things that rest on each other; `path` begins and ends with the same one."""

    def __init__(self, path: tuple[str, ...]) -> None:
        super().__init__(" → ".join(path))
        self.path = path


@lru_cache(maxsize=32)
def _graph(programme: "_Known") -> Graph:
    it = programme.programme
    found: dict[str, set[str]] = {}
    for page, item in it.items():
        above = read_by(it, page.when) if page.when else frozenset()
        if isinstance(item, Table):
            _add_table(it, item, above, found)
        else:
            found[item.id] = {*above, *_of_field(it, item)}
    for condition in it.conditions:
        found[condition.id] = set(read_by(it, condition.expr))
    for amount in it.amounts:
        found[f"amounts.{amount.id}"] = {node for name in amount.sources() if (node := resolve(it, name))}
    return {node: frozenset(each) for node, each in found.items()}


def _of_field(programme: Programme, field: Field) -> set[str]:
    texts = (each for each in (field.when, field.computed) if each)
    return {node for text in texts for node in read_by(programme, text)}


def _add_table(programme: Programme, table: Table, above: Iterable[str], found: dict[str, set[str]]) -> None:
    held = [each.when for each in table.limits]
    texts = [each for each in (table.when, *(column.field.computed for column in table.columns), *held) if each]
    rows = f"rows.{table.id}"
    taken = {node for each in table.limits if each.source and (node := resolve(programme, each.source))}
    found[rows] = {*above, *taken, *(node for text in texts for node in read_by(programme, text))}
    for total in table.totals:
        more = read_by(programme, total.where) if total.where else frozenset()
        found[f"totals.{table.id}.{total.id}"] = {rows, *more}


class _Known:
    """A programme as a key of the cache: by its fingerprint."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    def __hash__(self) -> int:
        return hash(self.programme.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.programme.sha256 == self.programme.sha256


def graph(programme: Programme) -> Graph:
    """Each node with the nodes it needs."""
    return _graph(_Known(programme))


@lru_cache(maxsize=32)
def _order(programme: _Known) -> tuple[str, ...]:
    try:
        return tuple(TopologicalSorter(_graph(programme)).static_order())
    except CycleError as fault:
        circle = list(reversed(fault.args[1]))[:-1]
        first = circle.index(min(circle))
        raise Cycle((*circle[first:], *circle[:first], circle[first])) from fault


def order(programme: Programme) -> tuple[str, ...]:
    """Every node after those it needs. Raises Cycle."""
    return _order(_Known(programme))


def dependants(programme: Programme, name: str) -> frozenset[str]:
    """Every node that rests on a field, table or column, near or far; `depends_on` counts too."""
    start = name.split(".")[0]
    start = f"rows.{start}" if start in programme.tables else start
    feeds: dict[str, set[str]] = {}
    for node, needed in graph(programme).items():
        for each in (*needed, *_declared(programme, node)):
            feeds.setdefault(each, set()).add(node)
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for node in feeds.get(waiting.pop(), ()):
            if node not in found:
                found.add(node)
                waiting.append(node)
    return frozenset(found - {start})


def _declared(programme: Programme, node: str) -> tuple[str, ...]:
    item: Field | Table | None = programme.tables.get(node.removeprefix("rows.")) or programme.fields.get(node)
    named = item.depends_on if item else ()
    return tuple(f"rows.{each}" if each in programme.tables else each for each in named)
