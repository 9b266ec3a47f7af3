"""What an officer may change in a definition by a form. Ids, conditions, order and layout are not among it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.editing.path import name_of

Data = Mapping[str, Any]
TEXT, LONG, NUMBER, YEN, SHARE, DAY, YESNO = "text", "longtext", "number", "yen", "share", "day", "yesno"


@dataclass(frozen=True, slots=True)
class Place:
    """One thing to fill in: where it stands, what it belongs to, what it is called, and what kind of value it is."""

    at: str
    of: str
    label: str
    """The name of it, to be translated when it is shown."""
    kind: str
    value: Any
    optional: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The places that are shown together. `title` is to be translated, `name` is the definition's own word."""

    id: str
    title: str
    name: str
    places: tuple[Place, ...]


def parts(definition: Data) -> tuple[Part, ...]:
    """Everything that can be changed, in the order of the file."""
    made = [
        Part("programme", N_("About the programme"), "", tuple(_programme(definition["programme"]))),
        *_pages(definition),
        *_lists(definition),
        *_amounts(definition),
        Part("check", N_("Sentences of the checks"), "", tuple(_each(definition, "check", "message", _CHECK))),
        Part("eligibility", N_("Who can use it"), "", tuple(_each(definition, "eligibility", "need", _NEED))),
        Part("attachment", N_("Papers that go with it"), "", tuple(_papers(definition))),
        Part("form", N_("Forms and who signs"), "", tuple(_forms(definition))),
        Part("stage", N_("Stages and deadlines"), "", tuple(_stages(definition))),
    ]
    return tuple(each for each in made if each.places)


Template = tuple[str, str, str, bool]
"""Key, name, kind, and whether it can be left empty."""

_HEAD: tuple[Template, ...] = (
    ("title", N_("Name of the programme"), TEXT, False),
    ("funder", N_("Funder"), TEXT, False),
    ("addressee", N_("Addressee"), TEXT, True),
    ("summary", N_("In short"), LONG, True),
    ("who", N_("Who can apply"), LONG, True),
    ("keep_years", N_("Years to keep the papers"), NUMBER, False),
)
_HINTS: tuple[Template, ...] = (("label", N_("Question"), TEXT, False), ("help", N_("Hint"), LONG, True))
_CHECK: tuple[Template, ...] = (("message", N_("Sentence"), LONG, False),)
_NEED: tuple[Template, ...] = (("need", N_("What is needed"), LONG, False),)
_PAPER: tuple[Template, ...] = (
    ("label", N_("Name of the paper"), TEXT, False),
    ("required", N_("Must go with it"), YESNO, False),
    ("min", N_("How many at least"), NUMBER, True),
)
_JOINT = N_("One paper for all lines will do")


def _from(at: str, of: str, data: Data, templates: Sequence[Template]) -> Iterator[Place]:
    for key, label, kind, optional in templates:
        value = data.get(key, False if kind == YESNO else None)
        yield Place(f"{at}/{key}", of, label, kind, value, optional)


def _programme(head: Data) -> Iterator[Place]:
    of = head["title"]
    yield from _from("programme", of, head, _HEAD[:2])
    if head["fiscal_year"] != "every":
        yield Place("programme/fiscal_year", of, N_("Fiscal year"), NUMBER, int(head["fiscal_year"]))
    yield from _from("programme", of, head, _HEAD[2:])
    yield from _window(head["window"], of)
    for key, label in (("from", N_("Valid from")), ("to", N_("Valid until"))):
        if "valid" in head:
            yield Place(f"programme/valid/{key}", of, label, DAY, head["valid"][key])
    for number, each in enumerate((*head.get("basis", ()), {}), 1):
        at = f"programme/basis/{number}"
        named = each.get("title") or of if each else ""
        yield Place(f"{at}/title", named, N_("Rule or call that this rests on"), TEXT, each.get("title"), True)
        if each:
            yield Place(f"{at}/article", named, N_("Article"), TEXT, each.get("article"), True)
            yield Place(f"{at}/note", named, N_("Date or note"), TEXT, each.get("note"), True)


