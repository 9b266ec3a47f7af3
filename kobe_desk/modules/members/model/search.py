"""The index people are found by: pairs of characters in FTS5, kept in step by triggers.

Whatever writes a row (a form, undo, redo) brings the index along; the words are made by the functions `search_tokens`
and `search_number_tokens` that every connection of the desk has. Batches of rows are indexed by one statement each,
because FTS5 writes its memory out at every statement of a trigger. Integer keys exist only here; a rowid of its own
survives VACUUM.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base
from kobe_desk.core.search_key import TOKENIZE
from kobe_desk.modules.members.model.roster import Household, Person


class PersonIndex(Base):
    """The card index of people: an integer for the search table, and the 五十音 order."""

    __tablename__ = "person_index"
    __table_args__: Any = (
        sa.Index("ix_person_index_sort_key", "sort_key", "doc"),
        {"info": {"recorded": False}},
    )

    doc: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(unique=True)
    sort_key: Mapped[str]


class PersonIndexPause(Base):
    """Holds a row while a batch is written: the last person before it, by whom the triggers know to be silent."""

    __tablename__ = "person_index_pause"
    __table_args__: Any = ({"info": {"recorded": False}},)

    last: Mapped[int] = mapped_column(primary_key=True)


SEARCH_TABLE = f"""CREATE VIRTUAL TABLE person_search USING fts5(
  words, place, content='', contentless_delete=1, tokenize='{TOKENIZE}')"""
_WORDS = """search_tokens({0}.name, {0}.kana, {0}.mail, {0}.number) || ' '
    || search_number_tokens({0}.phone, {0}.mobile)"""
_PLACE = """search_tokens({0}.address, {0}.building) || ' ' || search_number_tokens({0}.postal_code, {0}.phone)"""
_HOME = f"coalesce((SELECT {_PLACE.format('household')} FROM household WHERE id = NEW.household_id), '')"
_MINE = "(SELECT doc FROM person_index WHERE person_id = {}.id)"
_AWAKE = "NOT EXISTS (SELECT 1 FROM person_index_pause)"

PERSON_TRIGGERS = (
    f"""CREATE TRIGGER person_search_added AFTER INSERT ON person WHEN {_AWAKE} BEGIN
  INSERT INTO person_index (person_id, sort_key) VALUES (NEW.id, NEW.sort_key);
  INSERT INTO person_search (rowid, words, place) VALUES (last_insert_rowid(), {_WORDS.format("NEW")}, {_HOME});
END""",
    f"""CREATE TRIGGER person_search_changed
AFTER UPDATE OF name, kana, mail, number, phone, mobile, sort_key, household_id ON person BEGIN
  UPDATE person_index SET sort_key = NEW.sort_key WHERE person_id = NEW.id;
  UPDATE person_search SET words = {_WORDS.format("NEW")}, place = {_HOME} WHERE rowid = {_MINE.format("NEW")};
END""",
    f"""CREATE TRIGGER person_search_removed AFTER DELETE ON person WHEN {_AWAKE} BEGIN
  DELETE FROM person_search WHERE rowid = {_MINE.format("OLD")};
  DELETE FROM person_index WHERE person_id = OLD.id;
END""",
)
_HOUSEHOLD_TRIGGER = f"""CREATE TRIGGER {{name}} AFTER {{event}} ON household WHEN {{when}} BEGIN
  UPDATE person_search SET place = {_PLACE.format("NEW")}, words = (SELECT {_WORDS.format("person")} FROM person_index
    JOIN person ON person.id = person_index.person_id WHERE person_index.doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person JOIN person_index ON person_id = person.id WHERE household_id = NEW.id);
END"""
HOUSEHOLD_TRIGGERS = (
    _HOUSEHOLD_TRIGGER.format(  # undo may bring a household back after its people
        name="household_search_added",
        event="INSERT",
        when=f"{_AWAKE} AND EXISTS (SELECT 1 FROM person WHERE household_id = NEW.id)",
    ),
    _HOUSEHOLD_TRIGGER.format(
        name="household_search_changed", event="UPDATE OF address, building, postal_code, phone", when="1"
    ),
)

_PAUSE = "INSERT INTO person_index_pause SELECT coalesce(max(rowid), 0) FROM person"
_RESUME = "DELETE FROM person_index_pause"
_NEW_CARDS = """INSERT INTO person_index (person_id, sort_key) SELECT id, sort_key FROM person
WHERE rowid > (SELECT last FROM person_index_pause) ORDER BY rowid"""
_NEW_WORDS = f"""INSERT INTO person_search (rowid, words, place)
SELECT doc, {_WORDS.format("person")}, CASE WHEN household.id IS NULL THEN '' ELSE {_PLACE.format("household")} END
FROM person
JOIN person_index ON person_id = person.id LEFT JOIN household ON household.id = household_id
WHERE person.rowid > (SELECT last FROM person_index_pause) ORDER BY doc"""
_OLD_DOCS = "SELECT doc FROM person_index JOIN person ON person.id = person_id WHERE batch_id = ?"
_OLD_WORDS = f"DELETE FROM person_search WHERE rowid IN ({_OLD_DOCS})"
_OLD_CARDS = f"DELETE FROM person_index WHERE doc IN ({_OLD_DOCS})"


@contextmanager
def _indexed_at_once(connection: sa.Connection) -> Iterator[None]:
    """Rows inserted inside are indexed by one statement at the end."""
    connection.exec_driver_sql(_PAUSE)
    yield
    connection.exec_driver_sql(_NEW_CARDS)
    connection.exec_driver_sql(_NEW_WORDS)
    connection.exec_driver_sql(_RESUME)


@contextmanager
def _forgotten_at_once(connection: sa.Connection, batch: UUID) -> Iterator[None]:
    """A batch removed inside leaves the index by one statement."""
    connection.exec_driver_sql(_OLD_WORDS, (batch.bytes,))
    connection.exec_driver_sql(_OLD_CARDS, (batch.bytes,))
    connection.exec_driver_sql(_PAUSE)
    yield
    connection.exec_driver_sql(_RESUME)


Base.metadata.tables["person"].info.update(around_insert=_indexed_at_once, around_removal=_forgotten_at_once)

for _table, _statements in (
    (PersonIndex.__table__, (SEARCH_TABLE,)),
    (Person.__table__, PERSON_TRIGGERS),
    (Household.__table__, HOUSEHOLD_TRIGGERS),
):
    for _statement in _statements:
        sa.event.listen(_table, "after_create", sa.DDL(_statement))  # type: ignore[no-untyped-call]
