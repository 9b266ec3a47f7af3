"""One step on a list of a definition: something put in, taken out, or moved one place. Ids are never used twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.editing import fresh
from kobe_desk.modules.subsidies.rules.editing.path import found, put
from kobe_desk.modules.subsidies.rules.editing.tidy import without_loose_ends
from kobe_desk.modules.subsidies.rules.problem import refuse

Data = Mapping[str, Any]
_NEVER_EMPTY = ("page", "options")
ADD, REMOVE, UP, DOWN = "add", "remove", "up", "down"


@dataclass(frozen=True, slots=True)
class Step:
    """What is done at a list (`Group.at`), or to an entry of it (`Entry.at`)."""

    verb: str
    at: str
    given: Mapping[str, Any] = field(default_factory=dict)
    """What was filled in for a new entry: its label, and what else its kind asks."""


def stepped(definition: Data, step: Step) -> tuple[dict[str, Any], str]:
    """The definition after a step, and where the entry stands then (what stands there now, if it was taken out).

    Raises KeyError for an entry that there is not, DefinitionRefused for the last one of a list that needs one.
    """
    if step.verb == ADD:
        return fresh.added(definition, step.at, step.given)
    head, _slash, name = step.at.rpartition("/")
    rows = list(found(definition, head, ()))
    place = next((at for at, each in enumerate(rows) if _name(each) == name), None)
    if place is None:
        raise KeyError(step.at)
    if step.verb == REMOVE:
        return _removed(definition, head, rows, place)
    return _moved(definition, head, rows, place, -1 if step.verb == UP else 1)


def _name(entry: Any) -> str:
    return str(entry["id"]) if isinstance(entry, dict) else str(entry)


def _removed(definition: Data, head: str, rows: Sequence[Any], place: int) -> tuple[dict[str, Any], str]:
    """Take an entry out, and its id out of use; what named it elsewhere without a rule lets go of it."""
    rest = [*rows[:place], *rows[place + 1 :]]
    if not rest and head.rpartition("/")[2] in _NEVER_EMPTY:
        raise refuse(head, N_("One must stay here. Put in another one first."))
    made = put(definition, head, rest or None)
    gone = rows[place]
    if isinstance(gone, dict):
        retired = [*definition.get("retired", ()), *_ids(gone)]
        made = {**without_loose_ends(made), "retired": list(dict.fromkeys(retired))}
    beside = rest[min(place, len(rest) - 1)] if rest else None
    return made, f"{head}/{_name(beside)}" if beside is not None else head


def _ids(gone: Any) -> Iterator[str]:
    """The ids of a thing and of the questions in it."""
    yield gone["id"]
    for heading in ("field", "table"):
        yield from (each["id"] for each in gone.get(heading, ()))


def _moved(definition: Data, head: str, rows: Sequence[Any], place: int, by: int) -> tuple[dict[str, Any], str]:
    there = place + by
    if 0 <= there < len(rows):
        changed = list(rows)
        changed[place], changed[there] = changed[there], changed[place]
        return put(definition, head, changed), f"{head}/{_name(rows[place])}"
    return _to_page(definition, head, rows, place, by)


def _to_page(definition: Data, head: str, rows: Sequence[Any], place: int, by: int) -> tuple[dict[str, Any], str]:
    """The first question of a page goes to the end of the page before, the last one to the start of the next."""
    steps = head.split("/")
    ids = [each["id"] for each in definition["page"]]
    there = ids.index(steps[1]) + by if steps[0] == "page" and steps[-1] == "field" else -1
    if not 0 <= there < len(ids):
        return dict(definition), f"{head}/{_name(rows[place])}"
    target = f"page/{ids[there]}/field"
    others = list(found(definition, target, ()))
    rest = [*rows[:place], *rows[place + 1 :]]
    made = put(
        put(definition, head, rest or None), target, [rows[place], *others] if by > 0 else [*others, rows[place]]
    )
    return made, f"{target}/{_name(rows[place])}"
