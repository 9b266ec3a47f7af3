"""Many rows of one table written at once: one line in the audit, one undo, little memory.

A batch keeps no rows of its own: its rows carry its id, edited rows leave their old values in `batch_before`, and one
digest over the rows as the engine holds them guards the undo. Rows go to the engine as plain tuples.
"""

import hashlib
import marshal
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from kobe_desk.core.database import UNRECORDED, Base, Database, Uuid
from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.packing import packed, unpacked
from kobe_desk.core.text import N_

Values = dict[str, Any]
CHUNK = 5_000  # rows in one blob of `batch_before`: bounds the memory of an import


AROUND_INSERT: dict[str, Callable[[sa.Connection], AbstractContextManager[None]]] = {}
"""By table: what a module does around the insertion of many rows (an index brought along by one statement)."""
AROUND_REMOVAL: dict[str, Callable[[sa.Connection, UUID], AbstractContextManager[None]]] = {}
"""And around the removal of the batch with this id."""
KEPT_IN_STEP: dict[str, Callable[[sa.Connection, Collection[UUID]], None]] = {}
"""By table: what a module brings in step with the rows that one flush, one chunk of edits or one undo wrote.

It is given all their keys at once: for what no trigger can do row by row, because the rows only fit together."""


class ChangedSince(UserError):
    text = N_("This was changed again later, so it cannot be undone by itself. Nothing was changed.")


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
class Edit:
    """An edit of one row in a batch: only the columns that change, before and after."""

    id: UUID
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)


BATCH_BEFORE = sa.Table(
    "batch_before",
    Base.metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("batch_id", Uuid(), nullable=False, index=True),
    sa.Column("kind", sa.String, nullable=False),  # "edited" or "removed"
    sa.Column("rows", sa.LargeBinary, nullable=False),
    **UNRECORDED,
)
"""Rows of a batch as they were: of edited rows the old values, of an undone batch the whole rows (for redo)."""
_BEFORE = BATCH_BEFORE.c


