"""Reads the files of a programme, a folder or a `.kdprog` zip, as data within hard limits."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules.include import whole
from kobe_desk.modules.subsidies.rules.problem import DefinitionRefused, refuse
from kobe_desk.modules.subsidies.rules.source import MOST_BYTES, limited, plain

MOST_FORM_BYTES = 5 * 1024 * 1024
MOST_FILES = 100

MAIN = "programme.toml"
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
        return _sorted({MAIN: limited(path, MOST_BYTES)})
    return _sorted(_zip(path))


def _folder(path: Path) -> dict[str, bytes]:
    names = [MAIN, *sorted(f"{each.parent.name}/{each.name}" for kind in _FOLDERS for each in path.glob(kind))]
    return {name: limited(path / name, _most(name)) for name in names[: MOST_FILES + 1]}


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
    read_ones = {name: whole(plain(content, name)) for name, content in files.items() if name.endswith(".toml")}
    return Bundle(
        read_ones[MAIN],
        {name: each for name, each in read_ones.items() if name.startswith("layouts/")},
        {name: each for name, each in read_ones.items() if name.startswith("examples/")},
        {name: content for name, content in files.items() if name.endswith(".pdf")},
    )


__all__ = ["Bundle", "DefinitionRefused", "plain", "read"]
