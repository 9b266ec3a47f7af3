"""What became of one person: each change that touched the person, the household or a term of office."""

from collections.abc import Iterable, Iterator
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
from kobe_desk.core.permission import ROWS, declared, query, verb_named
from kobe_desk.modules.members.model import OfficeTerm, Person, PersonBefore

HIDDEN = frozenset(("id", "version", "batch_id", "sort_key"))
"""Columns that say nothing to people."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One written value before and after (None: nothing was written)."""

    table: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PastChangeRow:
    """One line of これまでの変更. `undoable`: everything it wrote still stands as it was written."""

    sequence: int
    at: datetime
    who: str
    role: str
    label: str
    fields: tuple[FieldChange, ...]
    undoable: bool


@query(needs="members.read")
def person_history(session: Session, key: UUID, limit: int = 12) -> tuple[PastChangeRow, ...]:
    """The newest changes of a person, the household included; an import stands there as one line."""
    person = session.get_one(Person, key)
    terms = session.scalars(sa.select(OfficeTerm.id).where(OfficeTerm.person_id == key))
    before = session.scalars(sa.select(PersonBefore.id).where(PersonBefore.person_id == key))
    rows = {key, *terms, *before} | ({person.household_id} if person.household_id else set())
    lines = {line.sequence: line for row in rows for line in audit.history(session, row=row, limit=limit)}
    if person.batch_id:
        lines |= {line.sequence: line for line in audit.history(session, row=person.batch_id, limit=limit)}
    newest = sorted(lines, reverse=True)[:limit]
    return tuple(_line(session, lines[sequence], rows) for sequence in newest)


def _line(session: Session, line: AuditRow, rows: set[UUID]) -> PastChangeRow:
    change = audit.change_at(session, line.sequence)
    fields = tuple(_fields(change.rows, rows)) if change else ()
    undoable = change is not None and _can_be_undone(session, change)
    return PastChangeRow(line.sequence, line.at, line.person, line.role, line.label, fields, undoable)


def _fields(changes: Iterable[RowChange], rows: set[UUID]) -> Iterator[FieldChange]:
    """What an edit wrote otherwise; of a row that is new or gone the label says enough."""
    for row in changes:
        if row.id in rows and row.before is not None and row.after is not None:
            for name in row.after.keys() - HIDDEN:
                yield FieldChange(row.table, name, row.before.get(name) or None, row.after[name] or None)


def _can_be_undone(session: Session, change: Change) -> bool:
    """An import is taken back as a whole elsewhere: nobody expects that from the card of one person."""
    verb = verb_named(change.usecase)
    if verb is None or change.batches or declared(verb).undo != ROWS:
        return False
    return all(_stands(session, row) for row in change.rows)


def _stands(session: Session, row: RowChange) -> bool:
    table = load_models().tables[row.table]
    if row.after is None:
        return not session.scalar(sa.select(sa.exists().where(table.c.id == row.id)))
    return bool(session.scalar(sa.select(sa.exists().where(as_left(table, row.id, row.after)))))
