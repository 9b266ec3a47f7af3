"""Reads the files of a programme, a folder or a `.kdprog` zip, as data within hard limits."""

import re
import tomllib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused, refuse

MOST_BYTES = 256 * 1024
MOST_FORM_BYTES = 5 * 1024 * 1024
MOST_FILES = 100
DEEPEST = 20

MAIN = "programme.toml"
_PLACE = re.compile(r"line (\d+), column (\d+)")
_MEMBER = re.compile(r"programme\.toml|(?:layouts|examples)/[a-z0-9_-]{1,40}\.toml|forms/[a-z0-9_-]{1,40}\.pdf")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of a programme: plain data, days as ISO texts."""

    definition: Mapping[str, Any]
    layouts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    forms: Mapping[str, bytes] = field(default_factory=dict)


def read(path: Path) -> Bundle:
    """The bundle at a folder, a `.kdprog` zip or a lone `.toml`. Raises DefinitionRefused."""
    if path.is_dir():
        return _sorted(_folder(path))
    if path.suffix == ".toml":
        return _sorted({MAIN: _limited(path, MOST_BYTES)})
    return _sorted(_zip(path))


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


def _limited(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as fault:
        raise refuse(path.name, N_("The file cannot be read. Check that it is still there.")) from fault


def _folder(path: Path) -> dict[str, bytes]:
    names = [MAIN, *sorted(f"{each.parent.name}/{each.name}" for kind in _FOLDERS for each in path.glob(kind))]
    return {name: _limited(path / name, _most(name)) for name in names[: MOST_FILES + 1]}


_FOLDERS = ("layouts/*.toml", "examples/*.toml", "forms/*.pdf")


def _most(name: str) -> int:
    return MOST_FORM_BYTES if name.endswith(".pdf") else MOST_BYTES


def _zip(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as packed:
            members = [each for each in packed.infolist() if not each.is_dir()]
            if len(members) > MOST_FILES or len({each.filename for each in members}) < len(members):
                raise refuse(path.name, N_("It holds too many files, or a file twice."))
            return {each.filename: _member(packed, each) for each in members}
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as fault:
        raise refuse(path.name, N_("The file is damaged or is not a programme file (.kdprog).")) from fault


def _member(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if not _MEMBER.fullmatch(member.filename):
        raise refuse(member.filename[:80], N_("A file of this name has no place in a programme."))
    with packed.open(member) as file:
        return file.read(_most(member.filename) + 1)


def _sorted(files: Mapping[str, bytes]) -> Bundle:
    if MAIN not in files:
        raise refuse(MAIN, N_("This file is missing."))
    if len(files) > MOST_FILES:
        raise refuse("", N_("It holds too many files, or a file twice."))
    for name, content in files.items():
        if not _MEMBER.fullmatch(name):
            raise refuse(name[:80], N_("A file of this name has no place in a programme."))
        if len(content) > _most(name):
            raise refuse(name, N_("The file is larger than {most} kB."), most=_most(name) // 1024)
    read_ones = {name: plain(content, name) for name, content in files.items() if name.endswith(".toml")}
    return Bundle(
        read_ones[MAIN],
        {name: each for name, each in read_ones.items() if name.startswith("layouts/")},
        {name: each for name, each in read_ones.items() if name.startswith("examples/")},
        {name: content for name, content in files.items() if name.endswith(".pdf")},
    )


__all__ = ["Bundle", "DefinitionRefused", "plain", "read"]
