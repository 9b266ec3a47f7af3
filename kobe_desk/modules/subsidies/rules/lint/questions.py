"""Questions: lists that exist, sources the wizard knows, pages that can be reached and are not too long."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules import expr, grammar
from kobe_desk.modules.subsidies.rules.definition import Column, Field, Kind, Page, Prefill, Programme, Proposal, Table
from kobe_desk.modules.subsidies.rules.lint import limits
from kobe_desk.modules.subsidies.rules.prefill import AS_OF, SOURCES, WHERE
from kobe_desk.modules.subsidies.rules.problem import Problem, no_source, too_narrow, unknown
from kobe_desk.modules.subsidies.rules.values import CLASSES

MOST_ON_A_PAGE = 5


def problems(programme: Programme) -> Iterator[Problem]:
    for page in programme.pages:
        at = f"page.{page.id}"
        if not page.items:
            yield Problem(at, N_("This page asks nothing."))
        if len(page.items) > MOST_ON_A_PAGE:
            yield Problem(
                at,
                N_("This page asks {count} things; more than {most} tire people."),
                {"count": len(page.items), "most": MOST_ON_A_PAGE},
                hint=True,
            )
        if _never(page.when) or all(_never(each.when) for each in page.items):
            yield Problem(at, N_("This page can never be reached."))
        yield from _items(programme, page)
    yield from _proposals(programme)


def _never(text: str) -> bool:
    return bool(text) and expr.compile(text).node == grammar.Literal(value=False)


def _items(programme: Programme, page: Page) -> Iterator[Problem]:
    for item in page.items:
        at = f"page.{page.id}.{item.id}"
        yield from _declared(programme, item.depends_on, at)
        if isinstance(item, Table):
            yield from _table(item, at)
        else:
            yield from _field(item, at)
            if item.prefill:
                yield from _prefill(item.prefill, item.kind, at)


def _declared(programme: Programme, names: tuple[str, ...], at: str) -> Iterator[Problem]:
    for each in names:
        if each not in programme.fields and each not in programme.tables:
            yield unknown(f"{at}.depends_on", each)


def _field(field: Field, at: str) -> Iterator[Problem]:
    if isinstance(field.min, int) and field.max is not None and field.min > field.max:
        yield too_narrow(at, field.min, field.max)
    if field.computed and (field.required_when or field.prefill):
        yield Problem(at, N_("What is calculated cannot also be asked or prefilled."))


def _table(table: Table, at: str) -> Iterator[Problem]:
    if table.min_rows > table.max_rows:
        yield too_narrow(at, table.min_rows, table.max_rows)
    yield from _product(table, f"{at}.product")
    yield from limits.problems(table, f"{at}.limit")
    source = SOURCES.get(table.prefill.source) if table.prefill else None
    if table.prefill and (source is None or not source.columns):
        yield no_source(f"{at}.prefill", table.prefill.source)
    for column in table.columns:
        yield from _field(column.field, f"{at}.{column.id}")
        known = source.columns if source else {}
        if column.prefill and known.get(column.prefill) != column.field.kind:
            yield no_source(f"{at}.{column.id}", column.prefill)
        yield from _fills(table, column, f"{at}.{column.id}.fills")


_FILLED = {Kind.TEXT: str, Kind.LONGTEXT: str, Kind.YEN: int, Kind.INTEGER: int, Kind.DATE: date}


def _fills(table: Table, column: Column, at: str) -> Iterator[Problem]:
    """What a chosen reference fills is a column of the row, and takes what that part of the reference is."""
    chosen = CLASSES.get(column.field.kind)
    members = {each.name: each.type for each in fields(chosen)} if chosen else {}
    for target, member in column.fills.items():
        filled = table.column(target)
        if filled is None:
            yield unknown(at, target)
        elif member not in members:
            yield unknown(at, member)
        elif filled.field.computed or members[member] is not _FILLED.get(filled.field.kind):
            yield Problem(at, N_("“{name}” is not a column that fits here."), {"name": target})


def _proposals(programme: Programme) -> Iterator[Problem]:
    for each in programme.proposals:
        at, table, source = f"propose.{each.id}", programme.tables.get(each.table), SOURCES.get(each.source)
        column = table.column(each.column) if table else None
        if table is None or column is None:
            yield unknown(at, f"{each.table}.{each.column}")
        elif source is None or column.field.kind not in source.gives or each.as_of not in AS_OF:
            yield no_source(f"{at}.from", each.source)
        else:
            yield from _words_of(programme, table, each, at)


def _words_of(programme: Programme, table: Table, proposal: Proposal, at: str) -> Iterator[Problem]:
    for name, text in proposal.row.items():
        column = table.column(name)
        listed = programme.choice_lists.get(column.field.choices) if column else None
        if column is None or column.field.kind not in (Kind.TEXT, Kind.CHOICE):
            yield unknown(f"{at}.row", name)
        elif listed is not None and listed.option(text) is None:
            yield unknown(f"{at}.row.{name}", text)


_FACTOR = (Kind.YEN, Kind.INTEGER)
_PRODUCT: Mapping[str, tuple[Kind, ...]] = {
    "amount": (Kind.YEN,), "price": (Kind.YEN,), "quantity": _FACTOR, "times": _FACTOR, "unit": (Kind.TEXT,),
    "words": (Kind.TEXT,),
}  # fmt: skip


def _product(table: Table, at: str) -> Iterator[Problem]:
    """Unit price, quantity and times are columns of their own, whole numbers and typed."""
    named = {part: getattr(table.product, part) for part in _PRODUCT} if table.product else {}
    for part, name in named.items():
        column = table.column(name)
        if name and column is None:
            yield unknown(f"{at}.{part}", name)
        elif column and (column.field.kind not in _PRODUCT[part] or column.field.computed):
            yield Problem(f"{at}.{part}", N_("“{name}” is not a column that fits here."), {"name": name})
    given = [name for name in named.values() if name]
    if len(set(given)) < len(given):
        yield Problem(at, N_("The same column stands here twice."))


def _prefill(prefill: Prefill, kind: Kind, at: str) -> Iterator[Problem]:
    source = SOURCES.get(prefill.source)
    if source is None or kind not in source.gives:
        yield no_source(f"{at}.prefill", prefill.source)
    if prefill.where not in WHERE or prefill.as_of not in AS_OF:
        yield no_source(f"{at}.prefill", prefill.where or prefill.as_of)
