"""Opens a desk, away from the screen's thread. It brings in the records: import it after the first paint."""

from dataclasses import dataclass
from pathlib import Path

from kobe_desk.core.vault import keys, opening
from kobe_desk.core.vault.keys import Passphrase, Recovery, Secret
from kobe_desk.core.vault.opening import OpenDesk


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed to open a desk: a passphrase, or the five lines of a recovery code."""

    words: str = ""
    lines: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Typed(…)"

    def secret(self) -> Secret:
        return Recovery(self.lines) if self.lines else Passphrase(self.words)


def open_with(folder: Path, typed: Typed) -> OpenDesk:
    """Open a desk with what was typed. Raises what looking, unlocking and opening raise."""
    opening.look(folder)
    return opening.open_desk(folder, keys.unlock(folder, typed.secret()))


def open_with_keyring(folder: Path) -> OpenDesk | None:
    """Open with this computer's key store; None when it has nothing to offer."""
    opening.look(folder)
    unlocked = keys.unlock_with_keyring(folder)
    return None if unlocked is None else opening.open_desk(folder, unlocked)
