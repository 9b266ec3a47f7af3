"""A place of a definition that a form can fill in, and the places that are shown together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Data = Mapping[str, Any]
TEXT, LONG, NUMBER, YEN, SHARE, DAY, YESNO = "text", "longtext", "number", "yen", "share", "day", "yesno"
CHOICE = "choice"
RULE = "rule"
"""A condition: chosen from plain forms where they can say it, else written as an expression."""


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
    row_of: str = ""
    """Of a condition: the table whose row it reads."""
    options: tuple[tuple[str, str], ...] = ()
    """Of a choice: each value and its words, to be translated."""


@dataclass(frozen=True, slots=True)
class Part:
    """The places that are shown together. `title` is to be translated, `name` is the definition's own word."""

    id: str
    title: str
    name: str
    places: tuple[Place, ...]


Template = tuple[str, str, str, bool]
"""Key, name, kind, and whether it can be left empty."""


def filled(at: str, of: str, data: Data, templates: Sequence[Template]) -> Iterator[Place]:
    for key, label, kind, optional in templates:
        value = data.get(key, False if kind == YESNO else None)
        yield Place(f"{at}/{key}", of, label, kind, value, optional)


def rule(
    at: str, of: str, data: Data, key: str, label: str, row_of: str = "", *, must: bool = False
) -> Iterator[Place]:
    """A condition, empty for always; with `must` only where there is one."""
    if data.get(key) is not None or not must:
        yield Place(f"{at}/{key}", of, label, RULE, data.get(key), not must, row_of=row_of)
