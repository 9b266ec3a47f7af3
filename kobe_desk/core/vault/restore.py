"""Brings a backup back (控えを戻す): read in full first, the present desk kept beside, one rename at the end.

Killed at any moment, it leaves the present desk or the restored one, and either opens.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeGuard

from kobe_desk.core import atomic, clock, database, migrate
from kobe_desk.core.database import DeskDamaged, DeskInUse, DeskMissing, NewerDesk
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import ROLE_NAMES, NotAllowed
from kobe_desk.core.text import N_, _
from kobe_desk.core.vault import archive, contents, listing, open_note, store
from kobe_desk.core.vault.contents import Contents
from kobe_desk.core.vault.folder import SUFFIX, DeskFolder, make_private, with_suffix
from kobe_desk.core.vault.keys import Secret, Unlocked, open_slots
from kobe_desk.core.vault.manifest import Manifest
from kobe_desk.core.vault.opening import note_row, open_desk
from kobe_desk.core.vault.situations import (
    BackupAltered,
    DeskExists,
    OtherDesk,
    SlotsAltered,
    SlotsDamaged,
    SlotsMissing,
    WrongPassphrase,
    WrongRecoveryCode,
)
from kobe_desk.core.vault.slots import Slots


@dataclass(frozen=True, slots=True)
class Restored:
    """The desk is back: where, who opened it, from which backup, and where the desk of before lies now."""

    folder: Path
    unlocked: Unlocked
    manifest: Manifest
    kept: Path | None


def restore(backup: Path, folder: Path, secret: Secret) -> Restored:
    """Bring a backup back into its desk's folder, or into a new one on another computer.

    The passphrase may be today's or that of the backup's day; the newer keys stay in force.
    Raises BackupMissing, NotABackup, BackupAltered, OtherDesk, NewerDesk, NotAllowed, DeskInUse, DeskExists, NoRoom,
    CannotWrite, and what opening raises (WrongPassphrase, TermEnded…).
    """
    says = archive.manifest_of(backup)
    desk = DeskFolder(with_suffix(DeskFolder.at(folder).path))
    if desk.path.exists() and not desk.path.is_dir():
        raise DeskExists("folder")
    present = _present_slots(desk, says)
    with _beside(desk, says) as partial:
        old = archive.unpack(backup, says, partial.path)
        unlocked = _unlocked(secret, present, old)
        require_sound(partial.database, says, unlocked.key)
        newest = max((each for each in (old, present) if _fits(each, unlocked.key)), key=lambda each: each.generation)
        kept = _put_in_place(partial, desk, says, newest, unlocked.key)
    store.remember(newest)
    _note(desk, unlocked, says)
    return Restored(desk.path, unlocked, says, kept)


def verify_backup(backup: Path, key: bytes) -> Manifest:
    """The drill: bring a backup out into a temporary folder, open it with its own keys and read everything.

    Raises BackupMissing, NotABackup, BackupAltered, NewerDesk, SlotsAltered.
    """
    says = archive.manifest_of(backup)
    with TemporaryDirectory(prefix="kobe-desk-") as folder:
        archive.unpack(backup, says, Path(folder)).require_unaltered(key)
        require_sound(Path(folder) / "desk.db", says, key)
    return says


def _present_slots(desk: DeskFolder, says: Manifest) -> Slots | None:
    """The keys that lie there now, if there is a desk with readable ones. Raises OtherDesk."""
    try:
        present = store.read(desk)
    except (SlotsMissing, SlotsDamaged):
        return None
    if present.desk != says.desk:
        raise OtherDesk
    return present


@contextmanager
def _beside(desk: DeskFolder, says: Manifest) -> Iterator[DeskFolder]:
    """A folder beside the desk, on the same disk, that is gone afterwards."""
    partial = DeskFolder(desk.restoring)
    with store.saying_why(desk.path.parent):
        desk.path.parent.mkdir(parents=True, exist_ok=True)
        desk.sweep()
        present = desk.database.stat().st_size if desk.database.exists() else 0
        store.require_room(desk.path.parent, says.size + present)
        make_private(partial.path)
    try:
        with store.saying_why(desk.path.parent):
            yield partial
    finally:
        shutil.rmtree(partial.path, ignore_errors=True)


def _unlocked(secret: Secret, present: Slots | None, old: Slots) -> Unlocked:
    """Today's keys first, then those of the backup's day."""
    if present is not None:
        with suppress(WrongPassphrase, WrongRecoveryCode):
            found = _administrator(open_slots(present, secret))
            if _fits(old, found.key):
                return found
        return _administrator(open_slots(old, secret))
    return open_slots(old, secret)


def _fits(slots: Slots | None, key: bytes) -> TypeGuard[Slots]:
    """Whether these keys open what is under this data key: a handover package may have another one."""
    if slots is None:
        return False
    with suppress(SlotsAltered):
        slots.require_unaltered(key)
        return True
    return False


def _administrator(unlocked: Unlocked) -> Unlocked:
    """Over a desk that is there, only an administrator brings back a backup."""
    if not unlocked.who.admin:
        raise NotAllowed(role=_(ROLE_NAMES[unlocked.who.role]))
    return unlocked


def require_sound(path: Path, says: Manifest, key: bytes) -> Contents:
    """What lies in the backup is what the manifest promised, under this key. Raises BackupAltered, NewerDesk."""
    expected = says.contents(key)
    if says.schema > migrate.newest():
        raise NewerDesk
    try:
        if expected is None or contents.examined_thoroughly(path, key) != expected:
            raise BackupAltered
    except DeskDamaged:
        raise BackupAltered from None
    return expected


def _put_in_place(partial: DeskFolder, desk: DeskFolder, says: Manifest, slots: Slots, key: bytes) -> Path | None:
    """The restored database takes the desk's name. Returns where the present desk was kept."""
    if not desk.path.exists():
        for path in (partial.slots, partial.second_slots):
            atomic.write_bytes(path, slots.encoded())
        atomic.replace(partial.path, desk.path)
        listing.leave(desk, says.sequence)
        return None
    _settle(desk, key)
    kept = _keep_present(desk)
    desk.journal.unlink(missing_ok=True)  # of a database that does not open; it lies with the kept one
    store.write(desk, slots)
    listing.leave(desk, says.sequence)  # before the swap: a check must never blame the restored desk
    atomic.replace(partial.database, desk.database)
    return kept


