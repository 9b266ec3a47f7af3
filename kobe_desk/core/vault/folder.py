"""The desk on disk: a folder `名前.kobedesk/` with the records, the keys in two copies, and the list of its backups."""

import glob
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kobe_desk.core import paths
from kobe_desk.core.database import DeskMissing

SUFFIX = ".kobedesk"
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class DeskFolder:
    """Where each thing of a desk lies. `at` takes the folder, or the desk.db in it."""

    path: Path

    @classmethod
    def at(cls, path: Path) -> "DeskFolder":
        return cls(path.parent if path.name == "desk.db" and not path.is_dir() else path)

    @property
    def name(self) -> str:
        """The desk's name as people gave it: the folder's, without its ending."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def database(self) -> Path:
        return self.path / "desk.db"

    @property
    def journal(self) -> Path:
        return self.path / "desk.db-journal"

    @property
    def slots(self) -> Path:
        return self.path / "slots.json"

    @property
    def second_slots(self) -> Path:
        return self.path / "slots-2.json"

    @property
    def earlier_slots(self) -> Path:
        """The keys as they were before the last change, until the desk was opened again."""
        return self.path / "slots-before.json"

    @property
    def open_note(self) -> Path:
        """Since when and on which computer the desk is open; the lock itself is the database's."""
        return self.path / "open.json"

    @property
    def backup_list(self) -> Path:
        return self.path / "backups.json"

    @property
    def backups(self) -> Path:
        """The place of the automatic backups: beside the desk, so that they outlive a deleted folder."""
        return self.path.with_name(f"{self.name}{SUFFIX}-backups")

    def salt(self) -> str:
        """The first 16 bytes of the database in hex. Raises DeskMissing.

        They are not encrypted, stay the same in every copy (VACUUM INTO keeps them), and so name the desk.
        """
        try:
            with self.database.open("rb") as file:
                return file.read(SALT_BYTES).hex()
        except FileNotFoundError:
            raise DeskMissing from None

    def sweep(self) -> None:
        """Remove what interrupted work left in and beside the folder; only while the desk is locked by us or closed."""
        name = glob.escape(self.name)
        left = [*self.path.glob(".*.partial"), *self.path.parent.glob(f".{name}-before-restore-*{SUFFIX}.partial")]
        for path in (*left, self.restoring):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    @property
    def restoring(self) -> Path:
        """Where a backup is brought out to, on the same disk."""
        return self.path.with_name(f".{self.path.name}.restore.partial")


def with_suffix(path: Path) -> Path:
    """The path of a new desk: 名前 -> 名前.kobedesk."""
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


def slots_of_salt(salt: str) -> Path:
    """The program's own copy of a desk's keys, by which a lone desk.db can still be opened."""
    return paths.program_data() / "slots" / f"{salt}.json"


def make_private(folder: Path) -> None:
    """Make a folder that only this user reads, where the system knows such a thing."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.name != "nt":
        with suppress(OSError):
            folder.chmod(0o700)
