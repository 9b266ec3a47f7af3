"""What differs between two definitions of one programme, place by place, in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kobe_desk.core.text import N_, _
from kobe_desk.modules.subsidies.rules.editing import condition, moves, path
from kobe_desk.modules.subsidies.rules.editing.changed import THINGS, Changed
from kobe_desk.modules.subsidies.rules.editing.place import CHOICE, RULE, Place
from kobe_desk.modules.subsidies.rules.editing.places import parts
from kobe_desk.modules.subsidies.rules.editing.stages import called

Data = Mapping[str, Any]
_QUIET = frozenset({"figure", "schema", "optional", "retired", "reuse", "share", "delegate", "migrate",
                    "propose"})  # fmt: skip
"""Sources of figures are shown where figures are confirmed; `optional` is the other word of `required`; the rest names
what the program does with a question that is shown by itself."""
_RULE_OF_STAGE = re.compile(r"stage/[^/]+/(due|advance|advance/round)")
"""Each word of these is told by itself, also where the whole rule came or went."""
_NAMES = ("title", "label", "message", "need")


def differences(before: Data, now: Data) -> tuple[Changed, ...]:
    """Every place that differs, what matters most first."""
    old, new = _places(before), _places(now)
    found = [_worded(each, old.get(each.at), new.get(each.at), before, now) for each in _between(before, now, "", "")]
    every = (*moves.across_pages(found, now), *moves.on_forms(before, now), *moves.of_order(before, now))
    return tuple(sorted(every, key=lambda each: _rank(each.at)))


_ORDER = ("programme", "amount", "constant", "page", "choices", "attachment", "form", "stage", "check", "eligibility")
"""What matters most comes first; a stored definition has its headings by the alphabet."""


def _rank(at: str) -> int:
    heading = at.split("/", maxsplit=1)[0]
    return _ORDER.index(heading) if heading in _ORDER else len(_ORDER)


def _places(definition: Data) -> dict[str, Place]:
    return {place.at: place for part in parts(definition) for place in part.places}


def _worded(found: Changed, old: Place | None, new: Place | None, before: Data, now: Data) -> Changed:
    """The change in the words of the form, and with the values that the form shows."""
    place = new or old
    if place is None:
        whole = (before, found.was) if found.gone else (now, found.now)
        of = called(*whole) if found.thing == "attachment" else found.of
        return replace(found, of=of, label=_WORDS.get(found.label, found.label))
    was = _read(old, before) if old else found.was
    is_now = _read(new, now) if new else found.now
    return replace(found, of=place.of, label=place.label, was=was, now=is_now, kind=place.kind)


def _read(place: Place, definition: Data) -> Any:
    """What a place holds; a condition and a choice as they are read aloud."""
    if place.kind == CHOICE:
        return _(dict(place.options).get(place.value, place.value)) if place.value else None
    if place.kind != RULE or place.value is None:
        return place.value
    return condition.said(place.value, condition.asks(definition, place.row_of))


def _between(before: Any, now: Any, at: str, of: str) -> Iterator[Changed]:
    old, new = dict(path.inside(before)), dict(path.inside(now))
    for key in (*new, *(each for each in old if each not in new)):
        here = f"{at}/{key}" if at else key
        was, is_now = _plainly(old.get(key)), _plainly(new.get(key))
        if was != is_now and not _is_quiet(here, key):
            yield from _changed(was, is_now, here, of)


def _is_quiet(at: str, key: str) -> bool:
    """What stands on a form, and a list that came with its question, are told elsewhere."""
    steps = at.split("/")
    if steps[0] == "attachment" and key == "reuse":  # where it is taken from, not what is carried into the next year
        return False
    return bool(_QUIET & {steps[0], key}) or (steps[0] == "form" and key == "fields")


def _changed(was: Any, now: Any, at: str, of: str) -> Iterator[Changed]:
    key = at.rpartition("/")[2]
    named = _named(now) or _named(was)
    if _is_list(was) or _is_list(now):
        yield from _between(was or [], now or [], at, of)
    elif _RULE_OF_STAGE.fullmatch(at):
        yield from _between(was or {}, now or {}, at, of)
    elif path.is_plain(was) and path.is_plain(now):
        yield Changed(at, of, key, was, now)
    elif _entry(was) and _entry(now):
        yield from _between(was, now, at, named or of)
    elif not at.startswith("choices/") or at.count("/") > 1:
        thing = _thing(at) if named else ""
        yield Changed(at, named or of, "" if named else key, was, now, thing=thing)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and not path.is_plain(value)


def _thing(at: str) -> str:
    """The heading it stood under, where something can be said of a whole thing there."""
    heading = at.split("/")[-2] if "/" in at else ""
    return heading if heading in THINGS else ""


def _plainly(value: Any) -> Any:
    """Who signs, in which turn, is one value."""
    return value["order"] if isinstance(value, dict) and "role" in value else value


def _entry(value: Any) -> bool:
    return not path.is_plain(value)


def _named(value: Any) -> str:
    """The definition's own name of an entry."""
    if not isinstance(value, dict):
        return ""
    return next((str(value[each]) for each in _NAMES if isinstance(value.get(each), str)), "")


_WORDS = {
    "required": N_("Must be answered"),
    "version": N_("Version"),
    "expr": N_("Rule of calculation"),
    "when": N_("When it is asked"),
    "required_when": N_("When it must be answered"),
    "example": N_("Example"),
    "unit": N_("Unit"),
    "section": N_("Section"),
    "base": N_("What it is calculated from"),
    "deduct": N_("What is deducted"),
    "order": N_("Order of the steps"),
    "cap": N_("Upper limit"),
    "limit": N_("Limits for each line"),
    "lines": N_("Lines it belongs to"),
    "table": N_("Table"),
    "fields": N_("Questions on it"),
    "wording": N_("Wording of the form"),
    "next": N_("What comes next"),
    "forms": N_("Forms of the stage"),
    "records": N_("What is noted"),
    "accept": N_("Kinds of file"),
    "note": N_("Note"),
    "options": N_("Choices"),
    "article": N_("Article"),
    "mode": N_("Way of rounding"),
    "totals": N_("Sums"),
}
