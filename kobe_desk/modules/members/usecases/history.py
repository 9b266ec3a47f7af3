"""What became of one person: each change that touched the person, the household or a term of office."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import audit
from kobe_desk.core.audit import AuditRow
from kobe_desk.core.batch import as_left
from kobe_desk.core.change import Change, RowChange
from kobe_desk.core.database import load_models
from kobe_desk.core.permission import query
from kobe_desk.core.taking_back import standing_on, takes_back_rows
from kobe_desk.modules.members.model import (
    HouseholdBefore,
    OfficeTerm,
    OwnField,
    OwnValue,
    Person,
    PersonBefore,
    Tag,
    Tagging,
)

HIDDEN = frozenset(("id", "version", "batch_id", "sort_key"))
"""Columns that say nothing to people."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One written value before and after (None: nothing was written); `name` where the association named the field."""

    table: str
    field: str
    before: Any
    after: Any
    name: str = ""


@dataclass(frozen=True, slots=True)
class PastChangeRow:
    """One line of これまでの変更. `undoes`: the lines to take back so that this one is undone, newest first, itself the
    last; alone where everything it wrote still stands, none where it cannot be."""

    sequence: int
    at: datetime
    who: str
    role: str
    label: str
    fields: tuple[FieldChange, ...]
    undoes: tuple[int, ...]


@query(needs="members.read")
def person_history(session: Session, key: UUID, limit: int = 12) -> tuple[PastChangeRow, ...]:
    """The newest changes of a person: facts, household, offices, consents, tags, dues; an import stands as one line."""
    person = session.get_one(Person, key)
    terms = session.scalars(sa.select(OfficeTerm.id).where(OfficeTerm.person_id == key))
    before = session.scalars(sa.select(PersonBefore.id).where(PersonBefore.person_id == key))
    rows = {key, *terms, *before} | _of_the_household(session, person.household_id)
    lines = {line.sequence: line for row in rows for line in audit.history(session, row=row, limit=limit)}
    if person.batch_id:
        lines |= {line.sequence: line for line in audit.history(session, row=person.batch_id, limit=limit)}
    newest = sorted(lines, reverse=True)[:limit]
    changes = {each: audit.change_at(session, each) for each in newest}
    own = {each: name for each, name in session.execute(sa.select(OwnField.id, OwnField.name))}
    own |= {each: name for each, name in session.execute(sa.select(Tag.id, Tag.name))}
    return tuple(_line(session, lines[each], changes, rows, own) for each in newest)


def _of_the_household(session: Session, home: UUID | None) -> set[UUID]:
    """The household, what held of it before, and what is noted of it."""
    if home is None:
        return set()
    noted = [session.scalars(sa.select(each.id).where(each.household_id == home))
             for each in (HouseholdBefore, Tagging, OwnValue)]  # fmt: skip
    return {home, *(key for keys in noted for key in keys)}


def _line(
    session: Session, line: AuditRow, changes: Mapping[int, Change | None], rows: set[UUID], own: dict[UUID, str]
) -> PastChangeRow:
    change = changes[line.sequence]
    fields = tuple(_fields(change.rows, rows, own)) if change else ()
    undoes = _undoes(session, change, changes) if change else ()
    return PastChangeRow(line.sequence, line.at, line.person, line.role, line.label, fields, undoes)


def _fields(changes: Iterable[RowChange], rows: set[UUID], own: dict[UUID, str]) -> Iterator[FieldChange]:
    """What an edit wrote otherwise; of a row that is new or gone the label says enough."""
    for row in changes:
        if row.table in _NOTED and row.after is not None and _is_of(row.after, rows):
            column, named = _NOTED[row.table]
            before = row.before.get(column) if row.before is not None else None
            yield FieldChange(row.table, column, before, row.after[column], own.get(row.after[named], ""))
        elif row.id in rows and row.before is not None and row.after is not None:
            for name in row.after.keys() - HIDDEN:
                yield FieldChange(row.table, name, row.before.get(name) or None, row.after[name] or None)


_NOTED = {"tagging": ("given", "tag_id"), "own_value": ("value", "field_id")}
"""What is noted beyond the usual: the column that tells what, and the one that tells of which tag or field."""


def _is_of(values: dict[str, Any], rows: set[UUID]) -> bool:
    return values.get("person_id") in rows or values.get("household_id") in rows


def _undoes(session: Session, change: Change, changes: Mapping[int, Change | None]) -> tuple[int, ...]:
    """An import is taken back as a whole elsewhere: nobody expects that from the card of one person."""
    if not takes_back_rows(change):
        return ()
    if all(_stands(session, row) for row in change.rows):
        return (change.sequence,)
    later = [each for number in sorted(changes) if number > change.sequence and (each := changes[number])]
    return tuple(each.sequence for each in standing_on(change, later))


def _stands(session: Session, row: RowChange) -> bool:
    table = load_models().tables[row.table]
    if row.after is None:
        return not session.scalar(sa.select(sa.exists().where(table.c.id == row.id)))
    return bool(session.scalar(sa.select(sa.exists().where(as_left(table, row.id, row.after)))))
