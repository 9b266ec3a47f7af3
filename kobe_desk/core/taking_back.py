"""What has to be taken back so that an earlier change is undone: itself, and the later ones that wrote over it."""

from collections.abc import Iterable
from uuid import UUID

from kobe_desk.core.change import Change, RowChange
from kobe_desk.core.permission import ROWS, declared, verb_named
from kobe_desk.core.text import N_

UNDO, REDO = N_("Undo"), N_("Redo")
"""What the audit names the use-case of a change that was taken back, and of one that was done again."""
_Key = tuple[str, UUID]


def takes_back_rows(change: Change) -> bool:
    """Whether it may be taken back by its rows: no import, and nothing that the office cancels instead."""
    verb = verb_named(change.usecase)
    return verb is not None and not change.batches and declared(verb).undo == ROWS


def standing_on(change: Change, later: Iterable[Change]) -> tuple[Change, ...]:
    """The change and those of the later ones (oldest first) that stand on it, newest first.

    Empty where it was taken back already, or one of them cannot be taken back by its rows.
    """
    needed: list[Change] = []
    for each in _without_undone((change, *later)):
        if each is change or any(_overlap(one, each) for one in needed):
            needed.append(each)
    if change not in needed or not all(map(takes_back_rows, needed)):
        return ()
    return tuple(reversed(needed))


def _overlap(earlier: Change, later: Change) -> bool:
    """Whether the later one wrote over a value of the earlier."""
    rows: dict[_Key, RowChange] = {(row.table, row.id): row for row in earlier.rows}
    return any(_same_values(rows[key], row) for row in later.rows if (key := (row.table, row.id)) in rows)


def _same_values(one: RowChange, other: RowChange) -> bool:
    """Whether both wrote a column; a row that came or went is written in all of them."""
    if None in (one.before, one.after, other.before, other.after):
        return True
    return bool((one.after or {}).keys() & (other.after or {}).keys() - {"version"})


def _without_undone(changes: Iterable[Change]) -> list[Change]:
    """In their order, without those that were taken back and the taking back of them."""
    standing: list[Change] = []
    gone: list[Change] = []
    for change in changes:
        if change.usecase == UNDO and (found := _same(standing, change.reversed())) is not None:
            standing.remove(found)
            gone.append(found)
        elif change.usecase == REDO and (found := _same(gone, change)) is not None:
            gone.remove(found)
            standing.append(found)
        else:
            standing.append(change)
    return standing


def _same(changes: list[Change], wanted: Change) -> Change | None:
    """The last of them that wrote the same."""
    return next((each for each in reversed(changes) if _values(each) == _values(wanted)), None)


def _values(change: Change) -> dict[_Key, tuple[object, object]]:
    return {(row.table, row.id): (_plain(row.before), _plain(row.after)) for row in change.rows}


def _plain(values: dict[str, object] | None) -> dict[str, object] | None:
    return None if values is None else {name: each for name, each in values.items() if name != "version"}
