"""The index people are found by: pairs of characters in FTS5, kept in step by triggers.

The words stand in the rows themselves (written with them), so whatever writes a row (a form, an import, undo and
redo) brings the index along. Integer keys exist only here; a rowid of its own survives VACUUM.
"""

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


SEARCH_TABLE = f"""CREATE VIRTUAL TABLE person_search USING fts5(
  words, place, content='', contentless_delete=1, tokenize='{TOKENIZE}')"""
PERSON_TRIGGERS = (
    """CREATE TRIGGER person_search_added AFTER INSERT ON person BEGIN
  INSERT INTO person_index (person_id, sort_key) VALUES (NEW.id, NEW.sort_key);
  INSERT INTO person_search (rowid, words, place) VALUES (last_insert_rowid(), NEW.words,
    coalesce((SELECT words FROM household WHERE id = NEW.household_id), ''));
END""",
    """CREATE TRIGGER person_search_changed AFTER UPDATE OF words, sort_key, household_id ON person BEGIN
  UPDATE person_index SET sort_key = NEW.sort_key WHERE person_id = NEW.id;
  UPDATE person_search SET words = NEW.words,
    place = coalesce((SELECT words FROM household WHERE id = NEW.household_id), '')
  WHERE rowid = (SELECT doc FROM person_index WHERE person_id = NEW.id);
END""",
    """CREATE TRIGGER person_search_removed AFTER DELETE ON person BEGIN
  DELETE FROM person_search WHERE rowid = (SELECT doc FROM person_index WHERE person_id = OLD.id);
  DELETE FROM person_index WHERE person_id = OLD.id;
END""",
)
_HOUSEHOLD_TRIGGER = """CREATE TRIGGER {name} AFTER {event} ON household WHEN {when} BEGIN
  UPDATE person_search SET place = NEW.words, words = (SELECT person.words FROM person_index
    JOIN person ON person.id = person_index.person_id WHERE person_index.doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person JOIN person_index ON person_id = person.id WHERE household_id = NEW.id);
END"""
HOUSEHOLD_TRIGGERS = (
    _HOUSEHOLD_TRIGGER.format(  # undo may bring a household back after its people
        name="household_search_added",
        event="INSERT",
        when="EXISTS (SELECT 1 FROM person WHERE household_id = NEW.id)",
    ),
    _HOUSEHOLD_TRIGGER.format(name="household_search_changed", event="UPDATE OF words", when="NEW.words <> OLD.words"),
)

for _table, _statements in (
    (PersonIndex.__table__, (SEARCH_TABLE,)),
    (Person.__table__, PERSON_TRIGGERS),
    (Household.__table__, HOUSEHOLD_TRIGGERS),
):
    for _statement in _statements:
        sa.event.listen(_table, "after_create", sa.DDL(_statement))  # type: ignore[no-untyped-call]
