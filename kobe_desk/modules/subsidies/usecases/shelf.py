"""The programmes that came with Kobe Desk: each passes schema, lint and its own examples before it is offered.

That takes seconds for all of them, so what has passed is remembered by its fingerprint in this user's own folder.
Another definition, another example or another version of the program has another fingerprint and is tried again.
"""

import contextlib
import hashlib
import json
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import kobe_desk
from kobe_desk.core import atomic, paths
from kobe_desk.modules.subsidies.rules import build, bundle, library
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused


class Shelved(NamedTuple):
    """A programme by the name of its folder, with its worked examples."""

    name: str
    programme: Programme
    examples: Mapping[str, Any]


def shipped() -> tuple[tuple[str, Programme], ...]:
    """The shipped programmes that can be offered, by the folder's name."""
    return tuple((each.name, each.programme) for each in shelf())


@lru_cache(maxsize=1)
def shelf() -> tuple[Shelved, ...]:
    """The shipped programmes with their examples."""
    file = memory()
    known = frozenset(read_marks(file))
    passed: dict[str, Programme] = {}
    found = tuple(made for path in library.folders() if (made := _tried(path, known, passed)))
    if passed.keys() != known:
        write_marks(file, sorted(passed))
    return found


def memory() -> Path:
    """Where it is remembered what passed."""
    return paths.program_data() / "programmes.json"


def _tried(path: Path, known: frozenset[str], passed: dict[str, Programme]) -> Shelved | None:
    """One programme; `passed` takes its fingerprint. None where it cannot be offered."""
    try:
        found = bundle.read(path)
        mark = fingerprint(found)
        programme = build.programme(found) if mark in known else library.offer(found)
    except DefinitionRefused:
        return None
    passed[mark] = programme
    return Shelved(path.name, programme, found.examples)


def fingerprint(found: Bundle) -> str:
    """One text for one content of a programme's files, examples included, in one version of the program."""
    forms = {name: hashlib.sha256(content).hexdigest() for name, content in found.forms.items()}
    content = [kobe_desk.__version__, found.definition, found.layouts, found.examples, forms]
    return hashlib.sha256(build.canonical(content).encode()).hexdigest()


def read_marks(file: Path) -> tuple[str, ...]:
    """The fingerprints that a file remembers; none where it cannot be read."""
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    return tuple(each for each in kept if isinstance(each, str)) if isinstance(kept, list) else ()


def write_marks(file: Path, marks: Collection[str]) -> None:
    """Remember what passed; where nothing can be written, it is tried again the next time."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_bytes(file, json.dumps(list(marks)).encode())
