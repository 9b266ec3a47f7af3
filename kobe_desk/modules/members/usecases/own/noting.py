"""Everything noted of one person beyond the usual, as the page shows it and as it is written in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.members.rules.own import own_words
from kobe_desk.modules.members.usecases.own.fields import FieldRow, homes_of, own_fields, own_values, write_own
from kobe_desk.modules.members.usecases.own.tags import (
    TagRow,
    put_tag,
    tag_words,
    tags,
    tags_of,
    take_tag_off,
)


@dataclass(frozen=True, slots=True)
class NotesRow:
    """Every tag and field there is, which tags are on, and what the fields say, in words."""

    tags: tuple[TagRow, ...]
    put: frozenset[UUID]
    fields: tuple[FieldRow, ...]
    values: Mapping[UUID, str]
    at_home: bool
    """Whether there is a household whose tags and fields can be written."""

    def facts(self) -> list[tuple[str, str]]:
        """What is written of the fields, by name; the tags stand apart."""
        return [(row.name, self.values[row.id]) for row in self.fields if self.values.get(row.id)]

    def tag_names(self) -> list[str]:
        return [row.name for row in self.tags if row.id in self.put]


@query(needs="members.read")
def notes_of(session: Session, person: UUID) -> NotesRow:
    """What is noted of a person and of the household of today."""
    home = homes_of(session, (person,)).get(person)
    put = frozenset(row.id for row in tags_of(session, person))
    return _notes(session, put, own_values(session, person, home), at_home=home is not None)


@query(needs="members.read")
def notes_of_household(session: Session, household: UUID) -> NotesRow:
    """What is noted of a household."""
    words = set(tag_words(session, (household,)).get(household, "").split("・"))
    put = frozenset(row.id for row in tags(session) if row.kind == "household" and row.name in words)
    return _notes(session, put, own_values(session, None, household), at_home=True)


@usecase(label=N_("Write tags and own fields"), needs="members.edit")
def note(session: Session, person: UUID, put: frozenset[UUID], texts: Mapping[UUID, str]) -> None:
    """Let these tags be on a person and the household, and the fields say this. Raises NotAskedYet, and by field."""
    before = frozenset(row.id for row in tags_of(session, person))
    for key in put - before:
        put_tag(session, key, (person,))
    for key in before - put:
        take_tag_off(session, key, (person,))
    write_own(session, person, texts, homes_of(session, (person,)).get(person))


def _notes(session: Session, put: frozenset[UUID], values: Mapping[UUID, str], *, at_home: bool) -> NotesRow:
    fields = own_fields(session)
    words = {row.id: own_words(row.kind, values[row.id]) for row in fields if values.get(row.id)}
    return NotesRow(tags(session), put, fields, words, at_home)
