"""Where something stands in a definition: the words and ids on the way to it, joined by `/`.

An entry of a list is named by its id (a figure by its place, a signature by its office), else by its number. A list of
plain words is one value.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

BETWEEN = "/"
_NAMES = ("id", "at", "role")


def name_of(entry: Any, number: int) -> str:
    """What an entry of a list is called in a path; `number` counts from 1."""
    if isinstance(entry, dict):
        return next((str(entry[each]) for each in _NAMES if each in entry), str(number))
    return str(number)


def is_plain(value: Any) -> bool:
    """Whether something is one value: no table, and no list of tables."""
    return not isinstance(value, dict) and not (isinstance(value, list) and any(isinstance(x, dict) for x in value))


def inside(value: Any) -> Iterator[tuple[str, Any]]:
    """What a table or a list of tables holds, by name."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield name_of(each, number), each


def found(data: Any, path: str, default: Any = None) -> Any:
    """What stands at a path; `default` where nothing does."""
    for step in path.split(BETWEEN) if path else ():
        data = dict(inside(data)).get(step, _NOTHING)
        if data is _NOTHING:
            return default
    return data


_NOTHING = object()


def put(data: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with a value at a path; None takes it away. The entry it stands in is there already."""
    made: dict[str, Any] = _put(data, path.split(BETWEEN), value)
    return made


def _put(data: Any, steps: Sequence[str], value: Any) -> Any:
    step, rest = steps[0], steps[1:]
    if isinstance(data, list):
        return [_put(each, rest, value) if name_of(each, at) == step else each for at, each in enumerate(data, 1)]
    if rest:
        return {**data, step: _put(data.get(step, {}), rest, value)}
    kept = {key: each for key, each in data.items() if key != step}
    return kept if value is None else {**data, step: value}
