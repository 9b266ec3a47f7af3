"""One TOML or JSON file as plain data, within hard limits; what a hostile file does to a reader becomes a refusal."""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.problem import refuse

MOST_BYTES = 256 * 1024
DEEPEST = 20
_PLACE = re.compile(r"line (\d+), column (\d+)")


def plain(source: bytes, name: str) -> dict[str, Any]:
    """TOML as plain data. Raises DefinitionRefused for whatever a hostile file does to a reader."""
    if len(source) > MOST_BYTES:
        raise refuse(name, N_("The file is larger than {most} kB."), most=MOST_BYTES // 1024)
    try:
        found = tomllib.loads(source.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise refuse(name, N_("The file is not text in UTF-8.")) from fault
    except tomllib.TOMLDecodeError as fault:
        place = _PLACE.search(str(fault))
        line, column = (place[1], place[2]) if place else ("?", "?")  # it ends too early
        text = N_("This is not readable as TOML (line {line}, column {column}).")
        raise refuse(name, text, line=line, column=column) from fault
    except RecursionError as fault:
        raise refuse(name, N_("It is nested too deeply.")) from fault
    except ValueError as fault:  # figures of thousands of digits, days that no calendar has
        raise refuse(name, N_("It holds a number or a day that cannot be.")) from fault
    _check_depth(found, name)
    plainly: dict[str, Any] = _plain(found, name)
    return plainly


def plain_json(source: bytes, name: str) -> dict[str, Any]:
    """JSON as plain data, as `plain` has it. Raises DefinitionRefused; its depth is counted before it is read."""
    if len(source) > MOST_BYTES:
        raise refuse(name, N_("The file is larger than {most} kB."), most=MOST_BYTES // 1024)
    try:
        text = source.decode("utf-8-sig")
        if _depth(text) > DEEPEST:
            raise refuse(name, N_("It is nested too deeply."))
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as fault:
        raise refuse(name, N_("The file is not text in UTF-8.")) from fault
    except json.JSONDecodeError as fault:
        text = N_("This is not readable as JSON (line {line}, column {column}).")
        raise refuse(name, text, line=fault.lineno, column=fault.colno) from fault
    except RecursionError as fault:
        raise refuse(name, N_("It is nested too deeply.")) from fault
    except ValueError as fault:
        raise refuse(name, N_("It holds a number or a day that cannot be, or a name twice.")) from fault
    if not isinstance(found, dict):
        raise refuse(name, N_("This must be a table of its own."))
    plainly: dict[str, Any] = _plain(found, name)
    return plainly


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def _depth(text: str) -> int:
    """How deep the brackets go, those in texts left out."""
    deepest = depth = 0
    for sign in re.findall(r"[\[{\]}]", _STRING.sub("", text)):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name twice")
    return made


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _check_depth(found: Any, name: str) -> None:
    level = [found]
    for _depth in range(DEEPEST):
        level = [inner for each in level for inner in _inside(each)]
    if level:
        raise refuse(name, N_("It is nested too deeply."))


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _plain(value: Any, at: str) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner, f"{at}.{key}") for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, f"{at}.{place}") for place, inner in enumerate(value, 1)]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and at.startswith("layouts/") and abs(value) < MOST_BYTES:
        return value
    if isinstance(value, str | bool | int):
        return value
    raise refuse(at, N_("Only texts, whole numbers, days and true or false can stand here."))


def limited(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file, and one more than the most where it is too large. Raises DefinitionRefused."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as fault:
        raise refuse(path.name, N_("The file cannot be read. Check that it is still there.")) from fault
