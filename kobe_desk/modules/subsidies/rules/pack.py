"""A programme as one `.kdprog` file: the definition as its fingerprint is taken, layouts, examples, papers, origin."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.rules import build, bundle, library
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import refuse

_FOUR = 4
_SAID = 200
_AT = (1980, 1, 1, 0, 0, 0)
"""Every file is of one day, so that the same programme is the same file."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from, as its writer says: the day, the association and the person only if they wished so."""

    written: date | None = None
    association: str = ""
    person: str = ""

    def as_data(self) -> dict[str, str]:
        written = self.written.isoformat() if self.written else ""
        said = {"written": written, "association": self.association, "person": self.person}
        return {key: each for key, each in said.items() if each}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Origin":
        """What a file says of itself; whatever is not said plainly is passed over."""
        said = {key: each for key, each in data.items() if isinstance(each, str) and len(each) <= _SAID}
        try:
            written = date.fromisoformat(said.get("written", ""))
        except ValueError:
            written = None
        return cls(written, _one_line(said.get("association", "")), _one_line(said.get("person", "")))


def _one_line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def packed(made: Bundle, origin: Origin) -> bytes:
    """The file. Raises DefinitionRefused for what nobody could take in again."""
    members: dict[str, bytes] = {"programme.json": _json(made.definition), "origin.json": _json(origin.as_data())}
    for name, each in (*made.layouts.items(), *made.examples.items()):
        members[f"{name.removesuffix('.toml')}.json"] = _json(each)
    members |= made.forms
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name, _AT), content, zipfile.ZIP_DEFLATED)
    data = out.getvalue()
    if len(data) > bundle.MOST_PACKED_BYTES:
        raise refuse("", N_("The file is larger than {most} kB."), most=bundle.MOST_PACKED_BYTES // 1024)
    return data


def _json(data: Any) -> bytes:
    return build.canonical(data).encode()


def unpacked(data: bytes, name: str) -> tuple[Programme, Bundle, Origin]:
    """The programme of a file, checked like any other and tried on its examples. Raises DefinitionRefused."""
    found = bundle.of_files(bundle.unpacked(data, name))
    return library.accept(found), found, Origin.of(found.origin)


def grouped(sha256: str) -> str:
    """A fingerprint in groups of four, to be read out over the telephone."""
    return " ".join(sha256[at : at + _FOUR] for at in range(0, len(sha256), _FOUR))
