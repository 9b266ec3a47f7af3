"""What a changed answer does to the others: only those that rest on it are to be looked at again (要確認)."""

from collections.abc import Iterator
from datetime import date

from kobe_desk.modules.subsidies.rules.answers import Answers, Cell
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.evaluate import evaluate


def after_change(programme: Programme, before: Answers, now: Answers, today: date) -> Answers:
    """The new answers, with those marked stale that name a changed one in `depends_on`, or that are asked again.

    An answer that went dormant and comes back holds what it held, and is to be looked at. Calculated values are
    calculated anew and never stale. Everything else stays as it was confirmed.
    """
    changed = changed_names(before, now)
    again = evaluate(programme, now, today).relevant - evaluate(programme, before, today).relevant
    same = {name for name in again if name not in changed}
    return now.marked_stale({*same, *_declared(programme, changed)} - changed)


def changed_names(before: Answers, now: Answers) -> frozenset[str]:
    """The fields, columns and tables whose answers differ."""
    cells = {cell.field for cell in (*before.cells, *now.cells) if _said(before, cell) != _said(now, cell)}
    tables = {name for name in (*before.rows, *now.rows) if before.keys(name) != now.keys(name)}
    return frozenset(cells | tables | {each.split(".")[0] for each in cells})


def merged(seen: Answers, mine: Answers, newest: Answers) -> tuple[Answers, tuple[Cell, ...]]:
    """What was typed here on top of what was saved elsewhere meanwhile, and where both changed the same answer.

    There the saved one stands. Rows that one of both removed are gone; rows that were added stay, those of here last.
    """
    now, clashes = newest, []
    for table in mine.rows:
        for row in set(seen.keys(table)) - set(mine.keys(table)):
            now = now.without_row(table, row)
        added = [row for row in mine.keys(table) if row not in seen.keys(table) and row not in now.keys(table)]
        now = Answers(now.cells, {**now.rows, table: (*now.keys(table), *added)})
    kept = {row for keys in now.rows.values() for row in keys}
    for cell, answer in mine.items():
        if _said(seen, cell) == _said(mine, cell) or (cell.row and cell.row not in kept):
            continue
        if _said(newest, cell) not in (_said(seen, cell), _said(mine, cell)):
            clashes.append(cell)
        else:
            now = now.with_answer(cell.field, answer, cell.row)
    return now, tuple(clashes)


def _said(answers: Answers, cell: Cell) -> tuple[object, bool]:
    found = answers.get(*cell)
    return found.value, found.absent


def _declared(programme: Programme, changed: frozenset[str]) -> Iterator[str]:
    for _page, item in programme.items():
        if changed & frozenset(item.depends_on):
            yield item.id
            yield from (name for name in programme.fields if name.startswith(f"{item.id}."))
