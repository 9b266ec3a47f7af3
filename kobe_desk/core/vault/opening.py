"""Opens a desk: looks, upgrades, takes the lock. Never makes a file, and says plainly why a desk does not open."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.orm import Session

from kobe_desk.core import audit, migrate
from kobe_desk.core.change import Change, RowChange, Values
from kobe_desk.core.database import Database, DeskDamaged, DeskInUse
from kobe_desk.core.errors import UserError
from kobe_desk.core.records import Records
from kobe_desk.core.vault import first_page, open_note, store
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.keys import Unlocked
from kobe_desk.core.vault.situations import DeskReadOnly, DiskFault, NoRoom

if TYPE_CHECKING:
    from kobe_desk.core.vault.drawer import Drawer


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """An open desk: its folder, who opened it with which key, and its records. Closed by `close` or `with`."""

    folder: DeskFolder
    unlocked: Unlocked
    records: Records

    @property
    def database(self) -> Database:
        return self.records.database

    @property
    def only_read(self) -> bool:
        """Nothing can be written at its place."""
        return self.database.only_read

    def close(self) -> None:
        """Give the desk back; drop this object and its key with it."""
        self.records.close()
        if not self.only_read:
            open_note.clear(self.folder)

    def __enter__(self) -> "OpenDesk":
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    @contextmanager
    def noting(self, label: str, usecase: str, *rows: RowChange) -> Iterator[Session]:
        """Write an audit line around a change of the vault; it is not written when the change is refused."""
        with explaining_errors(self.folder, self.unlocked.key), self.database.writing() as session:
            audit.write(session, self.unlocked.who, Change(label, rows, usecase=f"core.vault.{usecase}"))
            yield session


def note_row(table: str, key: str, before: Values | None, after: Values | None) -> RowChange:
    """What the audit keeps of a change outside the tables (a key slot, a restored backup)."""
    return RowChange(table, UUID(key), before, after)


def look(folder: Path) -> DeskFolder:
    """What can be said before anybody has typed anything. Raises DeskMissing, DeskEmpty, DeskTooShort, DeskReplaced."""
    desk = DeskFolder.at(folder)
    first_page.require_plausible(desk.database)
    return desk


def open_desk(folder: Path, unlocked: Unlocked) -> OpenDesk:
    """Open a desk with its key, bringing an older one up to date (a verified copy is made first).

    Where nothing can be written, it opens for reading only. Raises what `look` raises, and DeskReadOnly (an older or
    interrupted desk at such a place), OpenElsewhere, NewerDesk, DeskScrambled, DeskCutOff, DeskFlawed, UpgradeFailed.
    """
    desk = look(folder)
    slots = store.read(desk)
    only_read = cannot_write(desk)
    with explaining(desk, unlocked.key):
        _bring_up_to_date(desk, unlocked.key, only_read=only_read)
        database = Database.open(desk.database, unlocked.key, only_read=only_read)
        try:
            records = Records(database, unlocked.who, partial(_drawer, desk, unlocked))
        except BaseException:
            database.close()
            raise
    if not only_read:
        desk.sweep()
        open_note.write(desk)
    store.opened(desk, slots)
    return OpenDesk(desk, unlocked, records)


def _drawer(desk: DeskFolder, unlocked: Unlocked) -> "Drawer":
    from kobe_desk.core.vault.drawer import Drawer

    return Drawer(desk, unlocked)


def _bring_up_to_date(desk: DeskFolder, key: bytes, *, only_read: bool) -> None:
    if not only_read:
        migrate.bring_up_to_date(desk.database, key)
    elif not migrate.is_up_to_date(desk.database, key):
        raise DeskReadOnly


def cannot_write(desk: DeskFolder) -> bool:
    """Whether this is a place that can only be read: a write-protected stick, a CD, somebody else's folder."""
    if not os.access(desk.database, os.W_OK):
        return True
    try:
        with tempfile.TemporaryFile(dir=desk.path):
            return False
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def explaining(desk: DeskFolder, key: bytes) -> Iterator[None]:
    """Turn the engine's refusals into the sentence that fits this file."""
    if not desk.journal.exists():
        first_page.require_whole(desk.database, key)
    with explaining_errors(desk, key):
        yield


@contextmanager
def explaining_errors(desk: DeskFolder, key: bytes) -> Iterator[None]:
    """Turn what the engine answers into a UserError; what it does not know stays a bug."""
    try:
        yield
    except DeskInUse:
        raise open_note.refusal(desk) from None
    except DeskDamaged as damage:
        raise _reason(desk, key, damage.__context__ or damage) or damage from None
    except (sqlcipher.DatabaseError, sa.exc.DatabaseError) as error:
        reason = _reason(desk, key, error)
        if reason is None:
            raise
        raise reason from error


def _reason(desk: DeskFolder, key: bytes, error: BaseException) -> UserError | None:
    """What the engine's words mean; not every error of a disk is damage."""
    said = str(error)
    if isinstance(error, DeskDamaged) or first_page.tells_of_damage(error):
        return first_page.diagnosis(desk.database, key)
    if "readonly" in said:
        return DeskReadOnly()
    if "full" in said:
        return NoRoom(free=store.free_megabytes(desk.path))
    return DiskFault() if "I/O" in said or "unable to open" in said else None
