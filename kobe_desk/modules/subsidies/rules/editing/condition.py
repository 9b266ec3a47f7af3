"""Conditions as a form says them: one question and what is answered there. Anything else stays an expression."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kobe_desk.core.japanese.money import figures
from kobe_desk.core.text import N_, _

Data = Mapping[str, Any]
YESNO, CHOICE, MULTI, NUMBER = "yesno", "choice", "multi", "number"
_KINDS = {"yesno": YESNO, "choice": CHOICE, "multi": MULTI, "integer": NUMBER, "yen": NUMBER}
_NAME = r"(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)"
_SHAPES = {
    YESNO: (re.compile(rf"(?P<sign>!?){_NAME}"),),
    CHOICE: (re.compile(rf"{_NAME} *(?P<sign>==|!=) *(?P<quote>[\"'])(?P<value>[a-z0-9_]+)(?P=quote)"),),
    MULTI: (
        re.compile(rf"(?P<quote>[\"'])(?P<value>[a-z0-9_]+)(?P=quote) +in +{_NAME}"),
        re.compile(rf"!\((?P<quote>[\"'])(?P<value>[a-z0-9_]+)(?P=quote) +in +{_NAME}\)"),
    ),
    NUMBER: (re.compile(rf"{_NAME} *(?P<sign>>=|<=|==|!=|>|<) *(?P<value>[0-9]{{1,12}})"),),
}

SIGNS: Mapping[str, Mapping[str, str]] = {
    YESNO: {"": N_("is “Yes”"), "!": N_("is “No”")},
    CHOICE: {"==": N_("is"), "!=": N_("is not")},
    MULTI: {"in": N_("holds"), "!": N_("does not hold")},
    NUMBER: {
        ">=": N_("is at least"),
        "<=": N_("is at most"),
        ">": N_("is more than"),
        "<": N_("is less than"),
        "==": N_("is exactly"),
        "!=": N_("is another number than"),
    },
}
"""What can be said of an answer of each kind, to be translated."""

_SAID = {
    "": N_("when “{name}” is yes"),
    "!": N_("when “{name}” is no"),
    "==": N_("when “{name}” is “{value}”"),
    "!=": N_("when “{name}” is not “{value}”"),
    "in": N_("when “{name}” holds “{value}”"),
    "! in": N_("when “{name}” does not hold “{value}”"),
    ">=": N_("when “{name}” is {value} or more"),
    "<=": N_("when “{name}” is {value} or less"),
    ">": N_("when “{name}” is more than {value}"),
    "<": N_("when “{name}” is less than {value}"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that a condition can rest on, with what can be chosen there."""

    name: str
    label: str
    kind: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """One question, what is said of it, and the option or the number."""

    name: str
    sign: str
    value: str | int = ""


def asks(definition: Data, row_of: str = "") -> tuple[Ask, ...]:
    """Every question a condition can rest on; those of a row where `row_of` names its table."""
    lists = {
        each["id"]: tuple((option["id"], option["label"]) for option in each["options"])
        for each in definition.get("choices", ())
    }
    return tuple(
        Ask(name, each["label"], _KINDS[each["type"]], lists.get(each.get("choices", ""), ()))
        for name, each in _asked(definition, row_of)
        if each["type"] in _KINDS and not (row_of and each["type"] == "multi")
    )


def _asked(definition: Data, row_of: str) -> Iterator[tuple[str, Data]]:
    for page in definition["page"]:
        if not row_of:
            yield from ((each["id"], each) for each in page.get("field", ()))
        for table in page.get("table", ()):
            if table["id"] == row_of:
                yield from ((f"row.{each['id']}", each) for each in table["columns"])


def plain(expr: str, known: Sequence[Ask]) -> Plain | None:
    """An expression as a form says it; None where no plain form means the same."""
    by_name = {each.name: each for each in known}
    for kind, shapes in _SHAPES.items():
        for number, shape in enumerate(shapes):
            found = shape.fullmatch(expr.strip())
            ask = by_name.get(found["name"]) if found else None
            if found and ask and ask.kind == kind and _chosen(ask, found):
                return _plain(kind, number, found.groupdict())
    return None


def _chosen(ask: Ask, found: re.Match[str]) -> bool:
    return not ask.options or found["value"] in dict(ask.options)


def _plain(kind: str, number: int, found: Mapping[str, str]) -> Plain:
    sign = ("in", "!")[number] if kind == MULTI else found["sign"]
    value = found.get("value", "")
    return Plain(found["name"], sign, int(value) if kind == NUMBER else value)


def written(made: Plain, kind: str) -> str:
    """The expression of a plain condition."""
    if kind == YESNO:
        return f"{made.sign}{made.name}"
    if kind == CHOICE:
        return f'{made.name} {made.sign} "{made.value}"'
    if kind == MULTI:
        inside = f'"{made.value}" in {made.name}'
        return inside if made.sign == "in" else f"!({inside})"
    return f"{made.name} {made.sign} {made.value}"


def said(expr: str, known: Sequence[Ask]) -> str:
    """A condition read aloud; an expression that no plain form means as it is written."""
    made = plain(expr, known)
    if made is None:
        return expr
    ask = next(each for each in known if each.name == made.name)
    number = ask.kind == NUMBER
    value = figures(int(made.value)) if number else dict(ask.options).get(str(made.value), str(made.value))
    sign = "! in" if ask.kind == MULTI and made.sign == "!" else made.sign
    return _(_SAID[sign]).format(name=ask.label, value=value)
