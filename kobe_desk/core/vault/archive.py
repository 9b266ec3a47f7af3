"""A backup (控え) is one file to carry: a zip, not compressed, of desk.db, slots.json and manifest.json."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from kobe_desk.core import atomic, clock
from kobe_desk.core.vault import crypto, manifest, slots
from kobe_desk.core.vault.manifest import Manifest, NoManifest
from kobe_desk.core.vault.situations import BackupAltered, BackupMissing, NotABackup
from kobe_desk.core.vault.slots import Slots, Unreadable

SUFFIX = ".kobedesk-backup"
_DATABASE, _SLOTS, _MANIFEST = "desk.db", "slots.json", "manifest.json"
_PIECE = 1 << 20
_FIRST, _LAST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The moments that a zip can write down."""


def write(target: Path, database: Path, keys: bytes, says: Manifest, check: Callable[[Path], None]) -> None:
    """Write the backup beside its place; it gets its name only when `check` has read it back without complaint."""
    with atomic.writing(target) as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in ((_MANIFEST, says.encoded()), (_SLOTS, keys)):
                archive.writestr(_entry(name), content)
            with database.open("rb") as source, archive.open(_entry(_DATABASE), "w", force_zip64=True) as goal:
                _copy(source, goal)
        file.flush()
        check(Path(file.name))


def _entry(name: str) -> zipfile.ZipInfo:
    day = clock.wall().timetuple()[:6]
    return zipfile.ZipInfo(name, min(max(day, _FIRST), _LAST))  # a computer with a flat battery may say 1970


def _copy(source: IO[bytes], goal: IO[bytes] | None) -> tuple[int, str]:
    """Copy in pieces (or only read). Returns the size and the SHA-256."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if goal is not None:
            goal.write(piece)
    return size, digest.hexdigest()


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return _copy(file, None)[1]


def manifest_of(backup: Path) -> Manifest:
    """What a backup says of itself, without any key. Raises BackupMissing, NotABackup."""
    if not backup.is_file():
        raise BackupMissing
    try:
        with zipfile.ZipFile(backup) as archive:
            _require_plain(archive)
            return manifest.decoded(archive.read(_MANIFEST))
    except (zipfile.BadZipFile, NoManifest, OSError, NotImplementedError, RuntimeError, EOFError):
        raise NotABackup from None


def _require_plain(archive: zipfile.ZipFile) -> None:
    """Only our three files, not compressed: no bomb, no path out of the folder. Raises NotABackup."""
    entries = archive.infolist()
    expected = [_MANIFEST, _SLOTS, _DATABASE]
    stored = all(each.compress_type == zipfile.ZIP_STORED and not each.flag_bits & 1 for each in entries)
    if [each.filename for each in entries] != expected or not stored:
        raise NotABackup
    if any(each.file_size > _PIECE for each in entries[:2]):
        raise NotABackup


def unpack(backup: Path, says: Manifest, folder: Path | None = None) -> Slots:
    """Bring out desk.db (when a folder is given), comparing every digest. Returns the backup's own key slots.

    Raises BackupAltered.
    """
    try:
        with zipfile.ZipFile(backup) as archive:
            keys = archive.read(_SLOTS)
            with archive.open(_DATABASE) as source:
                size, digest = _bring_out(source, folder)
        found = slots.decoded(keys)
    except (zipfile.BadZipFile, Unreadable, EOFError, RuntimeError):  # RuntimeError: kinds of zip nobody here writes
        raise BackupAltered from None
    if (size, digest, crypto.fingerprint(keys)) != (says.size, says.database_sha256, says.slots_sha256):
        raise BackupAltered
    if found.desk != says.desk:
        raise BackupAltered
    return found


def _bring_out(source: IO[bytes], folder: Path | None) -> tuple[int, str]:
    if folder is None:
        return _copy(source, None)
    with atomic.writing(folder / _DATABASE) as goal:
        return _copy(source, goal)
