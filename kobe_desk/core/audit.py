"""Who changed what and when, in the same transaction as the change: a chain that can forget.

The chain runs over lines (sequence, times, who, use-case, tables, row keys, SHA-256 of salt + payload).
Salt and payload stand apart and can be erased: the chain still verifies and the line says that its content was erased.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.change import Batch, Change, RowChange, packed, unpacked
from kobe_desk.core.database import UNRECORDED, Base, UtcTime, fetched
from kobe_desk.core.permission import Who

GENESIS = "0" * 64
_LAST = "SELECT sequence, chain FROM audit_line ORDER BY sequence DESC LIMIT 1"
_LINE = """INSERT INTO audit_line (sequence, at, wall, slot, role, usecase, label, "rows", digest, chain)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PAYLOAD = "INSERT INTO audit_payload (sequence, salt, payload) VALUES (?, ?, ?)"
"""Plain statements: every change runs all three, and building them costs more than running them."""
_OF = "of"
"""Under this name, the last of a line's, stand the keys of the people whose rows were touched."""


AUDIT_LINE = sa.Table(
    "audit_line",
    Base.metadata,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", UtcTime(), nullable=False),
    sa.Column("wall", sa.String, nullable=False),
    sa.Column("slot", sa.String, nullable=False),
    sa.Column("role", sa.String, nullable=False),
    sa.Column("usecase", sa.String, nullable=False),
    sa.Column("label", sa.String, nullable=False),
    sa.Column("rows", sa.String, nullable=False),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("chain", sa.String, nullable=False),
    **UNRECORDED,
)
"""The lines of the chain (操作の記録). These tables have no entities: nobody edits them."""

AUDIT_PAYLOAD = sa.Table(
    "audit_payload",
    Base.metadata,
    sa.Column("sequence", sa.ForeignKey("audit_line.sequence"), primary_key=True),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("payload", sa.LargeBinary, nullable=False),
    **UNRECORDED,
)
"""What a line's change held; erased when a person must be forgotten."""

ACTOR = sa.Table(
    "actor",
    Base.metadata,
    sa.Column("slot", sa.String, primary_key=True),
    sa.Column("person", sa.String, nullable=False),
    **UNRECORDED,
)
"""The name behind a slot, as it was when the slot opened the desk."""
_LINES, _PAYLOADS, _ACTORS = AUDIT_LINE.c, AUDIT_PAYLOAD.c, ACTOR.c


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A line as people read it."""

    sequence: int
    at: datetime
    person: str
    role: str
    label: str
    usecase: str
    erased: bool


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """Whether the chain holds; `broken` is the first sequence that does not, `head` the last link."""

    lines: int
    head: str
    broken: int | None

    @property
    def intact(self) -> bool:
        return self.broken is None


def write(session: Session, who: Who, change: Change) -> int:
    """Append the line of this change. Returns its sequence."""
    connection = session.connection()
    last = fetched(connection, _LAST)
    sequence, previous = (last[0][0] + 1, last[0][1]) if last else (1, GENESIS)
    salt, payload = secrets.token_bytes(16), packed(_content(change))
    now = clock.now()
    line = {
        "sequence": sequence,
        "at": now,
        "wall": clock.wall().isoformat(timespec="seconds"),
        "slot": who.slot,
        "role": who.role.value,
        "usecase": change.usecase,
        "label": change.label,
        "rows": json.dumps(_touched(change), separators=(",", ":")),
        "digest": hashlib.sha256(salt + payload).hexdigest(),
    }
    plain = {**line, "at": now.astimezone(UTC).isoformat(timespec="microseconds")}
    connection.exec_driver_sql(_LINE, (*plain.values(), _link(previous, line)))
    connection.exec_driver_sql(_PAYLOAD, (sequence, salt, payload))
    return sequence


def _touched(change: Change) -> dict[str, Any]:
    return {
        "tables": sorted(change.tables),
        "rows": [[row.table, row.id.hex] for row in change.rows],
        "batches": [
            [batch.table, batch.id.hex, batch.inserted, batch.updated, batch.digest] for batch in change.batches
        ],
        _OF: sorted({key.hex for row in change.rows for key in _owners(row)}),
    }


def _owners(row: RowChange) -> Iterator[UUID]:
    """The people a row is of: what was written and taken out again is found by them, when its own key is forgotten."""
    table = Base.metadata.tables.get(row.table)
    for column in table.columns if table is not None else ():
        if "on_merge" in column.info:
            for values in (row.before, row.after):
                if values is not None and isinstance(key := values.get(column.name), UUID):
                    yield key


def _content(change: Change) -> dict[str, Any]:
    return {
        "label": change.label,
        "rows": [[row.table, row.id, row.before, row.after] for row in change.rows],
        "batches": [[b.id, b.table, b.inserted, b.updated, b.digest, b.undone] for b in change.batches],
    }


def _link(previous: str, line: dict[str, Any]) -> str:
    plain = {**line, "at": line["at"].astimezone(UTC).isoformat()}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


def change_at(session: Session, sequence: int) -> Change | None:
    """The change of a line, to undo it from the history; None once its content was erased."""
    found = session.execute(
        sa.select(_LINES.usecase, _PAYLOADS.payload)
        .join(AUDIT_PAYLOAD, _PAYLOADS.sequence == _LINES.sequence)
        .where(_LINES.sequence == sequence)
    ).first()
    if found is None:
        return None
    content = unpacked(found.payload)
    return Change(
        content["label"],
        tuple(RowChange(*row) for row in content["rows"]),
        tuple(Batch(*batch) for batch in content["batches"]),
        sequence=sequence,
        usecase=found.usecase,
    )


def history(session: Session, *, row: Any = None, limit: int = 50) -> tuple[AuditRow, ...]:
    """The newest lines, of one row (its UUID) or of the whole desk."""
    statement = (
        sa.select(AUDIT_LINE, _ACTORS.person, _PAYLOADS.sequence.label("held"))
        .outerjoin(ACTOR, _ACTORS.slot == _LINES.slot)
        .outerjoin(AUDIT_PAYLOAD, _PAYLOADS.sequence == _LINES.sequence)
        .order_by(_LINES.sequence.desc())
        .limit(limit)
    )
    if row is not None:
        statement = statement.where(_LINES.rows.contains(row.hex))
    return tuple(
        AuditRow(line.sequence, line.at, line.person or "", line.role, line.label, line.usecase, line.held is None)
        for line in session.execute(statement)
    )


def erase(session: Session, sequence: int) -> None:
    """Forget what a line's change held; the line stays and the chain still verifies."""
    session.connection().execute(sa.delete(AUDIT_PAYLOAD).where(_PAYLOADS.sequence == sequence))


