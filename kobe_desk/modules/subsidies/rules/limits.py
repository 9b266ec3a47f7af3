"""Limits for each line of a table, put to a line: what counts of it, and the words for it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from kobe_desk.modules.subsidies.rules.definition import Held, Limit, Programme, Table
from kobe_desk.modules.subsidies.rules.figure import limit_at


def held(
    programme: Programme, table: Table, column: str, claimed: object, row: Mapping[str, object],
    lookup: Callable[[str], object], holds: Callable[[str], bool],
) -> Held | None:  # fmt: skip
    """The limit that decides how much of a line counts; None where all of it does."""
    if not isinstance(claimed, int):
        return None
    over = [
        each
        for limit in table.limits
        if limit.column == column and (not limit.when or holds(limit.when))
        if (each := _put(programme, table, limit, claimed, row, lookup))
    ]
    return min(over, key=lambda each: each.counted, default=None)


def _put(
    programme: Programme, table: Table, limit: Limit, claimed: int, row: Mapping[str, object],
    lookup: Callable[[str], object],
) -> Held | None:  # fmt: skip
    unit = limit.unit(lookup)
    most = limit.most(row, claimed, unit)
    if most is None or claimed <= most:
        return None
    page = programme.page_of(table.id)
    at = limit_at(page.id, table.id, limit.id) if page and not limit.source else limit.source
    reason = programme.worded(limit.said(unit))
    return Held(
        limit.id, limit.column, claimed, max(0, most), reason, limit.written(row, unit, _counted(table, row)), at=at
    )


def _counted(table: Table, row: Mapping[str, object]) -> dict[str, str]:
    """What each column of a line counts: the unit of its question, or the one that is typed (人)."""
    found = {each.id: each.field.unit for each in table.columns}
    product = table.product
    return {**found, product.quantity: str(row.get(product.unit) or "")} if product and product.unit else found


def named(found: Held, number: int, name: object) -> Held:
    """The same, saying which line it is: 3行目 講師謝礼."""
    return replace(found, line=line_of(number, name))


def line_of(number: int, name: object) -> str:
    """Which line, in words."""
    return f"{number}行目　{name or ''}".rstrip("　")
