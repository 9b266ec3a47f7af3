"""The rows of one table in up to three versions: which of them are the same row, whatever its place has become."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kobe_desk.core.names import fold
from kobe_desk.modules.subsidies.rules.answers import Answer
from kobe_desk.modules.subsidies.rules.definition import Column, Kind, Table
from kobe_desk.modules.subsidies.rules.values import to_json

Row = Mapping[str, Answer]
"""What a version says in the columns it knows, blank ones included; calculated columns are in none."""


@dataclass(frozen=True, slots=True)
class Match:
    """One row by its place in each version; None where that version does not have it."""

    before: int | None = None
    today: int | None = None
    now: int | None = None


def typed(table: Table) -> tuple[Column, ...]:
    """The columns that somebody answers."""
    return tuple(each for each in table.columns if not each.field.computed)


def identities(table: Table) -> tuple[tuple[str, ...], ...]:
    """The columns that tell one row from another, the strictest first: all of them, category and words, the name.

    Of several words that have to be written, the one that may be longest says what the row is: 氏名, not 役職;
    内容, not 時期.
    """
    said = (table.product.words, *table.product.said) if table.product else ()
    asked = [each for each in typed(table) if each.id not in said]
    words = [each for each in asked if each.field.kind is Kind.TEXT]
    needed = [each for each in words if each.field.required] or words[:1]
    sorts = tuple(each.id for each in asked if each.field.kind is Kind.CHOICE)
    name = max(needed, key=lambda each: each.field.max or 0, default=None)
    last = (name.id,) if name and name.field.required else sorts
    levels = (tuple(each.id for each in typed(table)), (*sorts, *(each.id for each in needed)), last)
    return tuple(dict.fromkeys(each for each in levels if each))


def matched(table: Table, before: Sequence[Row], today: Sequence[Row], now: Sequence[Row]) -> tuple[Match, ...]:
    """Every row of each version exactly once: those of now in their order, then what only the others have."""
    levels = identities(table)
    past, current = _pairs(now, before, levels), _pairs(now, today, levels)
    found = [Match(past.get(at), current.get(at), at) for at in range(len(now))]
    old = [at for at in range(len(before)) if at not in past.values()]
    new = [at for at in range(len(today)) if at not in current.values()]
    rest = _pairs([today[at] for at in new], [before[at] for at in old], levels)
    found += [Match(old[rest[place]] if place in rest else None, at) for place, at in enumerate(new)]
    return (*found, *(Match(at) for place, at in enumerate(old) if place not in rest.values()))


def _pairs(some: Sequence[Row], others: Sequence[Row], levels: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """Which row of the others is the same, by place; of several alike the first is the first."""
    both = set(some[0]) & set(others[0]) if some and others else set()
    found: dict[int, int] = {}
    for level in levels:
        columns = [each for each in level if each in both]
        waiting: dict[object, list[int]] = defaultdict(list)
        for at, row in enumerate(others):
            if at not in found.values():
                waiting[_told(row, columns)].append(at)
        for at, row in enumerate(some):
            told = _told(row, columns)
            if told is not None and at not in found and waiting[told]:
                found[at] = waiting[told].pop(0)
    return found


def _told(row: Row, columns: Sequence[str]) -> tuple[object, ...] | None:
    """What a row says in these columns, written alike; None if it says nothing there."""
    given = [row[each] for each in columns]
    return tuple(map(_plainly, given)) if any(not each.blank for each in given) else None


def _plainly(answer: Answer) -> object:
    value = answer.value
    if isinstance(value, str):
        return answer.absent, fold(value)
    return answer.absent, None if value is None else repr(to_json(value))
