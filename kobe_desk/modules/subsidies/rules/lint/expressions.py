"""Every expression: readable, its names known, its types right, and resting only on what is asked before."""

from collections.abc import Iterator

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules import expr, types
from kobe_desk.modules.subsidies.rules.definition import NUMBERS, Kind, Programme, Table
from kobe_desk.modules.subsidies.rules.graph import graph
from kobe_desk.modules.subsidies.rules.names import Use, read_by, uses
from kobe_desk.modules.subsidies.rules.problem import Problem


def problems(programme: Programme) -> Iterator[Problem]:
    for use in uses(programme):
        yield from _of_use(programme, use)


def _of_use(programme: Programme, use: Use) -> Iterator[Problem]:
    try:
        compiled = expr.compile(use.expr)
        found = types.check(programme, compiled.node, use.row_of)
    except expr.ExpressionRefused as fault:
        yield Problem(use.at, fault.text, fault.values)
    except types.Mistyped as fault:
        yield Problem(use.at, str(fault), fault.values)
    else:
        if found is not _wanted(use.kind):
            yield Problem(use.at, N_("This must give a {wanted}."), {"wanted": types.spoken(_wanted(use.kind))})


def _wanted(kind: Kind) -> types.Basic:
    return types.Basic.INT if kind in NUMBERS else types.Basic.BOOL


def order_problems(programme: Programme) -> Iterator[Problem]:
    """Pages keep their order: what decides whether something is asked, is asked before it."""
    places = {item.id: place for place, (_page, item) in enumerate(programme.items())}
    firsts = {page.id: min((places[each.id] for each in page.items), default=len(places)) for page in programme.pages}
    for use in uses(programme):
        if not use.at.endswith(".when") or not use.item:
            continue
        here = firsts[use.item] if use.at == f"page.{use.item}.when" else places[use.item]
        for name in sorted(_questions_behind(programme, use.expr)):
            if places[name] >= here:
                yield Problem(
                    use.at, N_("“{name}” is asked later than what it decides. Move it forward."), {"name": name}
                )
    yield from _columns(programme)


def _questions_behind(programme: Programme, text: str) -> frozenset[str]:
    """The questions and tables an expression rests on, through conditions, totals and amounts."""
    needs, asked = graph(programme), {item.id for _page, item in programme.items()}
    found: set[str] = set()
    waiting = list(read_by(programme, text))
    while waiting:
        node = waiting.pop()
        name = node.removeprefix("rows.")
        if name in asked:
            found.add(name)
        else:
            waiting += needs.get(node, ())
    return frozenset(found)


def _columns(programme: Programme) -> Iterator[Problem]:
    """A computed column reads no column that is computed after it."""
    for page, table in programme.items():
        if isinstance(table, Table):
            later = [each.id for each in table.columns if each.field.computed]
            while later:
                column = table.column(later[0])
                names = {f"row.{each}" for each in later}
                if column and names & expr.references(column.field.computed):
                    at = f"page.{page.id}.table.{table.id}.columns.{column.id}.computed"
                    yield Problem(at, N_("It reads a column that is calculated later. Move that one forward."))
                later.pop(0)
