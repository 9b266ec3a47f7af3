"""Where data, backups, logs and resources live."""

from functools import lru_cache
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=1)
def _shipped() -> Path:
    """The folder that holds `resources` and `translations`: inside the wheel, or the project's root."""
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent


def resources(*parts: str) -> Path:
    """A file or folder that came with the program."""
    return _shipped().joinpath("resources", *parts)


def translations() -> Path:
    return _shipped() / "translations"


def program_data() -> Path:
    """The program's own folder of this user (copies of key slots, settings): never the desk itself."""
    return platformdirs.user_data_path("kobe-desk", appauthor=False)


def settings_file() -> Path:
    return platformdirs.user_config_path("kobe-desk", appauthor=False) / "settings.json"


def logs() -> Path:
    return platformdirs.user_log_path("kobe-desk", appauthor=False)


def documents() -> Path:
    """Where a new desk is offered to be made."""
    return platformdirs.user_documents_path() / "Kobe Desk"
