"""The figures of a programme (率・額・期限): where each stands in the file, and which need a source."""

from collections.abc import Iterator, Mapping
from typing import Any

from kobe_desk.modules.subsidies.rules.definition import Programme

Data = Any


def value_at(definition: Mapping[str, Any], at: str) -> Data:
    """What stands at `amount.grant.cap` or `programme.window`; lists are entered by id. KeyError if nothing does."""
    found: Any = definition
    for step in at.split("."):
        found = _step(found, step)
    return found


def _step(found: Any, step: str) -> Any:
    if isinstance(found, list):
        return next((each for each in found if each.get("id") == step), None) or _absent(step)
    return found[step] if isinstance(found, dict) and step in found else _absent(step)


def _absent(step: str) -> Any:
    raise KeyError(step)


def with_value(definition: Mapping[str, Any], at: str, value: Any) -> dict[str, Any]:
    """A copy of the definition with another value at a place that exists."""
    head, _, rest = at.partition(".")
    value_at(definition, head)
    return {**definition, head: _replaced(definition[head], rest, value)}


def _replaced(found: Any, at: str, value: Any) -> Any:
    if not at:
        return value
    head, _, rest = at.partition(".")
    if isinstance(found, list):
        return [_replaced(each, rest, value) if each.get("id") == head else each for each in found]
    return {**found, head: _replaced(found[head], rest, value)}


def places(programme: Programme) -> Iterator[str]:
    """Every place that holds a figure of the funder's and so needs a source; a cap that is asked has none."""
    if not programme.teaching:
        yield "programme.window"
    yield from (f"constant.{each.id}.value" for each in programme.constants)
    yield from _limits(programme)
    for amount in programme.amounts:
        at = f"amount.{amount.id}"
        if amount.rate is not None:
            yield f"{at}.rate"
        if amount.cap is not None and not amount.cap.asked:
            yield f"{at}.cap"
        if amount.unit > 1:
            yield f"{at}.round"
        yield from (f"{at}.part.{each.id}.at_most" for each in amount.parts)
    yield from (advance_at(each.id) for each in programme.stages if each.advance is not None)


def advance_at(stage: str) -> str:
    """Where the most that is paid in advance stands: its share, and how that is rounded."""
    return f"stage.{stage}.advance"


def limit_at(page: str, table: str, limit: str) -> str:
    """Where the figure of a limit for each line stands."""
    return f"page.{page}.table.{table}.limit.{limit}.at_most"


def _limits(programme: Programme) -> Iterator[str]:
    for page in programme.pages:
        for table in page.tables:
            yield from (limit_at(page.id, table.id, each.id) for each in table.limits if not each.source)
