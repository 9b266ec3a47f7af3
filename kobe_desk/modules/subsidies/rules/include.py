"""What several programmes share (共通の部分): an entry `include` stands for the entries of a file in `common/`.

In a list, `{ include = "common/group.toml", only = ["who"] }` is replaced by the entries under the same heading there,
all of them or those of the ids named. In a table, `include = ["common/group.toml"]` adds the words of the same table
there; lists are joined, and what the definition says itself wins. A definition is whole before it is checked and before
its fingerprint is taken, so an application that carries it needs no other file.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from kobe_desk.core import paths
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.problem import refuse
from kobe_desk.modules.subsidies.rules.source import limited, plain

WORD = "include"
MOST_ENTRIES = 500
_NAME = re.compile(r"common/[a-z0-9_-]{1,40}\.toml")
_ITEM = {WORD, "only"}
Data = Mapping[str, Any]


def whole(data: Data) -> dict[str, Any]:
    """The data with every include replaced. Raises DefinitionRefused."""
    if not _includes(data):
        return dict(data)
    return {heading: _whole(heading, each) for heading, each in data.items()}


def _includes(data: Data) -> bool:
    return any(isinstance(entry, dict) and WORD in entry for each in data.values() for entry in _entries(each))


def _entries(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _whole(heading: str, value: Any) -> Any:
    if isinstance(value, list):
        made = [entry for each in value for entry in _of_item(heading, each)]
        if len(made) > MOST_ENTRIES:
            raise refuse(heading, N_("This holds more than {limit}."), limit=MOST_ENTRIES)
        return made
    return _of_table(heading, value) if isinstance(value, dict) and WORD in value else value


def _of_item(heading: str, item: Any) -> Iterator[Any]:
    if not isinstance(item, dict) or WORD not in item:
        yield item
        return
    for word in item.keys() - _ITEM:
        raise refuse(f"{heading}.{word}", N_("This word is not known here. Check its spelling."))
    shared = _shared(heading, item[WORD], list)
    wanted = item.get("only")
    if wanted is None:
        yield from shared
        return
    known = {each.get("id"): each for each in shared}
    for key in wanted if isinstance(wanted, list) else (wanted,):
        if not isinstance(key, str) or key not in known:
            raise refuse(heading, N_("“{name}” is the name of nothing here. Check its spelling."), name=str(key)[:80])
        yield known[key]


def _of_table(heading: str, table: Data) -> dict[str, Any]:
    own = {key: each for key, each in table.items() if key != WORD}
    made: dict[str, Any] = {}
    for name in _entries(table[WORD])[:MOST_ENTRIES]:
        made = _joined(made, _shared(heading, name, dict))
    return _joined(made, own)


def _joined(first: Data, then: Data) -> dict[str, Any]:
    both = {key: [*first[key], *each] for key, each in then.items() if isinstance(each, list) and _is_list(first, key)}
    return {**first, **then, **both}


def _is_list(data: Data, key: str) -> bool:
    return isinstance(data.get(key), list)


def _shared(heading: str, name: Any, kind: type) -> Any:
    """What stands under the heading in a shared file, which includes nothing itself: so there is no way round."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise refuse(heading, N_("Only a file of common/ can be included, such as common/group.toml."))
    shared = _file(name)
    if _includes(shared):
        raise refuse(name, N_("A shared file cannot include another one."))
    if not isinstance(shared.get(heading), kind):
        raise refuse(heading, N_("“{name}” has nothing under this heading."), name=name)
    return shared[heading]


@lru_cache(maxsize=50)
def _file(name: str) -> Data:
    path = paths.resources("programmes", *name.split("/"))
    if not path.is_file():
        raise refuse(name, N_("This file is missing."))
    return plain(limited(path), name)
