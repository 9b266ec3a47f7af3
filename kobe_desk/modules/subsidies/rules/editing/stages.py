"""What an officer may change of the stages by a form, and which of them a paper can go with."""

from collections.abc import Iterator

from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.rules.editing.place import CHOICE, NUMBER, SHARE, TEXT, YEN, Data, Place
from kobe_desk.modules.subsidies.rules.later import PAPERS
from kobe_desk.modules.subsidies.rules.life import REPORT
from kobe_desk.modules.subsidies.rules.wanted import MADE, PHOTOS, RECEIPTS, SOMETIMES


def handed_in(definition: Data) -> tuple[tuple[str, str], ...]:
    """The application, then the stages where the association hands something in, each with the programme's word."""
    with_papers = {each.stage for each in PAPERS}
    later = ((each["id"], each["title"]) for each in definition["stage"][1:] if each["id"] in with_papers)
    return ((first(definition), N_("The application")), *later)


def first(definition: Data) -> str:
    """The stage of the application itself; what names no stage goes with it."""
    return str(definition["stage"][0]["id"])


def called(definition: Data, paper: Data) -> str:
    """A paper with the later stage it goes with: 写真（実績報告）."""
    stage = next((each["title"] for each in definition["stage"][1:] if each["id"] == paper.get("stage")), "")
    label = str(paper["label"])
    return _("{name} ({stage})").format(name=label, stage=stage) if stage else label


def taken_from(stage: str) -> tuple[tuple[str, str], ...]:
    """The sources of a paper of a stage, each in words."""
    made = ((f"{MADE}{each.name}", each.title) for each in PAPERS if each.stage == stage and each.name not in SOMETIMES)
    more = ((RECEIPTS, N_("Scans of the receipts in the cash book")), (PHOTOS, N_("Photos of the event")))
    return (("", N_("It is put there by hand")), *_KEPT, *made, *(more if stage == REPORT else ()))


_KEPT = (
    ("association.documents.bank_book", N_("The kept copy of the passbook")),
    ("association.documents.bylaws", N_("The kept bylaws")),
    ("association.documents.assembly_papers", N_("The kept papers of the assembly")),
)


def stages(definition: Data) -> Iterator[Place]:
    for each in definition["stage"]:
        at, of = f"stage/{each['id']}", each["title"]
        yield Place(f"{at}/title", of, N_("Name of the stage"), TEXT, of)
        if "due" in each or (each is not definition["stage"][0] and not each.get("final")):
            yield from _due(f"{at}/due", of, each.get("due", {}))
        if "advance" in each or "advance_amount" in each.get("records", ()):
            yield from _advance(f"{at}/advance", of, each.get("advance", {}))


AFTER = "project_end"
DUE_AFTER = (
    ("", N_("There is no such rule")),
    ("project_end", N_("the last day of the project")),
    ("decision_date", N_("the day of the decision")),
    ("window_close", N_("the last day of applying")),
    ("year_end", N_("the last day of the fiscal year")),
)
ROUNDED = (
    ("down", N_("rounded down")),
    ("up", N_("rounded up")),
    ("half_up", N_("rounded half up")),
    ("half_even", N_("rounded to the nearer one")),
)
_NO_DAY = N_("Where no rule gives a day, each grant asks for the day in the notice.")
_DAYS = N_("0 is the day itself.")
_WHAT = N_("Leave it empty if it is the stage itself.")
_NO_MOST = N_("Such as 1/2. Leave it empty if the call gives no such rule.")


def _due(at: str, of: str, due: Data) -> Iterator[Place]:
    after = due.get("after")
    yield Place(f"{at}/after", of, N_("Deadline counted from"), CHOICE, after, True, _NO_DAY, options=DUE_AFTER)
    yield Place(f"{at}/days", of, N_("Days until it is due"), NUMBER, due.get("days"), True, _DAYS)
    if due:
        yield Place(f"{at}/what", of, N_("What has to be done by then"), TEXT, due.get("what"), True, _WHAT)


def _advance(at: str, of: str, advance: Data) -> Iterator[Place]:
    rounding = advance.get("round", {})
    label, unit = N_("Greatest advance, as a share of what was decided"), N_("Rounded to units of")
    yield Place(f"{at}/at_most", of, label, SHARE, advance.get("at_most"), True, _NO_MOST)
    yield Place(f"{at}/round/unit", of, unit, YEN, rounding.get("unit"), True)
    if rounding:
        yield Place(f"{at}/round/mode", of, N_("Way of rounding"), CHOICE, rounding["mode"], options=ROUNDED)
