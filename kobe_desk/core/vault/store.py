"""Reads and writes the key file: two copies in the folder, one in the program's own data, and the one before a change.

A change is made when the first copy has its name; whatever fails after that is mended at the next reading.
"""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher

from kobe_desk.core import atomic
from kobe_desk.core.database import DeskMissing
from kobe_desk.core.vault.folder import DeskFolder, make_private, slots_of_salt
from kobe_desk.core.vault.situations import CannotWrite, FileHeld, NoRoom, SlotsDamaged, SlotsMissing
from kobe_desk.core.vault.slots import Slots, Unreadable, decoded

_MOST_BYTES = 1 << 20
_HELD = (32, 33)  # Windows: another program has the file open


def read(folder: DeskFolder) -> Slots:
    """The newest whole copy, from which damaged or missing ones are mended.

    Raises SlotsMissing, SlotsDamaged, NewerDesk.
    """
    copies = [_copy(path) for path in (folder.slots, folder.second_slots)]
    whole = [copy for copy in copies if copy is not None]
    found = max(whole, key=lambda copy: copy.generation) if whole else _elsewhere(folder)
    if found is None:
        there = any(path.exists() for path in (folder.slots, folder.second_slots, folder.earlier_slots))
        raise SlotsDamaged if there else SlotsMissing
    if copies != [found, found]:
        with suppress(OSError):  # a place that can only be read
            _write_copies(folder, found)
    return found


def _elsewhere(folder: DeskFolder) -> Slots | None:
    with suppress(DeskMissing):
        salt = folder.salt()
        own = _copy(slots_of_salt(salt))
        if own is not None and own.desk == salt:
            return own
    return _copy(folder.earlier_slots)


def _copy(path: Path) -> Slots | None:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        return decoded(path.read_bytes())
    except (OSError, Unreadable):
        return None


def write(folder: DeskFolder, slots: Slots) -> None:
    """Replace the key file; the earlier one stays until the desk was opened again. Raises NoRoom, CannotWrite."""
    with saying_why(folder.path):
        if folder.slots.exists():
            atomic.write_bytes(folder.earlier_slots, folder.slots.read_bytes())
        atomic.write_bytes(folder.slots, slots.encoded())
    with suppress(OSError):
        atomic.write_bytes(folder.second_slots, slots.encoded())
    remember(slots)


def _write_copies(folder: DeskFolder, slots: Slots) -> None:
    for path in (folder.slots, folder.second_slots):
        if _copy(path) != slots:
            atomic.write_bytes(path, slots.encoded())


def remember(slots: Slots) -> None:
    """Keep the program's own copy, under the desk's salt."""
    path = slots_of_salt(slots.desk)
    with suppress(OSError):
        make_private(path.parent)
        if _copy(path) != slots:
            atomic.write_bytes(path, slots.encoded())


def opened(folder: DeskFolder, slots: Slots) -> None:
    """The desk was opened with these keys: the earlier ones go, the program's own copy is brought up to date."""
    remember(slots)
    with suppress(OSError):
        folder.earlier_slots.unlink(missing_ok=True)


@contextmanager
def saying_why(place: Path) -> Iterator[None]:
    """Turn what a full or write-protected place answers into a sentence. Raises NoRoom, FileHeld, CannotWrite."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom(free=free_megabytes(place)) from error
        if getattr(error, "winerror", None) in _HELD:
            raise FileHeld from error
        raise CannotWrite from error
    except (sqlcipher.DatabaseError, sa.exc.DatabaseError) as error:
        if "full" in str(error):
            raise NoRoom(free=free_megabytes(place)) from error
        if any(word in str(error) for word in ("readonly", "unable to open", "I/O")):
            raise CannotWrite from error
        raise


def require_room(place: Path, needed: int) -> None:
    """Raises NoRoom when fewer bytes than `needed` and a reserve are free."""
    if shutil.disk_usage(place).free < needed + (1 << 20):
        raise NoRoom(free=free_megabytes(place))


def free_megabytes(place: Path) -> int:
    with suppress(OSError):
        return shutil.disk_usage(place).free >> 20
    return 0


def flush(path: Path) -> None:
    """Bring a file that another wrote to the disk."""
    with path.open("rb+") as file:
        atomic.flush(file.fileno())
