"""The index people are found by: pairs of characters in FTS5, kept in step by triggers.

Whatever writes a row (a form, undo, redo) brings the index along; the words are made by the functions `search_tokens`
and `search_number_tokens` that every connection of the desk has. Batches of rows are indexed by one statement each,
because FTS5 writes its memory out at every statement of a trigger. Integer keys exist only here; a rowid of its own
survives VACUUM.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core import batch
from kobe_desk.core.database import Base
from kobe_desk.core.search_key import TOKENIZE
from kobe_desk.modules.members.model.dated import HouseholdBefore, PersonBefore
from kobe_desk.modules.members.model.index import PersonIndex
from kobe_desk.modules.members.model.roster import Household, Person


class PersonIndexPause(Base):
    """Holds a row while a batch is written: the last person before it, by whom the triggers know to be silent."""

    __tablename__ = "person_index_pause"
    __table_args__: Any = ({"info": {"recorded": False}},)

    last: Mapped[int] = mapped_column(primary_key=True)


def _spelled(template: str) -> str:
    """A statement with what several of them say filled in."""
    for name, text in _SAID_OFTEN.items():
        template = template.replace(name, text)
    return template


_SAID_OFTEN = {  # what a name below stands for may hold names above it
    "REINDEX": """UPDATE person_search SET
  words = (SELECT PERSON_WORDS FROM person_index JOIN person ON person.id = person_id WHERE doc = person_search.rowid),
  place = (SELECT PERSON_PLACE FROM person_index JOIN person ON person.id = person_id
    LEFT JOIN household ON household.id = person.household_id WHERE doc = person_search.rowid)
  WHERE rowid IN (SELECT doc FROM person_index WHERE person_id IN""",
    "PEOPLE_OF_NEW": """(SELECT id FROM person WHERE household_id = NEW.id
    UNION SELECT person_id FROM person_before WHERE household_id = NEW.id)""",
    "NEW_WORDS": "search_tokens(NEW.name, NEW.kana, NEW.mail, NEW.number) || ' '"
    " || search_number_tokens(NEW.phone, NEW.mobile) || NAMES_OF_NEW",
    "PERSON_WORDS": "search_tokens(person.name, person.kana, person.mail, person.number) || ' '"
    " || search_number_tokens(person.phone, person.mobile) || NAMES_BEFORE",
    "NAMES_OF_NEW": "coalesce((SELECT group_concat(' ' || search_tokens(name, kana), '') FROM person_before"
    " WHERE person_id = NEW.id), '')",
    "NAMES_BEFORE": "coalesce((SELECT group_concat(' ' || search_tokens(past.name, past.kana), '')"
    " FROM person_before AS past WHERE past.person_id = person.id), '')",
    "PERSON_PLACE": "CASE WHEN household.id IS NULL THEN '' ELSE HOUSE_PLACE END"
    " || coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '')"
    " FROM person_before AS past JOIN household AS home ON home.id = past.household_id"
    " WHERE past.person_id = person.id), '')",
    "HOME_OF_NEW": "coalesce((SELECT HOUSE_PLACE FROM household WHERE id = NEW.household_id), '') || HOMES_OF_NEW",
    "HOMES_OF_NEW": "coalesce((SELECT group_concat(' ' || search_tokens(home.address, home.building), '')"
    " FROM person_before AS past JOIN household AS home ON home.id = past.household_id"
    " WHERE past.person_id = NEW.id), '')",
    "HOUSE_PLACE": "search_tokens(household.address, household.building) || ' '"
    " || search_number_tokens(household.postal_code, household.phone)"
    " || coalesce((SELECT group_concat(' ' || search_tokens(earlier.address, earlier.building), '')"
    " FROM household_before AS earlier WHERE earlier.household_id = household.id), '')",
    "AWAKE": "NOT EXISTS (SELECT 1 FROM person_index_pause)",
}

SEARCH_TABLE = f"""CREATE VIRTUAL TABLE person_search USING fts5(
  words, place, content='', contentless_delete=1, tokenize='{TOKENIZE}')"""
PERSON_TRIGGERS = (
    _spelled("""CREATE TRIGGER person_search_added AFTER INSERT ON person WHEN AWAKE BEGIN
  INSERT INTO person_index (person_id, sort_key) VALUES (NEW.id, NEW.sort_key);
  INSERT INTO person_search (rowid, words, place) VALUES (last_insert_rowid(), NEW_WORDS, HOME_OF_NEW);
END"""),
    _spelled("""CREATE TRIGGER person_search_changed
AFTER UPDATE OF name, kana, mail, number, phone, mobile, sort_key, household_id ON person BEGIN
  UPDATE person_index SET sort_key = NEW.sort_key WHERE person_id = NEW.id;
  UPDATE person_search SET words = NEW_WORDS, place = HOME_OF_NEW
  WHERE rowid = (SELECT doc FROM person_index WHERE person_id = NEW.id);
END"""),
    _spelled("""CREATE TRIGGER person_search_removed AFTER DELETE ON person WHEN AWAKE BEGIN
  DELETE FROM person_search WHERE rowid = (SELECT doc FROM person_index WHERE person_id = OLD.id);
  DELETE FROM person_index WHERE person_id = OLD.id;
END"""),
)
HOUSEHOLD_TRIGGERS = (  # the first: undo may bring a household back after its people
    _spelled("""CREATE TRIGGER household_search_added AFTER INSERT ON household
WHEN AWAKE AND EXISTS (SELECT 1 FROM person WHERE household_id = NEW.id) BEGIN REINDEX PEOPLE_OF_NEW); END"""),
    _spelled("""CREATE TRIGGER household_search_changed