def _settle(desk: DeskFolder, key: bytes) -> None:
    """Nobody has the desk open, and what a crash left half written is rolled back. Raises DeskInUse."""
    try:
        database.connect(desk.database, key).close()
    except DeskInUse:
        raise open_note.refusal(desk) from None
    except (DeskDamaged, DeskMissing, OSError):
        return  # damaged or gone: the reason to bring back a backup


def _keep_present(desk: DeskFolder) -> Path | None:
    """A whole copy of the present desk under a name of its own; it opens with the same keys."""
    there = [path for path in (desk.database, desk.journal, desk.slots, desk.second_slots) if path.exists()]
    if not there:
        return None
    stamp = clock.wall().strftime("%Y%m%d-%H%M%S")
    kept = desk.path.with_name(f"{desk.name}-before-restore-{stamp}{SUFFIX}")
    number = 1
    while kept.exists():
        number += 1
        kept = desk.path.with_name(f"{desk.name}-before-restore-{stamp}-{number}{SUFFIX}")
    copy = kept.with_name(f".{kept.name}.partial")
    make_private(copy)
    for path in there:
        shutil.copyfile(path, copy / path.name)
        store.flush(copy / path.name)
    atomic.flush_folder(copy)
    atomic.replace(copy, kept)
    return kept


def _note(desk: DeskFolder, unlocked: Unlocked, says: Manifest) -> None:
    """Open what was restored once, and say in its audit where it came from."""
    row = note_row("backup", new_id().hex, None, {"sequence": says.sequence, "made_at": says.made_at.isoformat()})
    with open_desk(desk.path, unlocked) as opened, opened.noting(N_("Bring back a backup"), "restore", row):
        pass
