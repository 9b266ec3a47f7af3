"""The list of a desk's backups: only what was read back stands in it."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kobe_desk.core import atomic
from kobe_desk.core.vault import archive, thinning
from kobe_desk.core.vault.folder import DeskFolder
from kobe_desk.core.vault.manifest import Manifest
from kobe_desk.core.vault.situations import BackupMissing, NotABackup


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A verified backup (控え): its running number, when it was made, and the end of the audit chain in it."""

    path: Path
    sequence: int
    made_at: datetime
    size: int
    audit_lines: int
    audit_head: str
    left: bool = False
    """An earlier backup was brought back since: the desk does not continue this one."""

    @property
    def here(self) -> bool:
        """Whether the file can be reached now (a USB stick may be out)."""
        return self.path.is_file()

    @classmethod
    def of(cls, path: Path, says: Manifest) -> "BackupRow":
        return cls(path, says.sequence, says.made_at, says.size, says.audit_lines, says.audit_head)


def backups_of(folder: Path) -> tuple[BackupRow, ...]:
    """The desk's verified backups, newest first by number; those deleted from their usual place are not shown."""
    desk = DeskFolder.at(folder)
    _, rows = _read(desk)
    return tuple(row for row in rows if row.path.parent != desk.backups or row.here)


def next_sequence(desk: DeskFolder) -> int:
    last, rows = _read(desk)
    return max([last, *(row.sequence for row in rows)]) + 1


def add(desk: DeskFolder, row: BackupRow) -> None:
    """List a backup that was read back, and thin out its place."""
    _, rows = _read(desk)
    rows = (row, *(each for each in rows if each.path != row.path))
    gone = thinning.surplus(each for each in rows if each.path.parent == row.path.parent and each.here)
    for each in gone:
        with suppress(OSError):
            each.path.unlink()
    _write(desk, row.sequence, (each for each in rows if each not in gone or each.here))


def leave(desk: DeskFolder, sequence: int) -> None:
    """A backup was brought back: mark the later ones, which the desk no longer continues."""
    last, rows = _read(desk)
    _write(desk, last, (replace(row, left=row.left or row.sequence > sequence) for row in rows))


def _read(desk: DeskFolder) -> tuple[int, tuple[BackupRow, ...]]:
    try:
        body = json.loads(desk.backup_list.read_bytes())
        rows = tuple(_from_json(desk, each) for each in body["backups"])
        return int(body["last"]), tuple(sorted(rows, key=lambda row: row.sequence, reverse=True))
    except (OSError, ValueError, KeyError, TypeError):
        rows = tuple(sorted(_scanned(desk), key=lambda row: row.sequence, reverse=True))
        return rows[0].sequence if rows else 0, rows


def _scanned(desk: DeskFolder) -> Iterable[BackupRow]:
    """The list from the backups themselves, when it was lost: a file has its name only after it was read back."""
    if not desk.database.exists():
        return
    salt = desk.salt()
    for path in desk.backups.glob(f"*{archive.SUFFIX}"):
        with suppress(NotABackup, BackupMissing):
            says = archive.manifest_of(path)
            if says.desk == salt:
                yield BackupRow.of(path, says)


def _write(desk: DeskFolder, last: int, rows: Iterable[BackupRow]) -> None:
    body = {"last": last, "backups": [_as_json(desk, row) for row in rows]}
    with suppress(OSError):  # the backup itself is made; a lost list is read from the files again
        atomic.write_bytes(desk.backup_list, (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode())


def _as_json(desk: DeskFolder, row: BackupRow) -> dict[str, Any]:
    usual = row.path.parent == desk.backups
    return {
        "file": row.path.name if usual else str(row.path),
        "sequence": row.sequence,
        "made_at": row.made_at.isoformat(),
        "size": row.size,
        "audit_lines": row.audit_lines,
        "audit_head": row.audit_head,
        "left": row.left,
    }


def _from_json(desk: DeskFolder, body: dict[str, Any]) -> BackupRow:
    return BackupRow(
        desk.backups / body["file"],  # a whole path stays as it is
        int(body["sequence"]),
        datetime.fromisoformat(body["made_at"]),
        int(body["size"]),
        int(body["audit_lines"]),
        body["audit_head"],
        bool(body["left"]),
    )
