"""The index minutes are searched by: pairs of characters in FTS5, kept in step by triggers, as people's is.

A meeting (title, place, chair, opening) and each point of its agenda (title, proposal, minutes) are one entry each.
"""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base
from kobe_desk.core.search_key import TOKENIZE
from kobe_desk.modules.meetings.model.meeting import AgendaItem, Meeting


class MinutesIndex(Base):
    """The card index of minutes: an integer for the search table, and whose words it holds."""

    __tablename__ = "minutes_index"
    __table_args__: Any = ({"info": {"recorded": False}},)

    doc: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(unique=True)
    """A meeting or a point of its agenda."""
    meeting_id: Mapped[UUID]


SEARCH_TABLE = f"""CREATE VIRTUAL TABLE minutes_search USING fts5(
  words, content='', contentless_delete=1, tokenize='{TOKENIZE}')"""


def _triggers(table: str, meeting: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    spelled = {"TABLE": table, "MEETING": meeting, "COLUMNS": ", ".join(columns)}
    spelled["WORDS"] = f"search_tokens({', '.join(f'NEW.{column}' for column in columns)})"
    return tuple(_spelled(template, spelled) for template in _TEMPLATES)


def _spelled(template: str, words: dict[str, str]) -> str:
    for name, text in words.items():
        template = template.replace(name, text)
    return template


_TEMPLATES = (
    """CREATE TRIGGER TABLE_search_added AFTER INSERT ON TABLE BEGIN
  INSERT INTO minutes_index (owner_id, meeting_id) VALUES (NEW.id, NEW.MEETING);
  INSERT INTO minutes_search (rowid, words)
  VALUES (last_insert_rowid(), WORDS);
END""",
    """CREATE TRIGGER TABLE_search_changed AFTER UPDATE OF COLUMNS ON TABLE BEGIN
  UPDATE minutes_search SET words = WORDS
  WHERE rowid = (SELECT doc FROM minutes_index WHERE owner_id = NEW.id);
END""",
    """CREATE TRIGGER TABLE_search_removed AFTER DELETE ON TABLE BEGIN
  DELETE FROM minutes_search WHERE rowid = (SELECT doc FROM minutes_index WHERE owner_id = OLD.id);
  DELETE FROM minutes_index WHERE owner_id = OLD.id;
END""",
)
MEETING_TRIGGERS = _triggers("meeting", "id", ("title", "place", "chair", "opening"))
ITEM_TRIGGERS = _triggers("agenda_item", "meeting_id", ("title", "proposal", "discussion"))

for _table, _statements in (
    (MinutesIndex.__table__, (SEARCH_TABLE,)),
    (Meeting.__table__, MEETING_TRIGGERS),
    (AgendaItem.__table__, ITEM_TRIGGERS),
):
    for _statement in _statements:
        sa.event.listen(_table, "after_create", sa.DDL(_statement))  # type: ignore[no-untyped-call]
