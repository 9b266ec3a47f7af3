"""The migrations make exactly the models, one step at a time, and lose no row."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from support.key import KEY

from kobe_desk.core import database, migrate
from kobe_desk.core.database import Database, NewerDesk
from kobe_desk.core.search_key import match


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
    tables = [table for name, table in database.load_models().tables.items() if not name.startswith("zz_")]
    database.load_models().create_all(modelled.engine, tables=tables)
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


def test_every_step_keeps_the_rows_of_the_step_before(tmp_path: Path) -> None:
    """A desk with an association and a cash book, made by an older program, is brought up to date step by step."""
    path = tmp_path / "old.db"
    migrate.create(path, KEY, schema=2)
    connection = database.connect(path, KEY)
    connection.execute("INSERT INTO account (id, version, name, kind, position) VALUES (x'01', 1, '会費', 'income', 1)")
    connection.execute(
        "INSERT INTO entry (id, version, number, fiscal_year, day, account_id, amount, text, partner) "
        "VALUES (x'02', 1, 1, 2026, '2026-04-01', x'01', 3600, '𠮷田', '')"
    )
    connection.close()
    copy = migrate.bring_up_to_date(path, KEY)
    assert copy is not None
    connection = database.connect(path, KEY)
    assert migrate.schema_of(connection) == migrate.newest()
    assert connection.execute("SELECT text, amount FROM entry").fetchall() == [("𠮷田", 3600)]
    assert connection.execute("SELECT count(*) FROM person_search").fetchone() == (0,)
    connection.close()
    before = database.connect(copy, KEY)
    assert migrate.schema_of(before) == 2
    assert before.execute("SELECT count(*) FROM entry").fetchone() == (1,)
    before.close()


def test_a_step_that_fails_leaves_the_desk_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrate.create(path, KEY, schema=2)
    connection = database.connect(path, KEY)
    connection.execute("CREATE TABLE household (id INTEGER)")  # in the way of the next step
    connection.close()
    with pytest.raises(migrate.UpgradeFailed):
        migrate.bring_up_to_date(path, KEY)
    connection = database.connect(path, KEY)
    assert migrate.schema_of(connection) == 2
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert "area" not in tables
    assert not any(name.startswith("_alembic_tmp_") for name in tables)


def test_people_written_by_an_older_program_are_found_and_can_change_from_a_day_on(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrate.create(path, KEY, schema=5)
    connection = database.connect(path, KEY)
    connection.execute(
        "INSERT INTO person (id, version, number, name, kana, birth_part, sex, head, relation, phone, mobile, mail, "
        "notes, sort_key) VALUES (x'0197f0a0000070008000000000000001', 1, '', '髙橋　花子', 'タカハシ ハナコ', '', '', "
        "0, '', '', '', '', '', 'タカハシハナコ')"
    )
    connection.close()
    migrate.bring_up_to_date(path, KEY)
    connection = database.connect(path, KEY)
    connection.execute(
        "INSERT INTO person_before (id, version, person_id, until, name, kana, head, relation) VALUES "
        "(x'02', 1, x'0197f0a0000070008000000000000001', '2020-04-01', '佐藤　花子', '', 0, '')"
    )
    for words in ("高橋", "佐藤"):
        found = connection.execute("SELECT count(*) FROM person_search WHERE person_search MATCH ?", (match(words),))
        assert found.fetchone() == (1,)
    connection.close()
