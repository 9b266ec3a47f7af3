"""The change itself: new values at their places. What is the funder's figure is to be confirmed again after that."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.editing.path import found, put
from kobe_desk.modules.subsidies.rules.editing.place import DAY, Place
from kobe_desk.modules.subsidies.rules.editing.places import parts
from kobe_desk.modules.subsidies.rules.editing.stages import AFTER, first, taken_from
from kobe_desk.modules.subsidies.rules.figure import advance_at, value_at
from kobe_desk.modules.subsidies.rules.problem import Problem

Data = Mapping[str, Any]
ASK = "上限額（募集要領の額）"
_DAY = len("2026-04-01")


def edited(definition: Data, values: Mapping[str, Any]) -> dict[str, Any]:
    """The definition with these values at their places (`Place.at`); an empty one takes away what may be missing.

    What a place holds already is left as it is written. Raises KeyError for a place that there is not.
    """
    made = dict(definition)
    now = {place.at: place for part in parts(definition) for place in part.places}
    for at, value in values.items():
        given = value or None if isinstance(value, str) else value
        if given != as_typed(now[at]):
            made = _changed(made, at, given)
    made = _with_basis(made)
    figures = _figures(definition, made)
    return {**made, "figure": figures} if figures or "figure" in made else made


def as_typed(place: Place) -> Any:
    """The value of a place as a form gives it: a day as a day."""
    day = place.kind == DAY and isinstance(place.value, str)
    return date.fromisoformat(place.value[:_DAY]) if day else place.value


def _changed(made: dict[str, Any], at: str, value: Any) -> dict[str, Any]:
    steps = at.split("/")
    if at == "programme/fiscal_year":
        return _in_year(made, value)
    if steps[:2] == ["programme", "basis"]:
        return _basis(made, int(steps[2]) - 1, steps[3], value)
    if steps[0] == "form" and steps[2] == "signers":
        return _signing(made, steps[1], steps[3], value)
    if steps[0] == "amount" and steps[2:] == ["cap"]:
        return put(made, at, _cap(found(made, at), value))
    if steps[0] == "stage" and steps[2] in _STAGES:
        whole = "/".join(steps[:3])
        return put(made, whole, _STAGES[steps[2]](found(made, whole, {}), steps[-1], value))
    if isinstance(value, date):
        return put(made, at, f"{value.isoformat()}{str(found(made, at, ''))[_DAY:]}")
    return _ALSO.get(steps[-1], put)(made, at, value)


def _required(made: Data, at: str, value: Any) -> dict[str, Any]:
    """`optional` is the other word of it."""
    return put(put(made, f"{at.removesuffix('required')}optional", None), at, value)


def _with_stage(made: Data, at: str, stage: str) -> dict[str, Any]:
    """What goes with another stage is not taken from where that one has nothing."""
    source = f"{at.removesuffix('stage')}reuse"
    if found(made, source, "") not in dict(taken_from(stage)):
        made = put(made, source, None)
    return put(made, at, None if stage == first(made) else stage)


_ALSO = {"required": _required, "stage": _with_stage}
"""What hangs on a word is changed with it."""


def _in_year(made: dict[str, Any], year: int) -> dict[str, Any]:
    """Another fiscal year is another version, and its first one."""
    if str(year) == made["programme"]["fiscal_year"]:
        return made
    return {**made, "programme": {**made["programme"], "fiscal_year": str(year), "version": f"{year}.1"}}


def _basis(made: dict[str, Any], place: int, word: str, value: Any) -> dict[str, Any]:
    rows = [dict(each) for each in made["programme"].get("basis", ())]
    if place >= len(rows) and value is not None:
        rows.append({})
    if place < len(rows):
        rows[place] = {**rows[place], word: value}
    return {**made, "programme": {**made["programme"], "basis": rows}}


def _with_basis(made: dict[str, Any]) -> dict[str, Any]:
    """What nothing is written in is no entry."""
    rows = [{key: each for key, each in row.items() if each is not None} for row in made["programme"].get("basis", ())]
    rows = [each for each in rows if each]
    head = {key: each for key, each in made["programme"].items() if key != "basis"}
    return {**made, "programme": {**head, "basis": rows} if rows else head}


def _signing(made: dict[str, Any], form: str, role: str, turn: int | None) -> dict[str, Any]:
    signers = [each for each in found(made, f"form/{form}/signers", []) if each["role"] != role]
    signers += [{"role": role, "order": turn}] if turn is not None else []
    return put(made, f"form/{form}/signers", sorted(signers, key=lambda each: each["order"]))


def _cap(before: Any, value: int | None) -> Any:
    """A cap is a figure, or a question that each application asks."""
    if value is not None:
        return value
    return before if isinstance(before, dict) else {"ask": ASK}


def _due(before: Data, word: str, value: Any) -> Data | None:
    """A day by rule; without its days, or without what they are counted from, there is none."""
    if value is None and word != "what":
        return None
    first = {"after": AFTER} if word == "days" else {}
    made = {**first, **before, word: value}
    return {key: each for key, each in made.items() if each is not None} or None


def _advance(before: Data, word: str, value: Any) -> Data | None:
    """The rule for the greatest advance; without its share there is none."""
    if word == "at_most":
        return None if value is None else {**before, word: value}
    rest = {key: each for key, each in before.items() if key != "round"}
    if value is None:
        return rest or None
    return {**rest, "round": {"mode": "down", **before.get("round", {}), word: value}}


def halves(made: Data) -> tuple[Problem, ...]:
    """Rules of stages that are only half written, each at the place that is empty."""
    found = []
    for each in made["stage"]:
        at, due, advance = f"stage.{each['id']}", each.get("due", {}), each.get("advance", {})
        if due and "days" not in due:
            found.append(Problem(f"{at}.due.days", N_("Write the days too, or choose that there is no such rule.")))
        if advance and "at_most" not in advance:
            found.append(Problem(f"{at}.advance.at_most", N_("Write the share too, or leave the rounding empty.")))
    return tuple(found)


_STAGES = {"due": _due, "advance": _advance}


def _figures(before: Data, made: Data) -> list[dict[str, Any]]:
    """The figures with their sources: a changed one is unverified, one that is asked now or is gone has none."""
    fresh = {at: label for at, label in _caps(made).items() if _is_asked(before, at) and not _is_asked(made, at)}
    fresh |= {at: label for at, label in _of_stages(made).items() if _value(before, at) is None}
    gone = {at for at in _of_stages(before) if _value(made, at) is None}
    known = [
        each
        for each in made.get("figure", ())
        if not _is_asked(made, each["at"]) and each["at"] not in fresh and each["at"] not in gone
    ]
    more = [{"at": at, "label": label, "source": "?", "vintage": "?"} for at, label in fresh.items()]
    return [
        {**each, "unverified": True} if _value(before, each["at"]) != _value(made, each["at"]) else dict(each)
        for each in (*known, *more)
    ]


def _caps(definition: Data) -> dict[str, str]:
    capped = (each for each in definition.get("amount", ()) if "cap" in each)
    return {f"amount.{each['id']}.cap": f"{each['label']} 上限額" for each in capped}


def _of_stages(definition: Data) -> dict[str, str]:
    """The figures that stages give: days, and the greatest advance."""
    dues = {f"stage.{each['id']}.due.days": f"{each['title']} 期限までの日数"
            for each in definition["stage"] if "days" in each.get("due", {})}  # fmt: skip
    return dues | {advance_at(each["id"]): f"{each['title']} 限度" for each in definition["stage"] if "advance" in each}


def _is_asked(definition: Data, at: str) -> bool:
    value = _value(definition, at)
    return at.endswith(".cap") and isinstance(value, dict) and "ask" in value


def _value(definition: Data, at: str) -> Any:
    try:
        return value_at(definition, at)
    except KeyError:
        return None
