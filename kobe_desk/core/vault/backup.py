"""Makes backups (控え): a copy, read back in full, and only then under its name and in the list.

`take` works on the records' one connection and belongs on its thread; `finish` may run on another.
"""

import glob
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from kobe_desk.core import clock
from kobe_desk.core.audit import GENESIS
from kobe_desk.core.database import DeskDamaged
from kobe_desk.core.permission import ROLE_NAMES, NotAllowed
from kobe_desk.core.text import _
from kobe_desk.core.vault import archive, contents, crypto, first_page, listing, store
from kobe_desk.core.vault.contents import Contents
from kobe_desk.core.vault.folder import make_private
from kobe_desk.core.vault.listing import BackupRow
from kobe_desk.core.vault.manifest import Manifest
from kobe_desk.core.vault.opening import OpenDesk
from kobe_desk.core.vault.situations import (
    BackupAltered,
    BackupFailed,
    DeskFlawed,
    NotABackup,
    PlaceMissing,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy that nobody has read back yet."""

    target: Path
    partial: Path
    sequence: int
    made_at: datetime
    contents: Contents


def make_backup(desk: OpenDesk, place: Path | None = None) -> BackupRow:
    """Make a backup at a place (a USB stick) or, without one, at the desk's usual place.

    Raises NotAllowed, PlaceMissing, NoRoom, CannotWrite, BackupFailed, DeskFlawed.
    """
    who = desk.unlocked.who
    if not who.may("desk.backup"):
        raise NotAllowed(role=_(ROLE_NAMES[who.role]))
    return finish(desk, take(desk, place))


def backup_after_work(desk: OpenDesk) -> BackupRow | None:
    """The automatic backup, whoever worked; None when nothing changed since the newest one at the usual place."""
    if not changed_since_backup(desk):
        return None
    return finish(desk, take(desk))


def changed_since_backup(desk: OpenDesk) -> bool:
    usual = [row for row in listing.backups_of(desk.folder.path) if row.path.parent == desk.folder.backups]
    if not usual:
        return True
    with _raw(desk) as run:
        last = run("SELECT chain FROM audit_line ORDER BY sequence DESC LIMIT 1").fetchone()
    return (last[0] if last else GENESIS) != usual[0].audit_head


def take(desk: OpenDesk, place: Path | None = None) -> Taken:
    """Copy the records as they are now. Raises PlaceMissing, NoRoom, CannotWrite, DeskFlawed."""
    place = _ready(desk, place)
    store.require_room(place, 2 * desk.folder.database.stat().st_size)
    sequence, now = listing.next_sequence(desk.folder), clock.now()
    stamp = now.astimezone(clock.JST).strftime("%Y%m%d-%H%M%S")
    target = place / f"{desk.folder.name}-{stamp}-{sequence:04d}{archive.SUFFIX}"
    partial = target.with_name(f".{target.name}.db.partial")
    with store.saying_why(place), _raw(desk) as run:
        found = contents.of(run)
        try:
            run("VACUUM INTO ?", (str(partial),))
        except sqlcipher.DatabaseError as error:
            if first_page.tells_of_damage(error):
                raise DeskFlawed from error
            raise
    return Taken(target, partial, sequence, now, found)


def finish(desk: OpenDesk, taken: Taken) -> BackupRow:
    """Read the copy back, put it into one file, read that back too, and list it.

    Raises BackupFailed, NoRoom, CannotWrite, SlotsAltered.
    """
    key = desk.unlocked.key
    try:
        store.flush(taken.partial)
        if contents.examined(taken.partial, key) != taken.contents:
            raise BackupFailed
        slots = store.read(desk.folder)
        says = manifest_for(taken, slots.desk, slots.encoded()).with_rows(taken.contents.rows, key)

        def read_back(partial: Path) -> None:
            archive.unpack(partial, archive.manifest_of(partial)).require_unaltered(key)

        with store.saying_why(taken.target.parent):
            archive.write(taken.target, taken.partial, slots.encoded(), says, read_back)
    except (DeskDamaged, BackupAltered, NotABackup):
        raise BackupFailed from None
    finally:
        taken.partial.unlink(missing_ok=True)
    row = BackupRow.of(taken.target, says)
    listing.add(desk.folder, row)
    return row


def manifest_for(taken: Taken, desk: str, slots: bytes) -> Manifest:
    """What a copy says of itself, without its sealed counts."""
    return Manifest(
        desk=desk,
        sequence=taken.sequence,
        made_at=taken.made_at,
        schema=taken.contents.schema,
        audit_lines=taken.contents.audit_lines,
        audit_head=taken.contents.audit_head,
        size=taken.partial.stat().st_size,
        database_sha256=archive.digest_of(taken.partial),
        slots_sha256=crypto.fingerprint(slots),
    )


def _ready(desk: OpenDesk, place: Path | None) -> Path:
    """The place, with what an interrupted backup left there swept away."""
    if place is None:
        place = desk.folder.backups
        with store.saying_why(place.parent):
            make_private(place)
    elif not place.is_dir():
        raise PlaceMissing("place")
    for left in place.glob(f".{glob.escape(desk.folder.name)}-*{archive.SUFFIX}.*partial*"):
        with suppress(OSError):
            left.unlink()
    return place


@contextmanager
def _raw(desk: OpenDesk) -> Iterator[Callable[..., Any]]:
    """The one connection outside a transaction, which VACUUM INTO asks for."""
    connection = desk.database.engine.raw_connection()
    try:
        yield connection.cursor().execute
    finally:
        connection.close()