_WINDOWS: Mapping[str, tuple[Template, ...]] = {
    "fixed": (("open", N_("First day"), DAY, True), ("close", N_("Last day"), DAY, False)),
    "fiscal_year": (("open", N_("First day"), TEXT, False), ("close", N_("Last day"), TEXT, False)),
    "today": (
        ("days_before", N_("Open since so many days"), NUMBER, False),
        ("days_after", N_("Open for so many days"), NUMBER, False),
    ),
}


def _window(window: Data, of: str) -> Iterator[Place]:
    yield from _from("programme/window", of, window, _WINDOWS[window.get("rule", "fixed")])


def _pages(definition: Data) -> Iterator[Part]:
    for page in definition["page"]:
        yield Part(f"page/{page['id']}", N_("Questions: {name}"), page["title"], tuple(_page(page)))


def _page(page: Data) -> Iterator[Place]:
    at, of = f"page/{page['id']}", page["title"]
    yield Place(f"{at}/title", of, N_("Title of the page"), TEXT, of)
    yield Place(f"{at}/why", of, N_("Why it is asked"), LONG, page.get("why"), optional=True)
    for each in page.get("field", ()):
        yield from _question(f"{at}/field/{each['id']}", each)
    for each in page.get("table", ()):
        yield from _table(f"{at}/table/{each['id']}", each)


_ROWS: tuple[Template, ...] = (
    ("min_rows", N_("Rows at least"), NUMBER, True),
    ("max_rows", N_("Rows at most"), NUMBER, True),
)
_BOUNDED = {"yen": YEN}


def _question(at: str, data: Data) -> Iterator[Place]:
    of = data["label"]
    yield from _from(at, of, data, _HINTS)
    if "computed" not in data and "required_when" not in data:
        column = "/columns/" in at
        must = data.get("required", column and not data.get("optional", False))
        yield Place(f"{at}/required", of, N_("Must be answered"), YESNO, must)
    for key, label in (("min", N_("At least")), ("max", N_("At most"))):
        if isinstance(data.get(key), int):
            yield Place(f"{at}/{key}", of, label, _BOUNDED.get(data["type"], NUMBER), data[key])


def _table(at: str, table: Data) -> Iterator[Place]:
    yield from _from(at, table["label"], table, (*_HINTS, *_ROWS))
    for each in table["columns"]:
        yield from _question(f"{at}/columns/{each['id']}", each)
    for each in table.get("limit", ()):
        yield from _limit(f"{at}/limit/{each['id']}", each)


def _limit(at: str, limit: Data) -> Iterator[Place]:
    """The figure of a limit for each line and its reason; where the figure is asked or named there is none here."""
    of, most = limit["label"], limit["at_most"]
    yield Place(f"{at}/label", of, N_("Name"), TEXT, of)
    if isinstance(most, int):
        label = N_("Upper limit for each one") if "each" in limit else N_("Upper limit for a line")
        yield Place(f"{at}/at_most", of, label, YEN, most)
    elif isinstance(most, str):
        yield Place(f"{at}/at_most", of, N_("Share of the line that counts"), SHARE, most)
    yield Place(f"{at}/reason", of, N_("Reason told at the line"), LONG, limit["reason"], help=REASON)


REASON = N_("{at_most} in the sentence is the figure above.")


def _lists(definition: Data) -> Iterator[Part]:
    for each in definition.get("choices", ()):
        names = "、".join(option["label"] for option in each["options"][:2])
        yield Part(f"choices/{each['id']}", N_("Choices: {name}"), names, tuple(_options(each)))


def _options(choices: Data) -> Iterator[Place]:
    for each in choices["options"]:
        at = f"choices/{choices['id']}/options/{each['id']}"
        yield Place(f"{at}/label", each["label"], N_("Words of the choice"), TEXT, each["label"])
        if "eligible" in each:
            yield Place(f"{at}/eligible", each["label"], N_("Cost that counts"), YESNO, each["eligible"])


def _amounts(definition: Data) -> Iterator[Part]:
    for each in definition.get("amount", ()):
        yield Part(f"amount/{each['id']}", N_("Amount: {name}"), each["label"], tuple(_amount(each)))
    constants = tuple(
        place
        for each in definition.get("constant", ())
        for place in _from(f"constant/{each['id']}", each["label"], each, _CONSTANT)
    )
    yield Part("constant", N_("Other figures"), "", constants)