class Many:
    """A batch while it is being filled; `batch` says what is in it so far."""

    def __init__(
        self, database: Database, connection: sa.Connection, table: sa.Table, batch: Batch | None = None
    ) -> None:
        self._database, self._connection, self._columns = database, connection, _Columns(table)
        self.batch = batch or Batch(new_id(), table.name, 0, 0, _hex(0))

    def insert(self, rows: list[Values]) -> None:
        """Insert a chunk of rows (version and batch_id are set here, id unless given)."""
        names = {name for row in rows for name in row} - {"id"}
        columns = {name: [row[name] for row in rows] for name in names}
        self.insert_columns({**columns, "id": [row["id"] if "id" in row else new_id() for row in rows]})

    def insert_columns(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Insert a chunk given column by column, the ids among them; what is left out gets its default."""
        count = len(columns["id"])
        own: dict[str, Sequence[Any]] = {"version": [1] * count, "batch_id": [self.batch.id.bytes] * count}
        plain = self._columns.plain({**columns, **own}, count, self._connection.dialect)
        with self._database.door():
            self._columns.insert(self._connection, plain)
        digest = int(self.batch.digest, 16) + self._columns.digest(plain)
        self.batch = replace(self.batch, inserted=self.batch.inserted + count, digest=_hex(digest))

    def edit(self, edits: list[Edit]) -> None:
        """Apply a chunk of edits, each guarded by the values it replaces. Raises ChangedSince."""
        blob = packed([[edit.id, edit.before, edit.after] for edit in edits])
        with self._database.door():
            for edit in edits:
                update(self._connection, self._columns.table, edit.id, edit.before, edit.after)
            values = {"batch_id": self.batch.id, "kind": "edited", "rows": blob}
            self._connection.execute(sa.insert(BATCH_BEFORE), values)
        keep_in_step(self._connection, self._columns.table.name, [edit.id for edit in edits])
        self.batch = replace(self.batch, updated=self.batch.updated + len(edits))


class _Columns:
    """A table's rows as tuples of what the engine holds, in the order of its columns.

    What depends on its rows is kept in step by AROUND_INSERT and AROUND_REMOVAL, one statement a chunk.
    """

    def __init__(self, table: sa.Table) -> None:
        self.table = table
        self.names = [column.name for column in table.columns]
        self._version = self.names.index("version")
        self._marks = ", ".join("?" * len(self.names))
        self._converters: tuple[Callable[[Any], Any] | None, ...] = ()

    @cached_property
    def _listed(self) -> str:
        return ", ".join(f'"{name}"' for name in self.names)

    @cached_property
    def _defaults(self) -> Values:
        return {column.name: _default(column) for column in self.table.columns}

    def whole(self, row: Values) -> Values:
        """A new row with every column, what is left out being its default; its first version."""
        return {**self._defaults, **row, "version": 1}

    def plain_rows(self, rows: Iterable[Values], dialect: sa.Dialect) -> list[tuple[Any, ...]]:
        """Whole rows as the engine takes them."""
        if not self._converters:
            self._converters = tuple(_converter(column, dialect) for column in self.table.columns)
        return [
            tuple(
                value if convert is None or value is None else convert(value)
                for convert, value in zip(self._converters, map(row.__getitem__, self.names), strict=True)
            )
            for row in rows
        ]

    def plain(self, given: Mapping[str, Sequence[Any]], count: int, dialect: sa.Dialect) -> list[tuple[Any, ...]]:
        """The rows with every value as the engine takes it; a column left out holds its default."""
        columns = [_plain_column(column, given, count, dialect) for column in self.table.columns]
        return list(zip(*columns, strict=True))

    def insert(self, connection: sa.Connection, rows: list[tuple[Any, ...]]) -> None:
        names = f'"{self.table.name}" ({self._listed})'
        statement = f"INSERT INTO {names} VALUES ({self._marks})"  # noqa: S608 - our own names
        with AROUND_INSERT.get(self.table.name, nullcontext)(connection):
            connection.exec_driver_sql(statement, rows)

    def of(self, connection: sa.Connection, batch: UUID) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a batch, a chunk at a time."""
        statement = f'SELECT {self._listed} FROM "{self.table.name}" WHERE batch_id = ? ORDER BY id'  # noqa: S608
        found = connection.exec_driver_sql(statement, (batch.bytes,))
        for part in found.partitions(CHUNK):
            yield [tuple(row) for row in part]

    def remove(self, connection: sa.Connection, batch: UUID) -> None:
        with AROUND_REMOVAL.get(self.table.name, _nothing)(connection, batch):
            connection.execute(self.table.delete().where(self.table.c.batch_id == batch))

    def digest(self, rows: Iterable[tuple[Any, ...]]) -> int:
        """The sum of the rows' SHA-256, without version: a sum, so that the order of reading does not matter."""
        at = self._version
        texts = (marshal.dumps(row[:at] + row[at + 1 :], 2) for row in rows)
        return sum(int.from_bytes(hashlib.sha256(text).digest()) for text in texts)


@cache
def columns_of(table: sa.Table) -> _Columns:
    """A table's columns, made once."""
    return _Columns(table)


def _default(column: sa.Column[Any]) -> Any:
    """The plain value that a column left out holds."""
    default = column.default
    return default.arg if isinstance(default, sa.ColumnDefault) and default.is_scalar else None


def _nothing(_connection: sa.Connection, _batch: UUID) -> AbstractContextManager[None]:
    return nullcontext()


def _plain_column(
    column: sa.Column[Any], given: Mapping[str, Sequence[Any]], count: int, dialect: sa.Dialect
) -> Sequence[Any]:
    values, convert = given.get(column.name), _converter(column, dialect)
    if values is None:
        values = [_default(column)] * count
    return [None if value is None else convert(value) for value in values] if convert else values


def _converter(column: sa.Column[Any], dialect: sa.Dialect) -> Callable[[Any], Any] | None:
    """What makes a value of a column plain; None where it is so already."""
    if isinstance(column.type, Uuid):
        return _key_bytes
    if isinstance(column.type, sa.Date):
        return date.isoformat
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _key_bytes(key: UUID | bytes) -> bytes:
    """A key as the engine holds it; who writes very many rows gives it so."""
    return key if isinstance(key, bytes) else key.bytes


def replay(connection: sa.Connection, batch: Batch) -> None:
    """Take a batch back, or write it again. Raises ChangedSince."""
    columns = _Columns(Base.metadata.tables[batch.table])
    if batch.undone:
        _remove(connection, columns, batch)
    else:
        _restore(connection, columns, batch)
    edited = []
    for key, before, after in _stored(connection, batch.id, "edited"):
        pair = (after, before) if batch.undone else (before, after)
        update(connection, columns.table, key, *pair)
        edited.append(key)
    keep_in_step(connection, batch.table, edited)


def keep_in_step(connection: sa.Connection, table: str, keys: Collection[UUID]) -> None:
    """Let the table's module bring along what it derives from these rows."""
    if keys and table in KEPT_IN_STEP:
        KEPT_IN_STEP[table](connection, keys)


def _remove(connection: sa.Connection, columns: _Columns, batch: Batch) -> None:
    digest, count = 0, 0
    for chunk in columns.of(connection, batch.id):
        digest += columns.digest(chunk)
        count += len(chunk)
        connection.execute(sa.insert(BATCH_BEFORE), {"batch_id": batch.id, "kind": "removed", "rows": packed(chunk)})
    if count != batch.inserted or _hex(digest) != batch.digest:
        raise ChangedSince
    if count:
        columns.remove(connection, batch.id)


def _restore(connection: sa.Connection, columns: _Columns, batch: Batch) -> None:
    blobs = sa.select(_BEFORE.rows).where(_BEFORE.batch_id == batch.id, _BEFORE.kind == "removed")
    for (blob,) in connection.execute(blobs.order_by(_BEFORE.number)).all():
        columns.insert(connection, [tuple(row) for row in unpacked(blob)])
    gone = sa.delete(BATCH_BEFORE).where(_BEFORE.batch_id == batch.id, _BEFORE.kind == "removed")
    connection.execute(gone)


def _stored(connection: sa.Connection, batch: UUID, kind: str) -> Iterator[Any]:
    rows = sa.select(_BEFORE.rows).where(_BEFORE.batch_id == batch, _BEFORE.kind == kind)
    for (blob,) in connection.execute(rows.order_by(_BEFORE.number)).all():
        yield from unpacked(blob)


def update(connection: sa.Connection, table: sa.Table, key: UUID, before: Values, after: Values) -> None:
    """Edit one row if it still holds what was before. Raises ChangedSince."""
    statement = table.update().where(as_left(table, key, before)).values(**after, version=table.c.version + 1)
    if connection.execute(statement).rowcount != 1:
        raise ChangedSince


def as_left(table: sa.Table, key: UUID, values: Values) -> sa.ColumnElement[bool]:
    """This row, with these values still in it. The version is not compared: undoing a later edit raises it too."""
    same = [table.c[name].is_not_distinct_from(value) for name, value in values.items() if name != "version"]
    return sa.and_(table.c.id == key, *same)


def _hex(digest: int) -> str:
    return f"{digest % (1 << 256):064x}"
