"""What a form can fill in about pages: their questions, tables, and limits for lines."""

from collections.abc import Iterator

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.editing.place import (
    LONG,
    NUMBER,
    SHARE,
    TEXT,
    YEN,
    YESNO,
    Data,
    Part,
    Place,
    Template,
    filled,
    rule,
)

_HINTS: tuple[Template, ...] = (("label", N_("Question"), TEXT, False), ("help", N_("Hint"), LONG, True))


def pages(definition: Data) -> Iterator[Part]:
    for page in definition["page"]:
        yield Part(f"page/{page['id']}", N_("Questions: {name}"), page["title"], tuple(_page(page)))


def _page(page: Data) -> Iterator[Place]:
    at, of = f"page/{page['id']}", page["title"]
    yield Place(f"{at}/title", of, N_("Title of the page"), TEXT, of)
    yield Place(f"{at}/why", of, N_("Why it is asked"), LONG, page.get("why"), optional=True)
    yield from rule(at, of, page, "when", N_("When this page is asked"))
    for each in page.get("field", ()):
        yield from _question(f"{at}/field/{each['id']}", each)
    for each in page.get("table", ()):
        yield from _table(f"{at}/table/{each['id']}", each)


_ROWS: tuple[Template, ...] = (
    ("min_rows", N_("Rows at least"), NUMBER, True),
    ("max_rows", N_("Rows at most"), NUMBER, True),
)
_BOUNDED = {"yen": YEN, "integer": NUMBER}
_WHEN, _MUST_WHEN = N_("When it is asked"), N_("When it must be answered")


def _question(at: str, data: Data) -> Iterator[Place]:
    of = data["label"]
    yield from filled(at, of, data, _HINTS)
    if "computed" not in data and "required_when" not in data:
        column = "/columns/" in at
        must = data.get("required", column and not data.get("optional", False))
        yield Place(f"{at}/required", of, N_("Must be answered"), YESNO, must)
    yield from _bounds(at, data)
    if "/columns/" not in at:
        yield from rule(at, of, data, "when", _WHEN)
        yield from rule(at, of, data, "required_when", _MUST_WHEN, must=True)
    if "computed" in data:
        expr = data["computed"]["expr"]
        yield Place(f"{at}/computed/expr", of, N_("Rule of calculation"), LONG, expr, help=EXPRESSION)


EXPRESSION = N_("This is written as an expression. Change it only if you know how.")


def _bounds(at: str, data: Data) -> Iterator[Place]:
    """The least and the most, and what is counted; a column shows those it has."""
    shown = data["type"] in _BOUNDED and "/columns/" not in at and "computed" not in data
    for key, label in (("min", N_("At least")), ("max", N_("At most"))):
        if isinstance(data.get(key), int) or (shown and key not in data):
            kind = _BOUNDED.get(data["type"], NUMBER)
            yield Place(f"{at}/{key}", data["label"], label, kind, data.get(key), optional=True)
    if data["type"] == "integer" and (shown or "unit" in data):
        yield Place(f"{at}/unit", data["label"], N_("Unit"), TEXT, data.get("unit"), optional=True)


def _table(at: str, table: Data) -> Iterator[Place]:
    yield from filled(at, table["label"], table, (*_HINTS, *_ROWS))
    yield from rule(at, table["label"], table, "when", _WHEN)
    for each in table["columns"]:
        yield from _question(f"{at}/columns/{each['id']}", each)
    for each in (each for each in table.get("totals", ()) if not isinstance(each, str)):
        of = each.get("label", table["label"])
        yield from rule(f"{at}/totals/{each['id']}", of, each, "where", _COUNTED, table["id"], must=True)
    for each in table.get("limit", ()):
        yield from _limit(f"{at}/limit/{each['id']}", each, table["id"])


_COUNTED = N_("Which lines are added up")


def _limit(at: str, limit: Data, table: str) -> Iterator[Place]:
    """The figure of a limit for each line and its reason; where the figure is asked or named there is none here."""
    of, most = limit["label"], limit["at_most"]
    yield Place(f"{at}/label", of, N_("Name"), TEXT, of)
    if isinstance(most, int):
        label = N_("Upper limit for each one") if "each" in limit else N_("Upper limit for a line")
        yield Place(f"{at}/at_most", of, label, YEN, most)
    elif isinstance(most, str):
        yield Place(f"{at}/at_most", of, N_("Share of the line that counts"), SHARE, most)
    yield Place(f"{at}/reason", of, N_("Reason told at the line"), LONG, limit["reason"], help=REASON)
    yield from rule(at, of, limit, "when", N_("Which lines it is for"), table)


REASON = N_("{at_most} in the sentence is the figure above.")
