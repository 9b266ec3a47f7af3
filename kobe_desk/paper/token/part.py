"""The program file of a card (PKCS#11 module): whether it may be loaded at all. Nothing is loaded to find out.

Loading a file runs it, so only files from folders that hold installed programs are taken: there, an ordinary user or
a stranger's USB stick can put nothing.
"""

import os
import sys
from pathlib import Path

from kobe_desk.paper.token.refusals import NotATokenPart, PartNotFound, PartNotInstalled

_LARGEST = 200 << 20
_DOOR = b"C_GetFunctionList"
"""The one name that every PKCS#11 module gives out."""
_HEADS = {
    "linux": (b"\x7fELF",),
    "win32": (b"MZ",),
    "darwin": (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf"),
}
_PLACES = {
    "linux": ("/usr", "/lib", "/lib64", "/opt"),
    "darwin": ("/Library", "/usr/lib", "/usr/local", "/opt", "/Applications"),
}


def programs() -> tuple[Path, ...]:
    """The folders of installed programs on this system."""
    if sys.platform == "win32":
        names = ("SystemRoot", "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
        return tuple(Path(os.environ[name]) for name in names if os.environ.get(name))
    return tuple(map(Path, _PLACES.get(sys.platform, _PLACES["linux"])))


def require_part(path: Path) -> Path:
    """The real place of a module that may be loaded. Raises PartNotFound, PartNotInstalled or NotATokenPart."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        raise PartNotFound("module", name=path.name) from None
    if not any(real.is_relative_to(place.resolve()) for place in programs()):
        raise PartNotInstalled("module", name=path.name)
    if not _looks_right(real):
        raise NotATokenPart("module", name=path.name)
    return real


def _looks_right(real: Path) -> bool:
    """A library of this system that gives out PKCS#11's one name."""
    try:
        if not real.is_file() or real.stat().st_size > _LARGEST:
            return False
        data = real.read_bytes()
    except OSError:
        return False
    return data.startswith(_HEADS.get(sys.platform, _HEADS["linux"])) and _DOOR in data
