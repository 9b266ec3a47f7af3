"""Limits for each line: they limit a calculated column, by a figure that is there, and read nothing too early."""

from collections.abc import Iterator

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules import expr
from kobe_desk.modules.subsidies.rules.definition import NUMBERS, Kind, Limit, Programme, Table
from kobe_desk.modules.subsidies.rules.names import resolve
from kobe_desk.modules.subsidies.rules.problem import Problem, no_figure, unknown


def reference_problems(programme: Programme) -> Iterator[Problem]:
    """The figure a limit is taken from is a constant or a question of a number."""
    for key, table in programme.tables.items():
        for limit in table.limits:
            if limit.source and not _is_figure(programme, limit.source):
                yield no_figure(f"{key}.limit.{limit.id}", limit.source)


def _is_figure(programme: Programme, name: str) -> bool:
    if name.startswith("constants."):
        return resolve(programme, name) is not None
    field = programme.fields.get(name)
    return field is not None and field.kind in NUMBERS and "." not in name


def problems(table: Table, at: str) -> Iterator[Problem]:
    for limit in table.limits:
        here = f"{at}.{limit.id}"
        yield from _column(table, limit, here)
        yield from _factors(table, limit, here)
        if limit.share is not None and limit.share > 1:
            yield Problem(f"{here}.at_most", N_("The rate is more than the whole."))


def _column(table: Table, limit: Limit, at: str) -> Iterator[Problem]:
    """What is typed is never cut: a limit is for a calculated column, and its condition reads what stands before."""
    column = table.column(limit.column)
    if column is None:
        yield unknown(f"{at}.column", limit.column)
        return
    if not column.field.computed or column.field.kind is not Kind.YEN:
        yield Problem(f"{at}.column", N_("“{name}” is not a column that fits here."), {"name": limit.column})
    later = table.columns[table.columns.index(column) + 1 :]
    names = {f"row.{each.id}" for each in later if each.field.computed}
    if limit.when and names & expr.references(limit.when):
        yield Problem(f"{at}.when", N_("It reads a column that is calculated later. Move that one forward."))


def _factors(table: Table, limit: Limit, at: str) -> Iterator[Problem]:
    if limit.each and limit.share is not None:
        yield Problem(f"{at}.each", N_("A share of the line is not multiplied."))
    for name in limit.each:
        column = table.column(name)
        if column is None:
            yield unknown(f"{at}.each", name)
        elif column.field.kind is not Kind.INTEGER or column.field.computed:
            yield Problem(f"{at}.each", N_("“{name}” is not a column that fits here."), {"name": name})
