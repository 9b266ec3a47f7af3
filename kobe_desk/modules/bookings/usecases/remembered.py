"""The centre's rules, read once and remembered until one of them is written: every booking asks for all of them.

A desk has one connection, and nobody else can write while it is open. In a transaction that writes a rule nothing is
remembered until it ends, so that what is rolled back was never known. (With several connections, as on PostgreSQL
later, what is remembered would have to be checked against a number that every writer raises.)
"""

from collections.abc import Callable, Collection, Hashable
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import batch

T = TypeVar("T")
TABLES = (
    "centre", "centre_name", "room", "part", "room_part", "opening_rule", "band", "closing_rule", "closure",
    "own_holiday", "fee_rule", "exemption", "fee_policy", "window_rule",
)  # fmt: skip
_WRITTEN = "bookings_rules_written"
_known: WeakKeyDictionary[sa.Engine, dict[Hashable, Any]] = WeakKeyDictionary()


def remembered(session: Session, name: Hashable, read: Callable[[], T]) -> T:
    """What `read` gave the last time, unless a rule was written since."""
    connection = session.connection()
    if connection.info.get(_WRITTEN):
        return read()
    known = _known_of(connection.engine)
    if name not in known:
        known[name] = read()
    found: T = known[name]
    return found


def _known_of(engine: sa.Engine) -> dict[Hashable, Any]:
    if engine not in _known:
        _known[engine] = {}
        sa.event.listen(engine, "commit", _ended)
        sa.event.listen(engine, "rollback", _ended)
    return _known[engine]


def _ended(connection: sa.Connection) -> None:
    if connection.info.pop(_WRITTEN, False):
        _known_of(connection.engine).clear()


def _forget(connection: sa.Connection, _keys: Collection[UUID]) -> None:
    _known_of(connection.engine).clear()
    connection.info[_WRITTEN] = True


for _table in TABLES:
    batch.KEPT_IN_STEP[_table] = _forget
