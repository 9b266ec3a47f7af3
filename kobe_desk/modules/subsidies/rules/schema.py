"""Checks plain data against the published JSON Schemas, and says each fault with its place in plain words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kobe_desk.core import paths
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.problem import Problem

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

PROGRAMME = "programme-1.json"
LAYOUT = "layout-1.json"
EXAMPLE = "example-1.json"

_TYPES = {
    "string": N_("This must be a text."),
    "integer": N_("This must be a whole number, without quotation marks."),
    "number": N_("This must be a number."),
    "boolean": N_("This must be true or false."),
    "array": N_("This must be a list."),
    "object": N_("This must be a table of its own."),
}
_RULES = {
    "pattern": N_("“{value}” is not written as this needs it."),
    "minimum": N_("{value} is less than {limit}."),
    "maximum": N_("{value} is more than {limit}."),
    "minLength": N_("This is empty."),
    "maxLength": N_("This is longer than {limit} characters."),
    "minItems": N_("This needs at least {limit}."),
    "maxItems": N_("This holds more than {limit}."),
    "minProperties": N_("This needs at least {limit}."),
    "maxProperties": N_("This holds more than {limit}."),
    "uniqueItems": N_("The same stands here twice."),
}
_ENOUGH = 20


@cache
def _validator(name: str) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator, validators

    slow = Draft202012Validator.VALIDATORS["oneOf"]

    def one_of(validator: Any, branches: Any, instance: Any, schema: Any) -> "Iterator[ValidationError]":
        """A question is compared with the shape of its own `type` only: no other of the nineteen can fit."""
        meant = _branch_of(branches, instance)
        if meant is None or not validator.evolve(schema=meant).is_valid(instance):
            yield from slow(validator, branches, instance, schema)

    quick = validators.extend(Draft202012Validator, {"oneOf": one_of})
    return quick(json.loads(paths.resources("programmes", "schema", name).read_text("utf-8")))


def _branch_of(branches: Sequence[Any], instance: Any) -> Any:
    """The one branch that is of the instance's `type`; None where that does not decide."""
    kind = instance.get("type") if isinstance(instance, dict) else None
    if not isinstance(kind, str):
        return None
    of_types = [each.get("properties", {}).get("type", {}).get("const") for each in branches]
    return branches[of_types.index(kind)] if None not in of_types and of_types.count(kind) == 1 else None


def problems(data: Mapping[str, Any], name: str = PROGRAMME) -> tuple[Problem, ...]:
    """Every fault against a schema, the first twenty of them."""
    found: list[Problem] = []
    for error in _validator(name).iter_errors(data):
        found += _worded(error, data)
        if len(found) >= _ENOUGH:
            break
    return tuple(found)


def place(data: Any, path: Sequence[str | int]) -> str:
    """A path into the data with ids instead of positions: `page.money.field.members`."""
    words = []
    for step in path:
        inner = data[step]
        words.append(
            str(inner.get("id", step + 1) if isinstance(inner, dict) else step + 1) if isinstance(step, int) else step
        )
        data = inner
    return ".".join(words)


def _worded(error: "ValidationError", data: Any) -> Iterator[Problem]:
    at = place(data, list(error.absolute_path))
    if error.validator == "oneOf":
        yield from _of_branches(error, data, at)
    elif error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        for word in (each for each in error.instance if each not in known):
            yield Problem(f"{at}.{word}".strip("."), N_("This word is not known here. Check its spelling."))
    elif error.validator == "required":
        for word in (each for each in error.validator_value if each not in error.instance):
            yield Problem(at, N_("“{word}” is missing."), {"word": word})
    elif error.validator in ("const", "enum"):
        allowed = error.validator_value if error.validator == "enum" else [error.validator_value]
        yield Problem(
            at,
            N_("“{value}” is not one of: {allowed}."),
            {"value": _short(error.instance), "allowed": ", ".join(map(str, allowed))},
        )
    elif error.validator == "type":
        text = _TYPES.get(str(error.validator_value), N_("“{value}” is not written as this needs it."))
        yield Problem(at, text, {"value": _short(error.instance)})
    else:
        text = _RULES.get(str(error.validator), N_("“{value}” is not written as this needs it."))
        yield Problem(at, text, {"value": _short(error.instance), "limit": error.validator_value})


def _of_branches(error: "ValidationError", data: Any, at: str) -> Iterator[Problem]:
    """Of several shapes, the faults of the one that was meant: its `type` (or `rule`, or plain type) fits."""
    branches: dict[int, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    meant = [faults for faults in branches.values() if not any(_is_other(each) for each in faults)]
    if len(meant) == 1:
        for inner in meant[0]:
            yield from _worded(inner, data)
    elif "type" in (error.instance if isinstance(error.instance, dict) else ()) and not meant:
        kinds = [each["properties"]["type"]["const"] for each in error.validator_value]
        yield Problem(
            at,
            N_("“{value}” is not one of: {allowed}."),
            {"value": _short(error.instance["type"]), "allowed": ", ".join(kinds)},
        )
    elif meant and isinstance(error.instance, dict):
        closest = min(meant, key=len)
        for inner in closest:
            yield from _worded(inner, data)
    else:
        yield Problem(at, N_("“{value}” is not written as this needs it."), {"value": _short(error.instance)})


def _is_other(error: "ValidationError") -> bool:
    """Whether a fault says that another shape was meant."""
    inside = len(error.schema_path) > 2  # noqa: PLR2004 - branch, keyword
    return (error.validator == "const" and inside) or (error.validator == "type" and not inside)


def _short(value: Any) -> str:
    return str(value)[:60]