AFTER UPDATE OF address, building, postal_code, phone ON household BEGIN REINDEX PEOPLE_OF_NEW); END"""),
)


def _triggers_before(table: str, people: str) -> tuple[str, ...]:
    """Former and future names and addresses are found as well, whichever way they were written."""
    return tuple(
        _spelled(
            f"CREATE TRIGGER {table}_search_{name} AFTER {event} ON {table} "
            f"BEGIN REINDEX {people.format(row=row)}); END"
        )
        for name, event, row in (
            ("added", "INSERT", "NEW"),
            ("changed", "UPDATE", "NEW"),
            ("removed", "DELETE", "OLD"),
        )
    )


PERSON_BEFORE_TRIGGERS = _triggers_before("person_before", "({row}.person_id)")
HOUSEHOLD_BEFORE_TRIGGERS = _triggers_before(
    "household_before", "(SELECT id FROM person WHERE household_id = {row}.household_id)"
)

_PAUSE = "INSERT INTO person_index_pause SELECT coalesce(max(rowid), 0) FROM person"
_RESUME = "DELETE FROM person_index_pause"
_NEW_CARDS = """INSERT INTO person_index (person_id, sort_key) SELECT id, sort_key FROM person
WHERE rowid > (SELECT last FROM person_index_pause) ORDER BY rowid"""
_INDEX_NEW = _spelled("""INSERT INTO person_search (rowid, words, place)
SELECT doc, PERSON_WORDS, PERSON_PLACE FROM person
JOIN person_index ON person_id = person.id LEFT JOIN household ON household.id = household_id
WHERE person.rowid > (SELECT last FROM person_index_pause) ORDER BY doc""")
_FORGET_WORDS = """DELETE FROM person_search WHERE rowid IN
(SELECT doc FROM person_index JOIN person ON person.id = person_id WHERE batch_id = ?)"""
_FORGET_CARDS = "DELETE FROM person_index WHERE person_id IN (SELECT id FROM person WHERE batch_id = ?)"


def paused(connection: sa.Connection) -> bool:
    """Whether a batch is being written, whose writer sees to the index."""
    return connection.exec_driver_sql("SELECT 1 FROM person_index_pause").first() is not None


@contextmanager
def indexed_with(connection: sa.Connection, words: Sequence[str], places: Sequence[str]) -> Iterator[None]:
    """People inserted inside are indexed at the end, in one go, by words that are known already."""
    last: int = connection.exec_driver_sql("SELECT coalesce(max(doc), 0) FROM person_index").scalar_one()
    connection.exec_driver_sql(_PAUSE)
    yield
    connection.exec_driver_sql(_NEW_CARDS)
    rows = list(zip(count(last + 1), words, places, strict=False))
    connection.exec_driver_sql("INSERT INTO person_search (rowid, words, place) VALUES (?, ?, ?)", rows)
    connection.exec_driver_sql(_RESUME)


@contextmanager
def _indexed_at_once(connection: sa.Connection) -> Iterator[None]:
    """Rows inserted inside are indexed by one statement at the end, unless their writer does it."""
    if paused(connection):
        yield
        return
    connection.exec_driver_sql(_PAUSE)
    yield
    connection.exec_driver_sql(_NEW_CARDS)
    connection.exec_driver_sql(_INDEX_NEW)
    connection.exec_driver_sql(_RESUME)


@contextmanager
def _forgotten_at_once(connection: sa.Connection, number: UUID) -> Iterator[None]:
    """A batch removed inside leaves the index by one statement."""
    connection.exec_driver_sql(_FORGET_WORDS, (number.bytes,))
    connection.exec_driver_sql(_FORGET_CARDS, (number.bytes,))
    connection.exec_driver_sql(_PAUSE)
    yield
    connection.exec_driver_sql(_RESUME)


batch.AROUND_INSERT["person"] = _indexed_at_once
batch.AROUND_REMOVAL["person"] = _forgotten_at_once

for _table, _statements in (
    (PersonIndex.__table__, (SEARCH_TABLE,)),
    (Person.__table__, PERSON_TRIGGERS),
    (Household.__table__, HOUSEHOLD_TRIGGERS),
    (PersonBefore.__table__, PERSON_BEFORE_TRIGGERS),
    (HouseholdBefore.__table__, HOUSEHOLD_BEFORE_TRIGGERS),
):
    for _statement in _statements:
        sa.event.listen(_table, "after_create", sa.DDL(_statement))  # type: ignore[no-untyped-call]
