"""Something new in a definition: an id that nothing ever had, and the least that its kind needs."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from kobe_desk.modules.subsidies.rules.editing.lists import counted
from kobe_desk.modules.subsidies.rules.editing.path import found, put
from kobe_desk.modules.subsidies.rules.editing.stages import first

Data = Mapping[str, Any]
CHOOSING = ("choice", "multi")
_MOST_TEXT = {"text": 80, "longtext": 400}


def added(definition: Data, at: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The definition with a new entry at the end of a list, and where that stands."""
    steps = at.split("/")
    if steps[-1] == "fields":
        return _in(definition, at, given["name"]), f"{at}/{given['name']}"
    make = {"page": _page, "field": _question, "limit": _limit, "options": _option, "attachment": _paper}[steps[-1]]
    return make(definition, at, given)


def _in(definition: Data, at: str, entry: Any) -> dict[str, Any]:
    return put(definition, at, [*found(definition, at, ()), entry])


def _page(definition: Data, at: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    key = new_id(definition, "page")
    section = definition["page"][-1].get("section")
    entry = {"id": key, "title": given["label"], **({"section": section} if section else {}), "field": []}
    return _in(definition, at, entry), f"{at}/{key}"


def _question(definition: Data, at: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """A question, with a list of its own where it is one to choose from, printed on the form that is named."""
    key, kind = new_id(definition, "question"), given["type"]
    entry = {"id": key, "type": kind, "label": given["label"], "required": bool(given.get("required"))}
    made = dict(definition)
    if kind in _MOST_TEXT:
        entry["max"] = _MOST_TEXT[kind]
    if kind in CHOOSING:
        entry["choices"] = f"{key}_list"
        options = _options(definition, given["options"])
        made["choices"] = [*definition.get("choices", ()), {"id": entry["choices"], "options": options}]
    made = _in(made, at, entry)
    if given.get("form"):
        made = _in(made, f"form/{given['form']}/fields", key)
    return made, f"{at}/{key}"


def _options(definition: Data, labels: Iterable[str]) -> list[dict[str, Any]]:
    taken, made = used(definition), []
    for label in labels:
        key = _free(taken, "choice")
        taken.add(key)
        made.append({"id": key, "label": label})
    return made


def _option(definition: Data, at: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    key = new_id(definition, "choice")
    counts = any("eligible" in each for each in found(definition, at))
    entry = {"id": key, "label": given["label"], **({"eligible": bool(given.get("eligible"))} if counts else {})}
    return _in(definition, at, entry), f"{at}/{key}"


def _paper(definition: Data, at: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    key = new_id(definition, "paper")
    entry = {"id": key, "label": given["label"], "required": bool(given.get("required")),
             "accept": ["pdf", "jpeg", "png"]}  # fmt: skip
    if given.get("stage", first(definition)) != first(definition):
        entry["stage"] = given["stage"]
    return _in(definition, at, entry), f"{at}/{key}"


def _limit(definition: Data, at: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """A limit for each line in yen, with a source that somebody has yet to name."""
    key, table = new_id(definition, "limit"), found(definition, at.rpartition("/")[0])
    entry = {"id": key, "label": given["label"], "column": counted(table), "at_most": given["at_most"],
             "reason": given["reason"]}  # fmt: skip
    where = f"{at}/{key}"
    figure = {"at": f"{where}/at_most".replace("/", "."), "label": given["label"], "source": "?", "vintage": "?",
              "unverified": True}  # fmt: skip
    made = _in(definition, at, entry)
    return {**made, "figure": [*definition.get("figure", ()), figure]}, where


def new_id(definition: Data, word: str) -> str:
    """An id that nothing has and nothing ever had: question_3."""
    return _free(used(definition), word)


def _free(taken: set[str], word: str) -> str:
    return next(name for number in count(1) if (name := f"{word}_{number}") not in taken)


def used(definition: Data) -> set[str]:
    """Every id there is, those of another version, and those that are out of use."""
    return {*_ids(definition), *definition.get("retired", ()), *definition.get("migrate", {})}


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (each for each in (value.get("id"),) if isinstance(each, str))
        for each in value.values():
            yield from _ids(each)
    elif isinstance(value, list):
        for each in value:
            yield from _ids(each)