def forget(session: Session, keys: Collection[UUID], texts: Collection[str]) -> int:
    """Erase what lines held of these rows, and whatever holds one of the texts. Returns how many were erased."""
    found = (
        session.connection()
        .execute(
            sa.select(_LINES.sequence, _LINES.rows, _PAYLOADS.payload).join(
                AUDIT_PAYLOAD, _PAYLOADS.sequence == _LINES.sequence
            )
        )
        .all()
    )
    named = [key.hex for key in keys]
    gone = [
        sequence
        for sequence, rows, payload in found
        if any(key in rows.partition(f'"{_OF}":')[0] for key in named) or _holds(payload, texts)
    ]
    for sequence in gone:
        erase(session, sequence)
    return len(gone)


def _holds(payload: bytes, texts: Collection[str]) -> bool:
    held = json.dumps(unpacked(payload), default=str, ensure_ascii=False)
    return any(text in held for text in texts)


def head(session: Session) -> str:
    """The last link of the chain: kept in each backup's manifest, so that a cut tail is found."""
    return session.scalar(sa.select(_LINES.chain).order_by(_LINES.sequence.desc()).limit(1)) or GENESIS


def verify(session: Session) -> AuditVerdict:
    """Walk the chain from its start; an edited, missing or exchanged line breaks it there."""
    previous, count = GENESIS, 0
    payloads = {found.sequence: found for found in session.execute(sa.select(AUDIT_PAYLOAD)).all()}
    columns = [column.name for column in AUDIT_LINE.columns if column.name != "chain"]
    for line in session.execute(sa.select(AUDIT_LINE).order_by(_LINES.sequence)).mappings():
        count += 1
        payload = payloads.get(line["sequence"])
        altered = payload is not None and hashlib.sha256(payload.salt + payload.payload).hexdigest() != line["digest"]
        if (
            line["sequence"] != count
            or altered
            or _link(previous, {name: line[name] for name in columns}) != line["chain"]
        ):
            return AuditVerdict(count, previous, line["sequence"])
        previous = line["chain"]
    return AuditVerdict(count, previous, None)


def remember(session: Session, who: Who) -> None:
    """Keep the name behind a slot, so that later readers see who it was; nothing is written when it is known."""
    connection, actor = session.connection(), {"slot": who.slot, "person": who.person}
    known = connection.scalar(sa.text("SELECT person FROM actor WHERE slot = :slot"), actor)
    if known != who.person:
        connection.execute(sa.text("INSERT OR REPLACE INTO actor (slot, person) VALUES (:slot, :person)"), actor)
