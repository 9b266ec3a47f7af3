"""The desks of this computer, as far as they can be known before the records are imported."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_KEYS, _KEPT_HERE = "slots.json", b'"keyring"'


@dataclass(frozen=True, slots=True)
class KnownDesk:
    """A desk that was opened here before."""

    folder: Path
    there: bool

    @property
    def name(self) -> str:
        return self.folder.name.removesuffix(".kobedesk")

    @property
    def in_key_store(self) -> bool:
        """Whether somebody let a computer's key store open it, most likely this one's."""
        with suppress(OSError):
            return _KEPT_HERE in (self.folder / _KEYS).read_bytes()
        return False
