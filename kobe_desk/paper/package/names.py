"""File names that every receiver's system can hold, and names that are refused.

A name inside a package keeps its Japanese, gets a number in front, and loses what Windows cannot store.
"""

import re
import unicodedata
from collections.abc import Iterable

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_

LONGEST = 60  # characters of a name with its ending
_MOST = 99
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_ASCII = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_WIDE = str.maketrans(':*?"<>|', "：＊？”＜＞｜")
_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{word}{digit}" for word in ("COM", "LPT") for digit in "123456789¹²³"
}


class UnsafeName(UserError):
    text = N_("A file of this name cannot go into the package: {name}. Give the file another name.")


class TooManyFiles(UserError):
    text = N_("A package takes at most {limit} files. Put some of them together into one PDF.")


def payload_names(names: Iterable[str], *, ascii_only: bool = False) -> tuple[str, ...]:
    """Numbered names in the given order: 01_申請書.pdf, 02_事業計画書.pdf; the number keeps twins apart.

    Raises UnsafeName for paths, control characters and names that Windows keeps for itself.
    """
    listed = list(names)
    if len(listed) > _MOST:
        raise TooManyFiles(limit=_MOST)
    safe = [_plain(name) if ascii_only else _clean(name) for name in listed]
    return tuple(f"{number:02}_{name}" for number, name in enumerate(_apart(safe), start=1))


def is_reserved(part: str) -> bool:
    """Whether Windows would take this name for a device."""
    return part.split(".")[0].strip().upper() in _RESERVED


def key(name: str) -> str:
    """Names with the same key are one file on some system: Windows ignores case, macOS how marks are composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def plain_part(text: str) -> str:
    """A short ASCII part of a package's own name; what does not fit becomes a hyphen."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", unicodedata.normalize("NFKC", text)).strip("-.").lower()[:40]


def _clean(name: str) -> str:
    _refuse_unsafe(name)
    text = unicodedata.normalize("NFC", name).translate(_WIDE)
    text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    stem, ending = _split(text)
    room = LONGEST - len("01_") - len(ending)
    return f"{_cut(stem, room)}{ending}"


def _plain(name: str) -> str:
    """The name where it is ASCII already, else "document"; the number in front tells files apart."""
    _refuse_unsafe(name)
    stem, ending = _split(unicodedata.normalize("NFC", name))
    return f"{stem}{ending}" if _ASCII.fullmatch(f"{stem}{ending}") else f"document{ending}"


def _refuse_unsafe(name: str) -> None:
    controls = any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in name)
    bare = name.strip(". ")
    if controls or not bare or "/" in name or "\\" in name or ".." in name[:2] or is_reserved(bare):
        raise UnsafeName(name="".join(character if character.isprintable() else "?" for character in name))


def _split(text: str) -> tuple[str, str]:
    """Stem and ending; no trailing dot or space, which Windows drops."""
    text = text.strip().rstrip(". ")
    match = _ENDING.search(text)
    ending = match.group() if match else ""
    return text.removesuffix(ending).rstrip(". ") or "document", ending.lower()


def _cut(stem: str, room: int) -> str:
    """At most so many characters, without tearing a mark or a variant from its character."""
    if len(stem) <= room:
        return stem
    while room and unicodedata.category(stem[room]) in ("Mn", "Mc"):
        room -= 1
    return stem[:room].rstrip(". ")


def _apart(names: list[str]) -> list[str]:
    """Twins get a number of their own, because receivers often drop the one in front."""
    seen: dict[str, int] = {}
    apart = []
    for name in names:
        count = seen[key(name)] = seen.get(key(name), 0) + 1
        stem, ending = _split(name)
        apart.append(name if count == 1 else f"{_cut(stem, LONGEST - len(ending) - 7)}-{count}{ending}")
    return apart
