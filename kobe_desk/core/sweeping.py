"""Erases, when a desk is closed, pictures that were taken out or exchanged.

While the desk is open they are kept, so that 元に戻す can bring them back. Then they go for good: the contents that no
row points to any more, and with them what the audit holds of the rows that named them (captions, whom one asked), which
could not come back without them; and what the audit holds of pictures that stood in a row itself.
"""

import json
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import audit
from kobe_desk.core.database import load_models

CONTENT = "content"
"""The mark of a table of contents: written once, outside undo, and held only by the rows that point to it."""


PICTURE = "picture"
"""The mark of a column of small pictures: the audit keeps none that no longer stands there."""


def sweep(session: Session) -> int:
    """Erase contents that no row points to, and what the audit holds of earlier pictures. Returns how many went."""
    swept = 0
    for table in load_models().tables.values():
        if table.info.get(CONTENT):
            swept += _sweep(session, table)
        for column in table.columns:
            if column.info.get(PICTURE):
                swept += _forget_earlier(session, column)
    return swept


def _forget_earlier(session: Session, column: sa.Column[bytes]) -> int:
    """Erase the lines that hold a picture which its row does not hold any more. Returns how many went."""
    table, count = column.table, 0
    there = {key: picture for key, picture in session.execute(sa.select(table.c.id, column))}
    lines = sa.select(audit.AUDIT_LINE.c.sequence).where(audit.AUDIT_LINE.c.rows.contains(f'["{table.name}",'))
    for sequence in session.scalars(lines).all():
        change = audit.change_at(session, sequence)
        for row in change.rows if change else ():
            held = [values[column.name] for values in (row.before, row.after) if values and column.name in values]
            if row.table == table.name and any(each != there.get(row.id) for each in held):
                audit.erase(session, sequence)
                count += 1
                break
    return count


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
