"""Since when and on which computer a desk is open: for the sentence only, the lock itself is the database's.

No person's name stands in it. One left behind by a crash does no harm: it is read only when the lock is taken.
"""

import json
import platform
from contextlib import suppress
from datetime import datetime

from kobe_desk.core import atomic, clock
from kobe_desk.core.database import DeskInUse
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.situations import OpenElsewhere


def write(folder: DeskFolder) -> None:
    note = {"since": clock.now().isoformat(timespec="seconds"), "computer": platform.node()}
    with suppress(OSError):
        atomic.write_bytes(folder.open_note, json.dumps(note).encode())


def clear(folder: DeskFolder) -> None:
    with suppress(OSError):
        folder.open_note.unlink(missing_ok=True)


def refusal(folder: DeskFolder) -> DeskInUse:
    """The sentence for somebody who comes second."""
    try:
        note = json.loads(folder.open_note.read_bytes())
        since = datetime.fromisoformat(note["since"]).astimezone(clock.JST)
        return OpenElsewhere(since=since, computer=str(note["computer"])[:60])
    except (OSError, ValueError, KeyError, TypeError):
        return DeskInUse()
