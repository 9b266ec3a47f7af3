"""What a name in a definition means: a question, rows, a total, an amount, a condition, or a word of the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass

from kobe_desk.modules.subsidies.rules import expr
from kobe_desk.modules.subsidies.rules.definition import Attachment, Field, Kind, Programme, Table

WINDOW = ("open_day", "close_day")
YEAR = ("start", "end", "number")
FACTS = "facts"
"""What conditions of eligibility read instead of answers; no table can have this name."""


@dataclass(frozen=True, slots=True)
class Use:
    """An expression and where it stands; `asked_before`: it may only rest on what is asked before `item`."""

    at: str
    expr: str
    item: str = ""
    row_of: str = ""
    """The table whose row it reads, or FACTS."""
    kind: Kind = Kind.YESNO
    """What it gives: a condition yes or no, a computed value its own kind."""


def node_of(programme: Programme, name: str) -> str:
    """The node of the dependency graph that a name reads; empty for the calendar; KeyError if there is none.

    Nodes are a field's id, `rows.table`, `totals.table.total`, `amounts.amount` and a condition's id.
    """
    head, *rest = name.split(".")
    if head in ("today", "window", "year"):
        return _calendar(head, rest)
    if head == "constants":
        next(each for each in programme.constants if [each.id] == rest)
        return ""
    if head == "rows":
        return f"rows.{programme.tables[rest[0]].id}"
    if head == "totals":
        table = programme.tables[rest[0]]
        return f"totals.{table.id}.{next(each.id for each in table.totals if each.id == rest[1])}"
    if head == "amounts":
        return f"amounts.{next(each.id for each in programme.amounts if each.id == rest[0])}"
    if any(each.id == head for each in programme.conditions) and not rest:
        return head
    if "." in head or head in programme.tables:
        raise KeyError(name)
    return programme.fields[head].id


def _calendar(head: str, rest: list[str]) -> str:
    allowed = {"today": (), "window": WINDOW, "year": YEAR}[head]
    if (rest and rest[0] not in allowed) or (bool(rest) != bool(allowed)):
        raise KeyError(head)
    return ""


def resolve(programme: Programme, name: str) -> str | None:
    """Like `node_of`, None where there is no such name."""
    try:
        return node_of(programme, name)
    except (KeyError, StopIteration, IndexError):
        return None


def uses(programme: Programme) -> Iterator[Use]:
    """Every expression of a programme, with the place it stands at."""
    for each in _everywhere(programme):
        if each.expr:
            yield each


def _everywhere(programme: Programme) -> Iterator[Use]:
    for page in programme.pages:
        yield Use(f"page.{page.id}.when", page.when, page.id)
        for item in page.items:
            yield from _of_table(page.id, item) if isinstance(item, Table) else _of_field(page.id, item)
    for condition in programme.conditions:
        yield Use(f"condition.{condition.id}.expr", condition.expr)
    for check in programme.checks:
        yield Use(f"check.{check.id}.expr", check.expr)
        yield Use(f"check.{check.id}.when", check.when)
    for attachment in (*programme.attachments, *programme.attachments_later):
        yield from _of_paper(programme, attachment)
    for form in programme.forms:
        yield Use(f"form.{form.id}.when", form.when)
    for number, each in enumerate(programme.eligibility, 1):
        yield Use(f"eligibility.{number}.expr", each.expr, row_of=FACTS)


def _of_paper(programme: Programme, attachment: Attachment) -> Iterator[Use]:
    at, lines = f"attachment.{attachment.id}", attachment.lines
    yield Use(f"{at}.required_when", attachment.required_when)
    yield Use(f"{at}.when", attachment.when)
    if lines and lines.table in programme.tables:
        yield Use(f"{at}.lines.when", lines.when, "", lines.table)


def _of_field(page: str, field: Field) -> Iterator[Use]:
    at = f"page.{page}.field.{field.id}"
    yield Use(f"{at}.when", field.when, field.id)
    yield Use(f"{at}.required_when", field.required_when)
    yield Use(f"{at}.computed", field.computed, field.id, kind=field.kind)


def _of_table(page: str, table: Table) -> Iterator[Use]:
    at = f"page.{page}.table.{table.id}"
    yield Use(f"{at}.when", table.when, table.id)
    for column in table.columns:
        computed = column.field.computed
        yield Use(f"{at}.columns.{column.id}.computed", computed, table.id, table.id, column.field.kind)
    for limit in table.limits:
        yield Use(f"{at}.limit.{limit.id}.when", limit.when, "", table.id)
    for total in table.totals:
        yield Use(f"{at}.totals.{total.id}.where", total.where, "", table.id)


def read_by(programme: Programme, text: str) -> frozenset[str]:
    """The nodes an expression reads; unknown names and `row` are left out (the lint names them)."""
    found = (resolve(programme, name) for name in expr.references(text) if name.split(".")[0] != "row")
    return frozenset(each for each in found if each)
