"""The migrations make exactly the models, one step at a time, and lose no row."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from support.key import KEY

from kobe_desk.core import database, migrate
from kobe_desk.core.database import Database, NewerDesk


def made(connection: sa.Connection) -> dict[str, str]:
    """Every table, index and trigger by name, as the file itself describes it."""
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'zz_%'"
    )
    plain = {name: " ".join(sql.replace('"', "").split()) for name, sql in found.all()}
    return {name: sql for name, sql in plain.items() if not name.startswith(("sqlite_", "alembic_", "ix_zz_"))}


def test_the_migrations_make_what_the_models_say(desk_file: Path, tmp_path: Path) -> None:
    migrated = Database.open(desk_file, KEY)
    fresh = tmp_path / "fresh.db"
    database.create(fresh, KEY).close()
    modelled = Database.open(fresh, KEY)
    tables = [table for name, table in migrate.load_models().tables.items() if not name.startswith("zz_")]
    migrate.load_models().create_all(modelled.engine, tables=tables)
    with migrated.engine.connect() as mine, modelled.engine.connect() as theirs:
        one, other = made(mine), made(theirs)
    migrated.close()
    modelled.close()
    assert sorted(one) == sorted(other)
    assert {name: one[name] for name in one if columns(one[name]) != columns(other[name])} == {}


def columns(sql: str) -> list[str]:
    """The clauses of a statement without their order: SQL written by hand and by the models may order them apart."""
    return sorted(
        part.strip(" ,()") for part in sql.replace("(", ",").replace(")", ",").split(",") if part.strip(" ,()")
    )


def test_a_new_desk_has_the_newest_schema(desk_file: Path) -> None:
    connection = database.connect(desk_file, KEY)
    assert migrate.schema_of(connection) == migrate.newest()
    connection.close()
    assert migrate.bring_up_to_date(desk_file, KEY) is None


def test_a_desk_of_a_newer_program_is_left_alone(desk_file: Path) -> None:
    connection = database.connect(desk_file, KEY)
    connection.execute(f"PRAGMA user_version = {migrate.newest() + 1}")
    connection.close()
    before = desk_file.read_bytes()
    with pytest.raises(NewerDesk):
        migrate.bring_up_to_date(desk_file, KEY)
    assert desk_file.read_bytes() == before
