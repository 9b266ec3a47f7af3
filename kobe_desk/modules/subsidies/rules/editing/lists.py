"""The lists of a definition that something can be put into, taken out of and moved within, part by part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.editing.path import found, name_of
from kobe_desk.modules.subsidies.rules.editing.stages import called, handed_in

Data = Mapping[str, Any]
PAGE, QUESTION, TABLE, LIMIT, OPTION, ATTACHMENT, CHECK, ON_FORM = (
    "page", "question", "table", "limit", "option", "attachment", "check", "on_form",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a list: where it stands, and what it is called."""

    at: str
    name: str
    up: bool
    """Whether it can go one place up; of the first question of a page: to the end of the page before."""
    down: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A list that can be changed. `title` is to be translated with `name`, the definition's own word."""

    at: str
    kind: str
    title: str
    name: str
    entries: tuple[Entry, ...]
    least: int = 0
    """It must hold so many."""
    most: int = 0
    offers: tuple[tuple[str, str], ...] = ()
    """What can be chosen for it: questions that are not on a form yet, forms for a question, stages for a paper."""
    counts: bool = False
    """Whether its choices say if a cost counts (対象になる経費)."""

    @property
    def can_add(self) -> bool:
        if self.kind == ON_FORM and not self.offers:
            return False
        return self.kind not in (TABLE, CHECK) and len(self.entries) < self.most

    @property
    def can_remove(self) -> bool:
        return len(self.entries) > self.least


def groups(definition: Data, part: str) -> tuple[Group, ...]:
    """The lists of one part (`Part.id`), in the order they are shown."""
    heading, _slash, name = part.partition("/")
    if heading == "page" and name:
        return tuple(_of_page(definition, name))
    made = _MAKERS.get(heading)
    return tuple(made(definition, name)) if made else ()


def _pages(definition: Data, _name: str) -> Iterator[Group]:
    yield Group("page", PAGE, N_("Pages"), "", _entries("page", definition["page"], "title"), least=1, most=60)


def _of_page(definition: Data, name: str) -> Iterator[Group]:
    at = f"page/{name}"
    page = found(definition, at)
    ids = [each["id"] for each in definition["page"]]
    first, last = ids[0] == name, ids[-1] == name
    questions = _entries(f"{at}/field", page.get("field", ()), "label", before=not first, after=not last)
    forms = tuple((each["id"], each["title"]) for each in definition["form"])
    yield Group(f"{at}/field", QUESTION, N_("Questions on this page"), "", questions, most=20, offers=forms)
    tables = page.get("table", ())
    if len(tables) > 1:
        yield Group(f"{at}/table", TABLE, N_("Tables on this page"), "", _entries(f"{at}/table", tables, "label"),
                    least=len(tables))  # fmt: skip
    for each in tables:
        inside = f"{at}/table/{each['id']}/limit"
        limits = _entries(inside, each.get("limit", ()), "label")
        if limits or counted(each):
            title = N_("Limits for the lines of “{name}”")
            yield Group(inside, LIMIT, title, each["label"], limits, most=40)


def counted(table: Data) -> str:
    """The calculated column that a limit can cut; empty without one."""
    known = [each["column"] for each in table.get("limit", ())]
    made = [each["id"] for each in table["columns"] if each["type"] == "yen" and "computed" in each]
    return next(iter((*known, *made)), "")


def _options(definition: Data, name: str) -> Iterator[Group]:
    at = f"choices/{name}/options"
    options = found(definition, at)
    yield Group(at, OPTION, N_("What can be chosen"), "", _entries(at, options, "label"), least=1, most=100,
                counts=any("eligible" in each for each in options))  # fmt: skip


def _attachments(definition: Data, _name: str) -> Iterator[Group]:
    rows = [{**each, "label": called(definition, each)} for each in definition.get("attachment", ())]
    entries = _entries("attachment", rows, "label")
    yield Group("attachment", ATTACHMENT, N_("Papers that go with it"), "", entries, most=50,
                offers=handed_in(definition))  # fmt: skip


def _checks(definition: Data, _name: str) -> Iterator[Group]:
    yield Group("check", CHECK, N_("Checks"), "", _entries("check", definition.get("check", ()), "message"))


def _forms(definition: Data, _name: str) -> Iterator[Group]:
    """What stands on each form, in its order."""
    names = printable(definition)
    for form in definition["form"]:
        at, there = f"form/{form['id']}/fields", form.get("fields", [])
        rows = [{"id": each, "label": names.get(each, each)} for each in there]
        offers = tuple((key, label) for key, label in names.items() if key not in there)
        entries = _entries(at, rows, "label")
        yield Group(at, ON_FORM, N_("What stands on “{name}”"), form["title"], entries, most=200, offers=offers)


def printable(definition: Data) -> dict[str, str]:
    """What a form can show: questions, tables and amounts, each with its words."""
    made: dict[str, str] = {}
    for page in definition["page"]:
        made |= {each["id"]: each["label"] for heading in ("field", "table") for each in page.get(heading, ())}
    return made | {f"amounts.{each['id']}": each["label"] for each in definition.get("amount", ())}


_MAKERS = {
    "page": _pages, "choices": _options, "attachment": _attachments, "check": _checks, "form": _forms,
}  # fmt: skip


def _entries(
    at: str, rows: Sequence[Data], named: str, *, before: bool = False, after: bool = False
) -> tuple[Entry, ...]:
    last = len(rows)
    return tuple(
        Entry(f"{at}/{name_of(each, number)}", each[named], number > 1 or before, number < last or after)
        for number, each in enumerate(rows, 1)
    )
