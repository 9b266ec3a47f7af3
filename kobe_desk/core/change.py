"""What a transaction changed, as data: recorded while it is written, and replayed backwards to undo it.

Writes reach the tables by two doors. The ORM: `Work` listens to the flush and keeps each row before and after
(cascades are the ORM's, never the database's, which the flush would not see). And `Work.batch`, for many rows.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from kobe_desk.core.database import UNRECORDED, Base, Database
from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import Who
from kobe_desk.core.text import N_

Values = dict[str, Any]
CHUNK = 5_000  # rows in one blob of `batch_before`: bounds the memory of an import


class ChangedSince(UserError):
    text = N_("This was changed again later, so it cannot be undone by itself. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: both for an edit (only the columns that changed), one of them None otherwise."""

    table: str
    id: UUID
    before: Values | None
    after: Values | None

    def reversed(self) -> "RowChange":
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Batch:
    """Many rows of one table written at once: their number and one SHA-256 over the new ones, not the rows."""

    id: UUID
    table: str
    inserted: int
    updated: int
    digest: str
    undone: bool = False

    def reversed(self) -> "Batch":
        return replace(self, undone=not self.undone)


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


class BatchBefore(Base):
    """Rows of a batch as they were: of edited rows the old values, of an undone batch the whole rows (for redo)."""

    __tablename__ = "batch_before"
    __table_args__ = UNRECORDED

    number: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str]  # "edited" or "removed"
    rows: Mapped[bytes]


class Work:
    """One transaction being recorded. Use-cases reach it as `session.info["work"]`."""

    def __init__(self, database: Database, session: Session, who: Who) -> None:
        self.database, self.session, self.who = database, session, who
        self._rows: dict[tuple[str, UUID], RowChange] = {}
        self._batches: list[Many] = []
        self._touched: set[str] = set()
        session.info["work"] = self
        sa.event.listen(session, "before_flush", self._before_flush)
        sa.event.listen(session, "after_flush", self._after_flush)
        sa.event.listen(session, "after_flush_postexec", self._after_postexec)
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

    # the first door: the ORM

    def _before_flush(self, session: Session, _context: Any, _instances: Any) -> None:
        for entity in session.deleted:  # all columns are needed to bring the row back
            for column in sa.inspect(entity).mapper.column_attrs:
                getattr(entity, column.key)
        self._door = self.database.door()
        self._door.__enter__()

    def _after_postexec(self, _session: Session, _context: Any) -> None:
        self._close_door()

    def _close_door(self) -> None:
        if self._door is not None:
            self._door.__exit__(None, None, None)
            self._door = None

    def _after_flush(self, _session: Session, context: Any) -> None:
        self._close_door()
        for state, (deleted, list_only) in context.states.items():
            if not list_only:
                self._keep(_row_change(state, deleted))

    def _keep(self, row: RowChange | None) -> None:
        if row is None:
            return
        key = (row.table, row.id)
        earlier = self._rows.get(key)
        self._rows[key] = _joined(earlier, row) if earlier else row

    # the second door: many rows at once

    def batch(self, table: sa.Table, rows: Iterable[Values] = (), *, edits: Iterable["Edit"] = ()) -> Batch:
        """Insert `rows` (version and batch_id are set here, id unless given) and apply `edits`.

        The table has a `batch_id` column. Memory stays bounded by CHUNK rows at a time.
        """
        many = self.many(table)
        for chunk in _chunks(rows):
            many.insert(chunk)
        for edited in _chunks(edits):
            many.edit(edited)
        return many.batch

    def many(self, table: sa.Table) -> "Many":
        """An open batch of one table, to be filled chunk by chunk beside batches of other tables.

        Undo takes the batches back last opened first: open the table that others point to before them.
        """
        self._batches.append(Many(self, table))
        return self._batches[-1]

    def replay(self, change: Change) -> None:
        """Write a (reversed) change, each row guarded by "still as it was left". Raises ChangedSince."""
        connection = self.session.connection()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        with self.database.door():
            for batch in change.batches:
                _replay_batch(connection, batch)
                self._batches.append(Many(self, Base.metadata.tables[batch.table], batch))
            for row in change.rows:
                _replay_row(connection, row)
                self._rows[row.table, row.id] = row


