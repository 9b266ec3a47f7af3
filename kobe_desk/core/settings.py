"""What this person chose for this computer: one frozen dataclass with defaults, kept as JSON.

It holds no name and no key: it lies outside the desk, unencrypted.
"""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from kobe_desk.core import atomic, paths

PALETTES = ("light", "dark", "contrast")
SIZES = (12, 14, 16, 20)
LANGUAGES = ("ja", "en")
LOCKING = (0, 5, 10, 30)
REMEMBERED_DESKS = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of 設定. `lock_after` is in minutes, 0 never; `desks` are the folders opened last, newest first."""

    language: str = "ja"
    palette: str = "light"
    size: int = 12
    lock_after: int = 10
    desks: tuple[str, ...] = ()
    second_place: str = ""
    """Where backups go besides the usual place, such as a USB stick."""
    trusted_time: bool = False
    """Whether a signature asks an authority on the network for the time; nothing goes out otherwise."""
    time_address: str = ""
    time_root: str = ""
    """The certificate (PEM) of the authority whose time is believed."""
    asked_to_remember: tuple[str, ...] = ()
    """Slots whose key this computer has lost, and whose person was asked once whether to keep it again."""

    def with_desk(self, folder: Path) -> "Settings":
        """The same, remembering that this desk was opened last."""
        others = tuple(each for each in self.desks if each != str(folder))
        return replace(self, desks=(str(folder), *others)[:REMEMBERED_DESKS])


_CHOICES: dict[str, tuple[Any, ...]] = {
    "language": LANGUAGES,
    "palette": PALETTES,
    "size": SIZES,
    "lock_after": LOCKING,
}


def read(path: Path | None = None) -> Settings:
    """The kept choices. What is missing, unreadable or out of range takes its default: settings never stop a start."""
    try:
        kept = json.loads((path or paths.settings_file()).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return _sound(kept) if isinstance(kept, dict) else Settings()


def write(settings: Settings, path: Path | None = None) -> None:
    """Keep the choices; the file is replaced whole or not at all."""
    target = path or paths.settings_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    atomic.write_bytes(target, json.dumps(asdict(settings), ensure_ascii=False, indent=2).encode())


def _sound(kept: dict[str, Any]) -> Settings:
    known = {field.name: kept[field.name] for field in fields(Settings) if field.name in kept}
    chosen = {name: known[name] for name, allowed in _CHOICES.items() if _is_one_of(known.get(name), allowed)}
    place, address, root = (known.get(name) for name in ("second_place", "time_address", "time_root"))
    return Settings(
        **chosen,
        desks=_texts(known.get("desks"))[:REMEMBERED_DESKS],
        second_place=place if isinstance(place, str) else "",
        trusted_time=known.get("trusted_time") is True,
        time_address=address if isinstance(address, str) else "",
        time_root=root if isinstance(root, str) else "",
        asked_to_remember=_texts(known.get("asked_to_remember")),
    )


def _texts(kept: Any) -> tuple[str, ...]:
    return tuple(each for each in kept if isinstance(each, str)) if isinstance(kept, list) else ()


def _is_one_of(value: Any, allowed: tuple[Any, ...]) -> bool:
    return any(type(value) is type(each) and value == each for each in allowed)