_CONSTANT: tuple[Template, ...] = (("label", N_("Name"), TEXT, False), ("value", N_("Figure"), NUMBER, False))
ASKED = N_("Leave it empty to have the figure asked in each application.")


def _amount(amount: Data) -> Iterator[Place]:
    at, of = f"amount/{amount['id']}", amount["label"]
    yield Place(f"{at}/label", of, N_("Name"), TEXT, of)
    if "rate" in amount:
        yield Place(f"{at}/rate", of, N_("Rate"), SHARE, amount["rate"])
    if "cap" in amount:
        yield from _cap(f"{at}/cap", of, amount["cap"])
    yield Place(f"{at}/floor", of, N_("Lowest amount"), YEN, amount.get("floor", 0))
    if "round" in amount:
        yield Place(f"{at}/round/unit", of, N_("Rounded to units of"), YEN, amount["round"]["unit"])
    for part in amount.get("part", ()):
        inside = f"{at}/part/{part['id']}"
        yield Place(f"{inside}/label", part["label"], N_("Name"), TEXT, part["label"])
        yield Place(f"{inside}/at_most", part["label"], N_("Share of the amount"), SHARE, part["at_most"])


def _cap(at: str, of: str, cap: Any) -> Iterator[Place]:
    if isinstance(cap, int):
        yield Place(at, of, N_("Upper limit"), YEN, cap, optional=True, help=ASKED)
    elif "ask" in cap:
        yield Place(at, of, N_("Upper limit"), YEN, None, optional=True, help=ASKED)
        yield Place(f"{at}/ask", of, N_("Question for the upper limit"), TEXT, cap["ask"])
    elif "each" in cap:
        yield Place(f"{at}/each", of, N_("Upper limit for each one"), YEN, cap["each"])
    else:
        for key, value in cap["table"].items():
            yield Place(f"{at}/table/{key}", key, N_("Upper limit"), YEN, value)


def _each(definition: Data, heading: str, named: str, templates: Sequence[Template]) -> Iterator[Place]:
    for number, each in enumerate(definition.get(heading, ()), 1):
        yield from _from(f"{heading}/{name_of(each, number)}", each[named], each, templates)


def _papers(definition: Data) -> Iterator[Place]:
    for each in definition.get("attachment", ()):
        at, of = f"attachment/{each['id']}", each["label"]
        yield from _from(at, of, each, _PAPER)
        if "lines" in each:
            yield Place(f"{at}/lines/joint", of, _JOINT, YESNO, each["lines"].get("joint", True))


def _forms(definition: Data) -> Iterator[Place]:
    for each in definition["form"]:
        at, of = f"form/{each['id']}", each["title"]
        yield Place(f"{at}/title", of, N_("Title of the form"), TEXT, of)
        yield Place(f"{at}/code", of, N_("Number of the form"), TEXT, each.get("code"), optional=True)
        turns = {signer["role"]: signer["order"] for signer in each.get("signers", ())}
        for role, label in SIGNS.items() if turns else ():
            yield Place(f"{at}/signers/{role}", of, label, NUMBER, turns.get(role), optional=True, help=SIGNS_NOT)


SIGNS_NOT = N_("Leave it empty if this office does not sign.")
SIGNS = {
    "chair": N_("Turn of the chair to sign"),
    "vice_chair": N_("Turn of the vice chair to sign"),
    "treasurer": N_("Turn of the treasurer to sign"),
    "auditor": N_("Turn of the auditor to sign"),
    "secretary": N_("Turn of the secretary to sign"),
}


def _stages(definition: Data) -> Iterator[Place]:
    for each in definition["stage"]:
        at, of = f"stage/{each['id']}", each["title"]
        yield Place(f"{at}/title", of, N_("Name of the stage"), TEXT, of)
        if "due" in each or (each is not definition["stage"][0] and not each.get("final")):
            due = each.get("due", {})
            help_ = DUE_AFTER[due.get("after", AFTER)]
            yield Place(f"{at}/due/days", of, N_("Days until it is due"), NUMBER, due.get("days"), True, help_)


AFTER = "project_end"
DUE_AFTER = {
    "project_end": N_("Counted from the end of the project. Leave it empty if there is no such rule."),
    "decision_date": N_("Counted from the day of the decision. Leave it empty if there is no such rule."),
    "window_close": N_("Counted from the last day of applying. Leave it empty if there is no such rule."),
}
