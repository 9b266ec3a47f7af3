"""What a database file holds in figures, and whether it is whole: the measure by which a copy is believed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from kobe_desk.core import audit, database
from kobe_desk.core.audit import GENESIS
from kobe_desk.core.database import Database
from kobe_desk.core.vault import first_page
from kobe_desk.core.vault.situations import DeskFlawed


@dataclass(frozen=True, slots=True)
class Contents:
    """Schema, rows of each table, and the audit's last link."""

    schema: int
    rows: dict[str, int]
    audit_lines: int
    audit_head: str


def of(run: Any) -> Contents:
    """Count everything; `run` executes a statement on a raw connection."""
    names = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY 1")]
    quoted = {name: name.replace('"', '""') for name in names}
    rows = {name: run(f'SELECT count(*) FROM "{quoted[name]}"').fetchone()[0] for name in names}  # noqa: S608
    last = run("SELECT sequence, chain FROM audit_line ORDER BY sequence DESC LIMIT 1").fetchone()
    lines, head = last or (0, GENESIS)
    return Contents(run("PRAGMA user_version").fetchone()[0], rows, lines, head)


def whole(run: Any) -> bool:
    """Every page carries its HMAC, and the tables and indexes agree."""
    return not run("PRAGMA cipher_integrity_check").fetchall() and run("PRAGMA integrity_check").fetchall() == [("ok",)]


def examined(path: Path, key: bytes) -> Contents:
    """Open a copy afresh, check every page and count. Raises DeskDamaged in one of its kinds."""
    first_page.require_plausible(path)
    try:
        connection = database.connect(path, key)
        try:
            if not whole(connection.execute):
                raise DeskFlawed
            return of(connection.execute)
        finally:
            connection.close()
    except (database.DeskDamaged, sqlcipher.DatabaseError):
        raise first_page.diagnosis(path, key) from None


def examined_thoroughly(path: Path, key: bytes) -> Contents:
    """The same, and the references between rows and the whole audit chain besides. Raises DeskDamaged."""
    found = examined(path, key)
    opened = Database.open(path, key)
    try:
        with opened.reading() as session:
            broken = session.connection().exec_driver_sql("PRAGMA foreign_key_check").first()
            verdict = audit.verify(session)
    finally:
        opened.close()
    if broken or not verdict.intact or verdict.head != found.audit_head:
        raise DeskFlawed
    return found
