"""Erases, when a desk is closed, the contents that nothing points to any more: pictures that were taken out.

While the desk is open they are kept, so that 元に戻す can bring them back. Then they go for good, and with them what
the audit holds of the rows that named them (captions, whom one asked): those could not come back without them.
"""

import json
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import audit
from kobe_desk.core.database import load_models

CONTENT = "content"
"""The mark of a table of contents: written once, outside undo, and held only by the rows that point to it."""


def sweep(session: Session) -> int:
    """Erase contents that no row points to, and what the audit holds of the rows that did. Returns how many went."""
    swept = 0
    for table in load_models().tables.values():
        if table.info.get(CONTENT):
            swept += _sweep(session, table)
    return swept


def _sweep(session: Session, table: sa.Table) -> int:
    holders = [
        column
        for other in load_models().tables.values()
        for column in other.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    loose = sa.select(table.c.id)
    for column in holders:
        loose = loose.where(table.c.id.not_in(sa.select(column).where(column.is_not(None))))
    gone = session.scalars(loose).all()
    if not gone:
        return 0
    for key in gone:
        session.connection().execute(sa.delete(table).where(table.c.id == key))
    for holder in {column.table for column in holders}:
        _forget(session, holder)
    return len(gone)


def _forget(session: Session, holder: sa.Table) -> None:
    """Erase what the audit holds of rows that are no longer there."""
    there = set(session.scalars(sa.select(holder.c.id)))
    lines = sa.select(audit.AUDIT_LINE.c.sequence, audit.AUDIT_LINE.c.rows)
    for sequence, rows in session.execute(lines.where(audit.AUDIT_LINE.c.rows.contains(f'["{holder.name}",'))).all():
        if any(table == holder.name and UUID(key) not in there for table, key in json.loads(rows)["rows"]):
            audit.erase(session, sequence)
