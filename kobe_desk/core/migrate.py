"""Brings an older desk up to this program's tables: a verified copy first, one transaction, all or nothing.

Foreign keys are off while tables are rebuilt (with them on, a rebuilt parent silently deletes its children) and are
checked before the commit. A file of a newer program is refused untouched.
"""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher

from kobe_desk.core import database
from kobe_desk.core.database import Base, DeskDamaged, NewerDesk, load_models
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_

SCRIPTS = "kobe_desk:migrations"


class UpgradeFailed(UserError):
    text = N_("The desk could not be brought up to date, so nothing was changed. A copy lies beside it: {copy}")


def newest() -> int:
    """The schema this program writes: the number of its last migration."""
    found = sorted((Path(__file__).parent.parent / "migrations" / "versions").glob("[0-9]*.py"))
    return int(found[-1].name.split("_")[0])


def schema_of(connection: Any) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def create(path: Path, key: bytes, schema: int | None = None) -> None:
    """Make a new desk file with all tables; of an older `schema` to try how it is brought up to date."""
    connection = database.create(path, key)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        _upgrade(connection, schema or newest())
    except BaseException:
        connection.close()
        path.unlink(missing_ok=True)
        raise
    connection.close()


def bring_up_to_date(path: Path, key: bytes) -> Path | None:
    """Upgrade an older file. Returns the verified copy made beforehand, or None when nothing was to be done.

    Raises NewerDesk, DeskInUse, DeskDamaged, UpgradeFailed.
    """
    connection = database.connect(path, key, foreign_keys=False)
    try:
        found = schema_of(connection)
        if found > newest():
            raise NewerDesk
        if found == newest():
            return None
        copy = path.with_name(f"{path.stem}-before-{found:04d}-to-{newest():04d}.db")
        _copy(connection, copy, key)
        try:
            _upgrade(connection, newest())
        except (sqlcipher.DatabaseError, sa.exc.DatabaseError) as error:
            raise UpgradeFailed(copy=copy.name) from error
        return copy
    finally:
        connection.close()


def is_up_to_date(path: Path, key: bytes) -> bool:
    """Look at a file at a place where nothing can be written. Raises NewerDesk, DeskInUse, DeskDamaged."""
    connection = database.connect(path, key, only_read=True)
    try:
        found = schema_of(connection)
    finally:
        connection.close()
    if found > newest():
        raise NewerDesk
    return found == newest()


def _copy(connection: Any, copy: Path, key: bytes) -> None:
    copy.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(copy),))
    check = database.connect(copy, key)
    try:
        if check.execute("PRAGMA cipher_integrity_check").fetchall() or check.execute(
            "PRAGMA integrity_check"
        ).fetchall() != [("ok",)]:
            raise DeskDamaged
    finally:
        check.close()


def _upgrade(raw: Any, schema: int) -> None:
    """Run the steps up to a schema in one transaction; foreign keys are checked before the commit."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    load_models()
    engine = sa.create_engine(
        "sqlite://", module=sqlcipher, creator=lambda: raw, poolclass=sa.pool.StaticPool, hide_parameters=True
    )
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: Any) -> Any:
        return script._upgrade_revs(f"{schema:04}", revision)

    with engine.connect() as connection, connection.begin(), EnvironmentContext(config, script, fn=steps) as context:
        context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
        context.run_migrations()
        if connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise sqlcipher.IntegrityError("foreign keys")
        connection.exec_driver_sql(f"PRAGMA user_version = {schema}")