class Many:
    """One batch while it is being filled; `batch` says what is in it so far."""

    def __init__(self, work: Work, table: sa.Table, batch: Batch | None = None) -> None:
        self._work, self._table = work, table
        self.batch = batch or Batch(new_id(), table.name, 0, 0, _hex(0))

    def insert(self, rows: list[Values]) -> None:
        """Insert a chunk of rows."""
        for row in rows:
            row.setdefault("id", new_id())
            row["version"], row["batch_id"] = 1, self.batch.id
        with self._work.database.door():
            self._work.session.connection().execute(self._table.insert(), rows)
        digest = int(self.batch.digest, 16) + _digest(self._table, rows)
        self.batch = replace(self.batch, inserted=self.batch.inserted + len(rows), digest=_hex(digest))

    def edit(self, edits: list["Edit"]) -> None:
        """Apply a chunk of edits, each guarded by the values it replaces."""
        connection = self._work.session.connection()
        blob = packed([[edit.id, edit.before, edit.after] for edit in edits])
        with self._work.database.door():
            for edit in edits:
                _update(connection, self._table, edit.id, edit.before, edit.after)
            connection.execute(sa.insert(BatchBefore), {"batch_id": self.batch.id, "kind": "edited", "rows": blob})
        self.batch = replace(self.batch, updated=self.batch.updated + len(edits))


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of one row in a batch: only the columns that change, before and after."""

    id: UUID
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)


def _row_change(state: Any, deleted: bool) -> RowChange | None:
    table = state.mapper.local_table
    if not table.info.get("recorded", True):
        return None
    columns = [(attr.key, attr.columns[0].name) for attr in state.mapper.column_attrs]
    values, key = state.dict, state.dict["id"]
    if deleted:
        return RowChange(table.name, key, {name: values[attr] for attr, name in columns}, None)
    if state.key is None:
        return RowChange(table.name, key, None, {name: values.get(attr) for attr, name in columns})
    before, after = {}, {}
    for attr, name in columns:
        history = state.attrs[attr].history
        if name != "version" and history.has_changes():
            before[name] = history.deleted[0] if history.deleted else None
            after[name] = history.added[0] if history.added else None
    return RowChange(table.name, key, before, after) if after else None


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
        guard = _as_left(table, row.id, row.before)
        if connection.execute(table.delete().where(guard)).rowcount != 1:
            raise ChangedSince
    else:
        _update(connection, table, row.id, row.before, row.after)


def _update(connection: sa.Connection, table: sa.Table, key: UUID, before: Values, after: Values) -> None:
    statement = table.update().where(_as_left(table, key, before)).values(**after, version=table.c.version + 1)
    if connection.execute(statement).rowcount != 1:
        raise ChangedSince


def _as_left(table: sa.Table, key: UUID, values: Values) -> sa.ColumnElement[bool]:
    """This row, with these values still in it. The version is not compared: undoing a later edit raises it too."""
    same = [table.c[name].is_not_distinct_from(value) for name, value in values.items() if name != "version"]
    return sa.and_(table.c.id == key, *same)


def _replay_batch(connection: sa.Connection, batch: Batch) -> None:
    table = Base.metadata.tables[batch.table]
    if batch.undone:
        _remove_batch(connection, table, batch)
    else:
        _restore_batch(connection, table, batch)
    for key, before, after in _stored(connection, batch.id, "edited"):
        pair = (after, before) if batch.undone else (before, after)
        _update(connection, table, key, *pair)


def _remove_batch(connection: sa.Connection, table: sa.Table, batch: Batch) -> None:
    digest, count = 0, 0
    mine = table.c.batch_id == batch.id
    found = connection.execute(sa.select(table).where(mine).order_by(table.c.id)).mappings()
    for chunk in _chunks(dict(row) for row in found):
        digest += _digest(table, chunk)
        count += len(chunk)
        connection.execute(sa.insert(BatchBefore), {"batch_id": batch.id, "kind": "removed", "rows": packed(chunk)})
    if count != batch.inserted or _hex(digest) != batch.digest:
        raise ChangedSince
    connection.execute(table.delete().where(mine))


def _restore_batch(connection: sa.Connection, table: sa.Table, batch: Batch) -> None:
    blobs = sa.select(BatchBefore.rows).where(BatchBefore.batch_id == batch.id, BatchBefore.kind == "removed")
    for (blob,) in connection.execute(blobs.order_by(BatchBefore.number)).all():
        connection.execute(table.insert(), unpacked(blob))
    gone = sa.delete(BatchBefore).where(BatchBefore.batch_id == batch.id, BatchBefore.kind == "removed")
    connection.execute(gone)


def _stored(connection: sa.Connection, batch: UUID, kind: str) -> Iterator[Any]:
    rows = sa.select(BatchBefore.rows).where(BatchBefore.batch_id == batch, BatchBefore.kind == kind)
    for (blob,) in connection.execute(rows.order_by(BatchBefore.number)).all():
        yield from unpacked(blob)


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _digest(table: sa.Table, rows: Iterable[Mapping[str, Any]]) -> int:
    """The sum of the rows' SHA-256, without version: a sum, so that the order of reading does not matter."""
    names = [column.name for column in table.columns if column.name != "version"]
    texts = (repr([row.get(name) for name in names]).encode() for row in rows)
    return sum(int.from_bytes(hashlib.sha256(text).digest()) for text in texts)


def _hex(digest: int) -> str:
    return f"{digest % (1 << 256):064x}"


# values as JSON, for the audit's payload and the stored rows of batches


def packed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, default=_tagged, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(blob: bytes) -> Any:
    return json.loads(zlib.decompress(blob), object_hook=_untagged)


def _tagged(value: Any) -> Any:
    if isinstance(value, UUID):
        return {"$uuid": value.hex}
    if isinstance(value, datetime):
        return {"$time": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    raise TypeError(type(value).__name__)


_UNTAG: dict[str, Callable[[str], Any]] = {
    "$uuid": UUID,
    "$time": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$bytes": bytes.fromhex,
}


def _untagged(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        (tag, text), *_rest = found.items()
        if tag in _UNTAG:
            return _UNTAG[tag](text)
    return found
