"""One raw connection to the encrypted file: made, keyed, locked and checked."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from kobe_desk.core.database.situations import DeskDamaged, DeskInUse, OldEngine
from kobe_desk.core.search_key import number_tokens, tokens

APPLICATION_ID = 0x4B444B31  # "KDK1" in the header of the file
ENGINE_FLOOR = (3, 53, 4)  # SQLite 3.7.0-3.51.2 can lose committed writes; sqlcipher3 0.6.4 carries 3.53.4


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
