"""The desk's one encrypted database, and how it is opened, read and written.

SQLCipher in a file, one connection, DELETE journal + FULL sync + EXCLUSIVE lock: of all power-loss states tried,
this combination lost none. The lock is taken at opening, so that a second opener is refused then and never later.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from kobe_desk.core.database.connection import (
    APPLICATION_ID,
    ENGINE_FLOOR,
    check_engine,
    connect,
    create,
    engine_version,
    prepare,
)
from kobe_desk.core.database.situations import (
    DeskDamaged,
    DeskInUse,
    DeskMissing,
    DeskOnlyRead,
    DiskFailed,
    DiskFull,
    NewerDesk,
    OldEngine,
)
from kobe_desk.core.database.tables import (
    CONTENTS,
    UNRECORDED,
    Base,
    Record,
    UtcTime,
    Uuid,
    WallTime,
    is_recorded,
    load_models,
    recorded,
)

__all__ = [
    "APPLICATION_ID",
    "Base",
    "Database",
    "DeskDamaged",
    "DeskInUse",
    "DeskMissing",
    "DeskOnlyRead",
    "DiskFailed",
    "DiskFull",
    "ENGINE_FLOOR",
    "NewerDesk",
    "OldEngine",
    "Record",
    "CONTENTS",
    "UNRECORDED",
    "UtcTime",
    "Uuid",
    "WallTime",
    "WriteByTheWindow",
    "check_engine",
    "connect",
    "create",
    "engine_version",
    "fetched",
    "load_models",
    "prepare",
    "recorded",
]

_WRITE = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+\"?(\w+)", re.I
)


class WriteByTheWindow(RuntimeError):
    """A recorded table was written by neither door (ORM flush, `work.batch`): undo and audit would not know."""


class Database:
    """The open file. `reading()` and `writing()` give one session each; nothing else touches the connection."""

    def __init__(self, path: Path, engine: sa.Engine, *, only_read: bool = False) -> None:
        self.path, self.engine, self.only_read = path, engine, only_read
        self._open_door = False
        sa.event.listen(engine, "before_cursor_execute", self._guard)

    @classmethod
    def open(cls, path: Path, key: bytes, *, only_read: bool = False) -> "Database":
        """Open an existing file with its 32-byte key, and take its lock (shared, if it is only to be read).

        Raises DeskMissing, DeskInUse, DeskDamaged.
        """
        check_engine()
        if not path.is_file():
            raise DeskMissing
        engine = sa.create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=lambda: connect(path, key, only_read=only_read),
            poolclass=StaticPool,
            hide_parameters=True,
        )
        sa.event.listen(engine, "begin", _begin)
        database = cls(path, engine, only_read=only_read)
        with engine.connect():  # opens the one connection now: a second opener hears it here
            pass
        return database

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for questions; it is rolled back, and a write in it is refused."""
        with self.engine.connect().execution_options(reading=True) as connection, Session(connection) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in BEGIN IMMEDIATE; committed when the block ends, rolled back on any error.

        Raises DiskFull, DiskFailed, DeskOnlyRead.
        """
        self.require_writable()
        with _saying_why(), Session(self.engine, autoflush=True, expire_on_commit=False) as session, session.begin():
            yield session

    def require_writable(self) -> None:
        """Raises DeskOnlyRead."""
        if self.only_read:
            raise DeskOnlyRead

    @contextmanager
    def door(self) -> Iterator[None]:
        """While open, recorded tables may be written: around a flush, and inside `work.batch` and replay."""
        before, self._open_door = self._open_door, True
        try:
            yield
        finally:
            self._open_door = before

    def _guard(self, conn: sa.Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        match = _WRITE.match(statement)
        if match is None:
            return
        if conn.get_execution_options().get("reading"):
            raise WriteByTheWindow(f"a question wrote to {match[1]}")
        if not self._open_door and is_recorded(match[1]):
            raise WriteByTheWindow(match[1])


def fetched(connection: sa.Connection, question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The answer to a SELECT as the engine gives it, with nothing in between: for what is asked again and again."""
    if not question.startswith("SELECT"):
        raise WriteByTheWindow(question)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(question, tuple(values))
        return list(cursor.fetchall())
    finally:
        cursor.close()


@contextmanager
def _saying_why() -> Iterator[None]:
    """Turn what the engine says of the disk into a sentence; anything else it says is a bug."""
    try:
        yield
    except sa.exc.OperationalError as error:
        said = str(error.orig)
        if "disk is full" in said:
            raise DiskFull from error
        if "disk I/O error" in said:
            raise DiskFailed from error
        raise


def _begin(connection: sa.Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
