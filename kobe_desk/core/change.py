"""What a transaction changed, as data: recorded while it is written, and replayed backwards to undo it.

Writes reach the tables by two doors. The ORM: `Work` listens to the flush and keeps each row before and after
(cascades are the ORM's, never the database's, which the flush would not see); new rows of which no entity is needed
go in by `Work.insert` and are kept the same way. And `Work.batch`, for many rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import batch as batches
from kobe_desk.core.batch import CHUNK, Batch, ChangedSince, Edit, Many, Values, as_left
from kobe_desk.core.database import Base, Database, load_models
from kobe_desk.core.packing import packed, unpacked
from kobe_desk.core.permission import Who

__all__ = ["Batch", "Change", "ChangedSince", "Edit", "Many", "RowChange", "Values", "Work", "packed", "unpacked"]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: both for an edit (only the columns that changed), one of them None otherwise."""

    table: str
    id: UUID
    before: Values | None
    after: Values | None

    def reversed(self) -> "RowChange":
        return replace(self, before=self.after, after=self.before)


@runtime_checkable
class Telling(Protocol):
    """A use-case's result that says itself what came of it (236人を名簿に入れました), in place of the label."""

    def said(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Change:
    """What one transaction did; the same object drives refresh, the undo list and the audit."""

    label: str
    rows: tuple[RowChange, ...] = ()
    batches: tuple[Batch, ...] = ()
    touched: frozenset[str] = frozenset()
    sequence: int = 0
    """Number of its audit line; 0 before it is written."""
    result: Any = None
    usecase: str = ""

    @property
    def tables(self) -> frozenset[str]:
        return self.touched | {row.table for row in self.rows} | {batch.table for batch in self.batches}

    @property
    def empty(self) -> bool:
        return not self.rows and not self.batches

    def reversed(self) -> "Change":
        """The same rows backwards, last first."""
        return replace(
            self,
            rows=tuple(row.reversed() for row in reversed(self.rows)),
            batches=tuple(batch.reversed() for batch in reversed(self.batches)),
        )


class Work:
    """One transaction being recorded. Use-cases reach it as `session.info["work"]`."""

    def __init__(self, database: Database, session: Session, who: Who) -> None:
        load_models()
        self.database, self.session, self.who = database, session, who
        self._rows: dict[tuple[str, UUID], RowChange] = {}
        self._batches: list[Many] = []
        self._touched: set[str] = set()
        self.forgotten: set[UUID] = set()
        """Rows of which nothing may be brought back: their earlier changes leave the undo list."""
        session.info["work"] = self
        self._door: Any = None

    def change(self, label: str, result: Any = None, usecase: str = "") -> Change:
        """Flush, and say what this transaction did so far."""
        self.session.flush()
        rows = tuple(row for row in self._rows.values() if row.before != row.after)
        batches = tuple(many.batch for many in self._batches if many.batch.inserted or many.batch.updated)
        return Change(label, rows, batches, frozenset(self._touched), result=result, usecase=usecase)

    def touch(self, table: str) -> None:
        """Say that an unrecorded table changed, so that pages that show it ask again."""
        self._touched.add(table)

    @contextmanager
    def forgetting(self, keys: Iterable[UUID]) -> Iterator[sa.Connection]:
        """Write past the record, for what must not stand in it: the old values of rows that are wiped (匿名化)."""
        self.session.flush()
        self.forgotten |= set(keys)
        with self.database.door():
            yield self.session.connection()
        self.session.expire_all()

    # the first door: the ORM

    def before_flush(self, session: Session) -> None:
        for entity in session.deleted:  # all columns are needed to bring the row back
            for column in sa.inspect(entity).mapper.column_attrs:
                getattr(entity, column.key)
        self._door = self.database.door()
        self._door.__enter__()

    def close_door(self) -> None:
        """The flush is over, or failed."""
        if self._door is not None:
            self._door.__exit__(None, None, None)
            self._door = None

    def after_flush(self, context: Any) -> None:
        self.close_door()
        states = [(state, deleted) for state, (deleted, list_only) in context.states.items() if not list_only]
        rows = [row for state, deleted in states if (row := _row_change(state, deleted))]
        for row in rows:
            self._keep(row)
        self._keep_in_step(rows)

    def _keep_in_step(self, rows: Iterable[RowChange]) -> None:
        keys: dict[str, list[UUID]] = {}
        for row in rows:
            keys.setdefault(row.table, []).append(row.id)
        for table, written in keys.items():
            batches.keep_in_step(self.session.connection(), table, written)

    def _keep(self, row: RowChange) -> None:
        key = (row.table, row.id)
        earlier = self._rows.get(key)
        self._rows[key] = _joined(earlier, row) if earlier else row

    def insert(self, table: sa.Table, rows: Sequence[Values]) -> None:
        """Insert a few new rows without entities, each recorded as the flush would; `id` is among their values."""
        self.session.flush()
        columns = batches.columns_of(table)
        whole = [columns.whole(row) for row in rows]
        connection = self.session.connection()
        with self.database.door():
            columns.insert(connection, columns.plain_rows(whole, connection.dialect))
        for row in whole:
            self._keep(RowChange(table.name, row["id"], None, row))
        if table.name not in batches.AROUND_INSERT:
            batches.keep_in_step(connection, table.name, [row["id"] for row in whole])

    # the second door: many rows at once

    def batch(self, table: sa.Table, rows: Iterable[Values] = (), *, edits: Iterable[Edit] = ()) -> Batch:
        """Insert `rows` (version and batch_id are set here, id unless given) and apply `edits`.

        The table has a `batch_id` column. Memory stays bounded by CHUNK rows at a time.
        """
        many, waiting, edited = self.many(table), iter(rows), iter(edits)
        while chunk := list(islice(waiting, CHUNK)):
            many.insert(chunk)
        while edit_chunk := list(islice(edited, CHUNK)):
            many.edit(edit_chunk)
        return many.batch

    def many(self, table: sa.Table) -> Many:
        """An open batch of one table, to be filled chunk by chunk beside batches of other tables.

        Undo takes the batches back last opened first: open the table that others point to before them.
        """
        self._batches.append(Many(self.database, self.session.connection(), table))
        return self._batches[-1]

    def replay(self, change: Change) -> None:
        """Write a (reversed) change, each row guarded by "still as it was left". Raises ChangedSince."""
        connection = self.session.connection()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        with self.database.door():
            for batch in change.batches:
                batches.replay(connection, batch)
                self._batches.append(Many(self.database, connection, Base.metadata.tables[batch.table], batch))
            for row in change.rows:
                _replay_row(connection, row)
                self._keep(row)
        self._keep_in_step(change.rows)


@sa.event.listens_for(Session, "before_flush")
def _before_flush(session: Session, _context: Any, _instances: Any) -> None:
    if work := session.info.get("work"):
        work.before_flush(session)


@sa.event.listens_for(Session, "after_flush")
def _after_flush(session: Session, context: Any) -> None:
    if work := session.info.get("work"):
        work.after_flush(context)


@sa.event.listens_for(Session, "after_flush_postexec")
def _after_flush_postexec(session: Session, _context: Any) -> None:
    if work := session.info.get("work"):
        work.close_door()


def _row_change(state: Any, deleted: bool) -> RowChange | None:
    table = state.mapper.local_table
    if not table.info.get("recorded", True):
        return None
    columns = [(attr.key, attr.columns[0].name) for attr in state.mapper.column_attrs]
    values, key = state.dict, state.dict["id"]
    if deleted:
        return RowChange(table.name, key, {name: _as_stored(state, attr) for attr, name in columns}, None)
    if state.key is None:
        return RowChange(table.name, key, None, {name: values.get(attr) for attr, name in columns})
    before, after = {}, {}
    for attr, name in columns:
        history = state.attrs[attr].history
        if name != "version" and history.has_changes():
            before[name] = history.deleted[0] if history.deleted else None
            after[name] = history.added[0] if history.added else None
    return RowChange(table.name, key, before, after) if after else None


def _as_stored(state: Any, attr: str) -> Any:
    """What the table said of a row that goes: it may have been changed in the same flush."""
    history = state.attrs[attr].history
    return history.deleted[0] if history.deleted else state.dict[attr]


def _joined(first: RowChange, then: RowChange) -> RowChange:
    """Two changes of one row in one transaction as one."""
    if then.after is None:
        before = None if first.before is None else {**(then.before or {}), **first.before}
        return replace(then, before=before)
    if first.before is None:
        return replace(first, after={**(first.after or {}), **then.after})
    before = {**(then.before or {}), **first.before}
    return replace(first, before=before, after={**(first.after or {}), **then.after})


def _replay_row(connection: sa.Connection, row: RowChange) -> None:
    table = Base.metadata.tables[row.table]
    if row.before is None:
        connection.execute(table.insert(), dict(row.after or {}))
    elif row.after is None:
        guard = as_left(table, row.id, row.before)
        if connection.execute(table.delete().where(guard)).rowcount != 1:
            raise ChangedSince
    else:
        batches.update(connection, table, row.id, row.before, row.after)
