"""What an officer may change in a definition by a form. Ids and layout are not among it."""

from collections.abc import Iterator, Mapping
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.editing.path import name_of
from kobe_desk.modules.subsidies.rules.editing.place import (
    CHOICE,
    DAY,
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
from kobe_desk.modules.subsidies.rules.editing.questions import EXPRESSION, pages
from kobe_desk.modules.subsidies.rules.editing.stages import first, handed_in, stages, taken_from


def parts(definition: Data) -> tuple[Part, ...]:
    """Everything that can be changed, in the order of the file."""
    made = [
        Part("programme", N_("About the programme"), "", tuple(_programme(definition["programme"]))),
        Part("page", N_("Pages and their order"), "", ()),
        *pages(definition),
        *_lists(definition),
        *_amounts(definition),
        Part("check", N_("Sentences of the checks"), "", tuple(_checks(definition))),
        Part("condition", N_("Conditions that others use"), "", tuple(_conditions(definition))),
        Part("eligibility", N_("Who can use it"), "", tuple(_eligible(definition))),
        Part("attachment", N_("Papers that go with it"), "", tuple(_papers(definition))),
        Part("form", N_("Forms and who signs"), "", tuple(_forms(definition))),
        Part("stage", N_("Stages and deadlines"), "", tuple(stages(definition))),
    ]
    return tuple(each for each in made if each.places or each.id in ALWAYS)


ALWAYS = frozenset({"attachment", "check", "page"})
"""Parts that something can be added to, or that hold a list, even while they are empty."""


_HEAD: tuple[Template, ...] = (
    ("title", N_("Name of the programme"), TEXT, False),
    ("funder", N_("Funder"), TEXT, False),
    ("addressee", N_("Addressee"), TEXT, True),
    ("summary", N_("In short"), LONG, True),
    ("who", N_("Who can apply"), LONG, True),
    ("keep_years", N_("Years to keep the papers"), NUMBER, False),
)
_CHECK: tuple[Template, ...] = (("message", N_("Sentence"), LONG, False),)
_NEED: tuple[Template, ...] = (("need", N_("What is needed"), LONG, False),)
_PAPER: tuple[Template, ...] = (
    ("label", N_("Name of the paper"), TEXT, False),
    ("required", N_("Must go with it"), YESNO, False),
    ("min", N_("How many at least"), NUMBER, True),
)
_JOINT = N_("One paper for all lines will do")


def _programme(head: Data) -> Iterator[Place]:
    of = head["title"]
    yield from filled("programme", of, head, _HEAD[:2])
    if head["fiscal_year"] != "every":
        yield Place("programme/fiscal_year", of, N_("Fiscal year"), NUMBER, int(head["fiscal_year"]))
    yield from filled("programme", of, head, _HEAD[2:])
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
    yield from filled("programme/window", of, window, _WINDOWS[window.get("rule", "fixed")])


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
        words = _words(definition, each)
        yield Part(f"amount/{each['id']}", N_("Amount: {name}"), each["label"], tuple(_amount(each, words)))
    constants = tuple(
        place
        for each in definition.get("constant", ())
        for place in filled(f"constant/{each['id']}", each["label"], each, _CONSTANT)
    )
    yield Part("constant", N_("Other figures"), "", constants)


_CONSTANT: tuple[Template, ...] = (("label", N_("Name"), TEXT, False), ("value", N_("Figure"), NUMBER, False))
ASKED = N_("Leave it empty to have the figure asked in each application.")


def _words(definition: Data, amount: Data) -> Mapping[str, str]:
    """The words of the choice that decides the limit of an amount, by the names of its options."""
    cap = amount.get("cap")
    asked = (field for page in definition["page"] for field in page.get("field", ()))
    lists = {field["choices"] for field in asked if isinstance(cap, dict) and field["id"] == cap.get("by")}
    options = (each["options"] for each in definition.get("choices", ()) if each["id"] in lists)
    return {option["id"]: option["label"] for group in options for option in group}


def _amount(amount: Data, words: Mapping[str, str]) -> Iterator[Place]:
    at, of = f"amount/{amount['id']}", amount["label"]
    yield Place(f"{at}/label", of, N_("Name"), TEXT, of)
    if "rate" in amount:
        yield Place(f"{at}/rate", of, N_("Rate"), SHARE, amount["rate"])
    if "cap" in amount:
        yield from _cap(f"{at}/cap", of, amount["cap"], words)
    yield Place(f"{at}/floor", of, N_("Lowest amount"), YEN, amount.get("floor", 0))
    if "round" in amount:
        yield Place(f"{at}/round/unit", of, N_("Rounded to units of"), YEN, amount["round"]["unit"])
    for part in amount.get("part", ()):
        inside = f"{at}/part/{part['id']}"
        yield Place(f"{inside}/label", part["label"], N_("Name"), TEXT, part["label"])
        yield Place(f"{inside}/at_most", part["label"], N_("Share of the amount"), SHARE, part["at_most"])


def _cap(at: str, of: str, cap: Any, words: Mapping[str, str]) -> Iterator[Place]:
    """A limit that a choice decides (1年目, 2年目) is named by the words of the choice."""
    if isinstance(cap, int):
        yield Place(at, of, N_("Upper limit"), YEN, cap, optional=True, help=ASKED)
    elif "ask" in cap:
        yield Place(at, of, N_("Upper limit"), YEN, None, optional=True, help=ASKED)
        yield Place(f"{at}/ask", of, N_("Question for the upper limit"), TEXT, cap["ask"])
    elif "each" in cap:
        yield Place(f"{at}/each", of, N_("Upper limit for each one"), YEN, cap["each"])
    else:
        for key, value in cap["table"].items():
            yield Place(f"{at}/table/{key}", words.get(key, key), N_("Upper limit"), YEN, value)


def _checks(definition: Data) -> Iterator[Place]:
    for each in definition.get("check", ()):
        at, of = f"check/{each['id']}", each["message"]
        yield from filled(at, of, each, _CHECK)
        yield from rule(at, of, each, "expr", N_("What must hold"), must=True)
        yield from rule(at, of, each, "when", N_("When it is checked"), must=True)


def _conditions(definition: Data) -> Iterator[Place]:
    for each in definition.get("condition", ()):
        yield from rule(f"condition/{each['id']}", each["id"], each, "expr", N_("What must hold"), must=True)


def _eligible(definition: Data) -> Iterator[Place]:
    """Its rule reads facts of the association, not answers, and so is no rule that a form chooses."""
    for number, each in enumerate(definition.get("eligibility", ()), 1):
        at, of = f"eligibility/{name_of(each, number)}", each["need"]
        yield from filled(at, of, each, _NEED)
        yield Place(f"{at}/expr", of, N_("What must hold"), LONG, each["expr"], help=EXPRESSION)


def _papers(definition: Data) -> Iterator[Place]:
    for each in definition.get("attachment", ()):
        at, of = f"attachment/{each['id']}", each["label"]
        yield from filled(at, of, each, _PAPER)
        yield from rule(at, of, each, "required_when", N_("When it must go with it"))
        yield from rule(at, of, each, "when", N_("When it is asked for"), must=True)
        yield from _with_stage(definition, at, of, each)
        if "lines" in each:
            yield from rule(f"{at}/lines", of, each["lines"], "when", N_("For which lines"), each["lines"]["table"])
            yield Place(f"{at}/lines/joint", of, _JOINT, YESNO, each["lines"].get("joint", True))


def _with_stage(definition: Data, at: str, of: str, paper: Data) -> Iterator[Place]:
    """Which stage it goes with, and where the desk takes it from; a paper of lines stays with the application."""
    stage = paper.get("stage", first(definition))
    if "lines" not in paper and paper.get("kind") != "extract":
        yield Place(f"{at}/stage", of, N_("What it goes with"), CHOICE, stage, options=handed_in(definition))
    if stage != first(definition):
        label = N_("Where the desk takes it from")
        yield Place(f"{at}/reuse", of, label, CHOICE, paper.get("reuse"), True, options=taken_from(stage))


def _forms(definition: Data) -> Iterator[Place]:
    for each in definition["form"]:
        at, of = f"form/{each['id']}", each["title"]
        yield Place(f"{at}/title", of, N_("Title of the form"), TEXT, of)
        yield Place(f"{at}/code", of, N_("Number of the form"), TEXT, each.get("code"), optional=True)
        yield from rule(at, of, each, "when", N_("When it is made"), must=True)
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
