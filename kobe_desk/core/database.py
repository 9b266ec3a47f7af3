"""The desk's one encrypted database: its column types, its base class and how it is opened.

SQLCipher in a file, one connection, DELETE journal + FULL sync + EXCLUSIVE lock: of all power-loss states tried,
this combination lost none. The lock is taken at opening, so that a second opener is refused then and never later.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.pool import StaticPool

from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.search_key import number_tokens, tokens
from kobe_desk.core.text import N_
from kobe_desk.modules import MODULES

APPLICATION_ID = 0x4B444B31  # "KDK1" in the header of the file
ENGINE_FLOOR = (3, 53, 4)  # SQLite 3.7.0-3.51.2 can lose committed writes; sqlcipher3 0.6.4 carries 3.53.4


class OldEngine(UserError):
    text = N_("The database engine {found} is too old to be trusted with your records. Please run the set-up again.")


class DeskInUse(UserError):
    text = N_("This desk is open in another window or on another computer. Close it there, then open it here.")


class DeskMissing(UserError):
    text = N_("There is no desk at this place. Choose the folder again, or bring back a backup.")


class DeskDamaged(UserError):
    text = N_("The desk's file is damaged and cannot be opened. Nothing was changed. Please bring back a backup.")


class NewerDesk(UserError):
    text = N_("This desk was saved by a newer Kobe Desk. Nothing was changed. Please install the newer version.")


class DeskOnlyRead(UserError):
    text = N_("This desk is open for reading only, so nothing can be changed. Copy its folder to this computer first.")


class DiskFull(UserError):
    text = N_("The disk is full, so this was not saved. All that was saved before is safe. Make room and save again.")


class DiskFailed(UserError):
    text = N_("The disk answered with an error, so this was not saved. All that was saved before is safe. Try again.")


class Uuid(sa.types.TypeDecorator[UUID]):
    """A UUID as 16 bytes inside, as `uuid.UUID` outside."""

    impl = sa.LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: sa.Dialect) -> bytes | None:  # noqa: ARG002
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, dialect: sa.Dialect) -> UUID | None:  # noqa: ARG002
        return None if value is None else UUID(bytes=value)


class UtcTime(sa.types.TypeDecorator[datetime]):
    """A fact's moment: aware, kept as ISO text in UTC."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a fact's moment has a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


class WallTime(sa.types.TypeDecorator[datetime]):
    """The time on the wall in Kobe: naive, kept as ISO text to the minute."""

    impl = sa.String(16)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is not None:
            raise ValueError("a time on the wall has no zone")
        return value.isoformat(timespec="minutes")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """Every table of every module. A table whose `info["recorded"]` is False is not undone and not audited by row."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        UUID: Uuid(),
        date: sa.Date(),
        bytes: sa.LargeBinary(),
        dict[str, Any]: sa.JSON(),
        list[Any]: sa.JSON(),
    }


UNRECORDED: dict[str, Any] = {"info": {"recorded": False}}
"""Table arguments of the few tables that stand outside undo (audit, drafts, number series, search)."""


class Record:
    """What every recorded table has: a key made here, and a version that refuses a stale save."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-2)
    version: Mapped[int] = mapped_column(nullable=False, sort_order=-1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}


def recorded(table: sa.Table) -> bool:
    return bool(table.info.get("recorded", True))


@cache
def load_models() -> sa.MetaData:
    """Import every module's tables: a change and its undo need all of them, a question only those it names, so that
    the first page need not wait for the others. Returns the metadata that the migrations must equal.
    """
    for core in ("audit", "drafts", "numbers"):
        import_module(f"kobe_desk.core.{core}")
    for module in MODULES:
        model = import_module(f"kobe_desk.modules.{module}.model")
        for part in iter_modules(getattr(model, "__path__", ())):
            import_module(f"{model.__name__}.{part.name}")
    return Base.metadata


def _recorded(name: str) -> bool:
    """Whether this is a table under undo. A name not met yet may belong to a module that is not imported yet."""
    known = Base.metadata.tables
    table = known.get(name) if name in known else load_models().tables.get(name)
    return table is not None and recorded(table)


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
        if not self._open_door and _recorded(match[1]):
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


def check_engine() -> None:
    """Refuse an engine below the floor, before any file is touched. Raises OldEngine."""
    if tuple(map(int, sqlcipher.sqlite_version.split("."))) < ENGINE_FLOOR:
        raise OldEngine(found=sqlcipher.sqlite_version)


def engine_version() -> str:
    """The version of SQLCipher and of the SQLite inside it."""
    connection = sqlcipher.connect(":memory:")
    try:
        return (
            f"SQLCipher {connection.execute('PRAGMA cipher_version').fetchone()[0]}, SQLite {sqlcipher.sqlite_version}"
        )
    finally:
        connection.close()


def connect(path: Path, key: bytes, *, foreign_keys: bool = True, only_read: bool = False) -> Any:
    """One raw connection, keyed, locked and checked. Raises DeskInUse or DeskDamaged; never makes a file."""
    if path.stat().st_size == 0:
        raise DeskDamaged
    connection = sqlcipher.connect(
        f"file:{_quoted(path)}?mode={'ro' if only_read else 'rw'}",
        uri=True,
        timeout=0,
        check_same_thread=False,
        isolation_level=None,
    )
    try:
        prepare(connection, key, foreign_keys=foreign_keys, only_read=only_read)
    except sqlcipher.DatabaseError as error:
        connection.close()
        if "locked" in str(error):
            raise DeskInUse from None
        raise DeskDamaged from None
    return connection


def create(path: Path, key: bytes) -> Any:
    """A new, empty, keyed file and its connection; refuses to touch a file that is there."""
    with path.open("xb"):
        pass
    connection = sqlcipher.connect(str(path), timeout=0, check_same_thread=False, isolation_level=None)
    prepare(connection, key)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return connection


def prepare(connection: Any, key: bytes, *, foreign_keys: bool = True, only_read: bool = False) -> None:
    """Key the connection, set what must hold for every connection, and take the lock."""
    if len(key) != 32:
        raise ValueError("the data key has 32 bytes")
    run = connection.execute
    run("PRAGMA cipher_log_level = NONE")
    run(f"PRAGMA key = \"x'{key.hex()}'\"")
    run("PRAGMA locking_mode = EXCLUSIVE")
    run("PRAGMA journal_mode = DELETE")
    run("PRAGMA synchronous = FULL")
    run("PRAGMA fullfsync = ON")  # macOS: down to the disk itself; elsewhere it means nothing
    run(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    run("PRAGMA temp_store = MEMORY")
    run("PRAGMA secure_delete = ON")
    run("PRAGMA cache_size = -65536")
    for function in (tokens, number_tokens):  # search tables are kept in step by triggers that ask for the words
        remembering = lru_cache(maxsize=512)(function)  # housemates have one address
        connection.create_function(f"search_{function.__name__}", -1, remembering, deterministic=True)
    run("BEGIN" if only_read else "BEGIN IMMEDIATE")  # takes the lock before anything is read; fails on a wrong key
    run("SELECT count(*) FROM sqlite_master").fetchone()
    run("COMMIT")


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _begin(connection: sa.Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
