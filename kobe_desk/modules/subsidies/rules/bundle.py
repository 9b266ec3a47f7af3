"""Reads the files of a programme, a folder or a `.kdprog` zip, as data within hard limits.

A file that somebody wrote by hand is TOML; a `.kdprog` written by Kobe Desk holds the same as JSON, in the words of its
fingerprint, and says where it comes from.
"""

import io
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
from kobe_desk.modules.subsidies.rules.source import MOST_BYTES, limited, plain, plain_json

MOST_PACKED_BYTES = 20 * 1024 * 1024
MOST_FORM_BYTES = 5 * 1024 * 1024
MOST_FILES = 100

MAIN = "programme.toml"
ORIGIN = "origin.toml"
SUFFIX = ".kdprog"
_MEMBER = re.compile(
    r"(?:programme|origin)\.(?:toml|json)|(?:layouts|examples)/[a-z0-9_-]{1,40}\.(?:toml|json)|forms/[a-z0-9_-]{1,40}\.pdf"
)
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of a programme: plain data, days as ISO texts."""

    definition: Mapping[str, Any]
    layouts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    forms: Mapping[str, bytes] = field(default_factory=dict)
    origin: Mapping[str, Any] = field(default_factory=dict)
    """Who wrote the file, as far as it says so."""


def read(path: Path) -> Bundle:
    """The bundle at a folder, a `.kdprog` zip or a lone `.toml`. Raises DefinitionRefused."""
    if path.is_dir():
        return of_files(_folder(path))
    if path.suffix == ".toml":
        return of_files({MAIN: limited(path, MOST_BYTES)})
    return of_files(_zip(path))


def _folder(path: Path) -> dict[str, bytes]:
    names = [MAIN, *sorted(f"{each.parent.name}/{each.name}" for kind in _FOLDERS for each in path.glob(kind))]
    return {name: limited(path / name, _most(name)) for name in names[: MOST_FILES + 1]}


_FOLDERS = ("layouts/*.toml", "examples/*.toml", "forms/*.pdf")


def _most(name: str) -> int:
    return MOST_FORM_BYTES if name.endswith(".pdf") else MOST_BYTES


def _zip(path: Path) -> dict[str, bytes]:
    return unpacked(limited(path, MOST_PACKED_BYTES), path.name)


def unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """The files of a `.kdprog`. Raises DefinitionRefused before anything in it is believed."""
    if len(data) > MOST_PACKED_BYTES:
        raise refuse(name, N_("The file is larger than {most} kB."), most=MOST_PACKED_BYTES // 1024)
    if data.count(_ENTRY) > 2 * MOST_FILES:  # before the list of them is read; the signs can stand in a paper too
        raise refuse(name, N_("It holds too many files, or a file twice."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [each for each in packed.infolist() if not each.is_dir()]
            _look_over(members, name)
            return {each.filename: _member(packed, each) for each in members}
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as fault:
        raise refuse(name, N_("The file is damaged or is not a programme file (.kdprog).")) from fault


def _look_over(members: list[zipfile.ZipInfo], name: str) -> None:
    """The list of the files alone says whether it is worth opening any of them."""
    for each in members:
        if not _MEMBER.fullmatch(each.filename):
            raise refuse(each.filename[:80], N_("A file of this name has no place in a programme."))
        if each.flag_bits & _ENCRYPTED:
            raise refuse(name, N_("It is locked with a password. Ask the sender for a file without one."))
        if each.file_size > _most(each.filename):
            raise refuse(each.filename, N_("The file is larger than {most} kB."), most=_most(each.filename) // 1024)
    if len(members) > MOST_FILES or len({_key(each.filename) for each in members}) < len(members):
        raise refuse(name, N_("It holds too many files, or a file twice."))


def _key(name: str) -> str:
    """The name under which a file is known, whichever way it is written."""
    return f"{name.removesuffix('.json')}.toml" if name.endswith(".json") else name


def _member(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with packed.open(member) as file:
        return file.read(_most(member.filename) + 1)


def of_files(files: Mapping[str, bytes]) -> Bundle:
    """The bundle of files by their names. Raises DefinitionRefused."""
    if MAIN not in map(_key, files):
        raise refuse(MAIN, N_("This file is missing."))
    if len(files) > MOST_FILES:
        raise refuse("", N_("It holds too many files, or a file twice."))
    for name, content in files.items():
        if not _MEMBER.fullmatch(name):
            raise refuse(name[:80], N_("A file of this name has no place in a programme."))
        if len(content) > _most(name):
            raise refuse(name, N_("The file is larger than {most} kB."), most=_most(name) // 1024)
    data = {_key(name): _data(name, content) for name, content in files.items() if not name.endswith(".pdf")}
    return Bundle(
        data[MAIN],
        {name: each for name, each in data.items() if name.startswith("layouts/")},
        {name: each for name, each in data.items() if name.startswith("examples/")},
        {name: content for name, content in files.items() if name.endswith(".pdf")},
        data.get(ORIGIN, {}),
    )


def _data(name: str, content: bytes) -> dict[str, Any]:
    return plain_json(content, name) if name.endswith(".json") else whole(plain(content, name))


__all__ = ["Bundle", "DefinitionRefused", "of_files", "plain", "read", "unpacked"]
