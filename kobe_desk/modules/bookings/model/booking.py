"""What is booked (予約), in which series, and what of the rooms' parts that occupies.

Occupancy is derived: a pure function of a booking's row, brought in step after every flush and every undo by
`kept_in_step`. It is deleted and inserted again, never moved, and a trigger refuses an overlap whoever asks.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core import batch
from kobe_desk.core.database import Base, Record, UtcTime, WallTime, fetched
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.modules.bookings.rules.spans import pieces


class BookingState(StrEnum):
    """How far a booking is (予約の状態)."""

    PROVISIONAL = "provisional"  # 仮予約
    CONFIRMED = "confirmed"  # 確定
    REJECTED = "rejected"  # 不許可
    CANCELLED = "cancelled"  # 取消
    SKIPPED = "skipped"  # 取れなかった日


OCCUPYING = (BookingState.PROVISIONAL.value, BookingState.CONFIRMED.value)
"""The states in which a booking holds its room."""


class TakenMeanwhile(UserError):
    text = N_("The room was booked by somebody else first. Nothing was changed. Please choose another time.")


class Series(Record, Base):
    """Bookings that repeat (定期予約): the rule by which they were made; each of them stands by itself."""

    __tablename__ = "series"

    group_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user_group.id"), index=True)
    rule: Mapped[str]
    """As RFC 5545 writes it, without its beginning."""
    starts: Mapped[datetime] = mapped_column(WallTime())
    minutes: Mapped[int]
    on_closed: Mapped[str] = mapped_column(default="skip")
    """What becomes of a date on which the centre is closed: skip, or move to the next open day."""
    split_from: Mapped[UUID | None] = mapped_column(sa.ForeignKey("series.id"))
    closed: Mapped[bool] = mapped_column(default=False)


class Booking(Record, Base):
    """A room promised from `start` up to, but not including, `end` (施設予約); never deleted."""

    __tablename__ = "booking"
    __table_args__ = (
        sa.CheckConstraint('"start" < "end"', name="starts_before_end"),
        sa.UniqueConstraint("fiscal_year", "number"),
        sa.Index("ix_booking_start", "start", "end"),
        sa.Index("ix_booking_group_id", "group_id", "start"),
    )

    fiscal_year: Mapped[int]
    number: Mapped[int]
    """Of its fiscal year (受付番号)."""
    room_id: Mapped[UUID] = mapped_column(sa.ForeignKey("room.id"))
    group_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user_group.id"))
    start: Mapped[datetime] = mapped_column(WallTime())
    end: Mapped[datetime] = mapped_column(WallTime())
    before: Mapped[int] = mapped_column(default=0)
    """Minutes kept free before it, as the room asked when it was booked."""
    after: Mapped[int] = mapped_column(default=0)
    parts: Mapped[str] = mapped_column(default="")
    """Numbers of the parts it takes up, as the room was made when it was booked."""
    state: Mapped[str] = mapped_column(default=BookingState.CONFIRMED)
    state_at: Mapped[datetime] = mapped_column(UtcTime())
    state_by: Mapped[str] = mapped_column(default="")
    state_why: Mapped[str] = mapped_column(default="")
    taken_at: Mapped[datetime] = mapped_column(UtcTime())
    taken_by: Mapped[str] = mapped_column(default="")
    """Who took it down (受付者)."""
    purpose: Mapped[str] = mapped_column(default="")
    shown_as: Mapped[str] = mapped_column(default="")
    """What stands on the door and the wall (表示名称); empty: the group's name."""
    category: Mapped[str] = mapped_column(default="")
    """What it is counted under (目的別): welfare, children, seniors, circle, meeting, other."""
    responsible: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    setup: Mapped[str] = mapped_column(default="")
    """How the room is laid out (設営)."""
    notes: Mapped[str] = mapped_column(default="")
    expected_adults: Mapped[int] = mapped_column(default=0)
    expected_children: Mapped[int] = mapped_column(default=0)
    expected_seniors: Mapped[int] = mapped_column(default=0)
    actual_adults: Mapped[int | None]
    actual_children: Mapped[int | None]
    actual_seniors: Mapped[int | None]
    heating: Mapped[bool] = mapped_column(default=False)
    entrance: Mapped[int] = mapped_column(default=0)
    """Entrance fee that the group takes of each visitor, in yen (入場料)."""
    profit: Mapped[bool] = mapped_column(default=False)
    """Whether it sells or teaches for profit (営利)."""
    tier: Mapped[str] = mapped_column(default="")
    exemption: Mapped[str] = mapped_column(default="")
    exemption_why: Mapped[str] = mapped_column(default="")
    fee: Mapped[int] = mapped_column(default=0)
    reduced: Mapped[int] = mapped_column(default=0)
    """What the exemption took off (減免額)."""
    fee_lines: Mapped[list[Any]] = mapped_column(default=list)
    """How the fee came about, as it was told: [kind, text, amount]."""
    permit: Mapped[int | None]
    """Number of the permit in its fiscal year (許可番号)."""
    permitted: Mapped[date | None]
    key: Mapped[str] = mapped_column(default="")
    """Which key was handed out (鍵番号)."""
    key_out: Mapped[datetime | None] = mapped_column(UtcTime())
    key_back: Mapped[datetime | None] = mapped_column(UtcTime())
    key_holder: Mapped[str] = mapped_column(default="")
    arrived: Mapped[datetime | None] = mapped_column(UtcTime())
    no_show: Mapped[bool] = mapped_column(default=False)
    series_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("series.id"), index=True)
    series_day: Mapped[date | None]
    """The day on which the series' rule put it."""
    own: Mapped[list[Any]] = mapped_column(default=list)
    """What was changed on this one of the series alone: a later change of the series leaves it."""
    closure_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("closure.id"))
    """The closure that cancelled it."""
    batch_id: Mapped[UUID | None] = mapped_column(index=True, sort_order=90)


class BookingEquipment(Record, Base):
    """Equipment lent with a booking."""

    __tablename__ = "booking_equipment"
    __table_args__ = (sa.UniqueConstraint("booking_id", "equipment_id"),)

    booking_id: Mapped[UUID] = mapped_column(sa.ForeignKey("booking.id"))
    equipment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("equipment.id"))
    count: Mapped[int]


class BookingEvent(Record, Base):
    """The event a room was booked for (行事)."""

    __tablename__ = "booking_event"

    booking_id: Mapped[UUID] = mapped_column(sa.ForeignKey("booking.id"), unique=True)
    event_id: Mapped[UUID] = mapped_column(sa.ForeignKey("event.id"), index=True, info={"tie": "bookings"})


class Occupancy(Base):
    """A part held by a booking, its buffers included, from `start` up to, but not including, `end`; within one day."""

    __tablename__ = "occupancy"
    __table_args__: Any = (
        sa.CheckConstraint('"start" < "end"', name="starts_first"),
        sa.CheckConstraint("\"end\" <= date(\"start\", '+1 day') || 'T00:00'", name="within_a_day"),
        {"sqlite_with_rowid": False, "info": {"recorded": False}},
    )

    part: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[datetime] = mapped_column(WallTime(), primary_key=True)
    end: Mapped[datetime] = mapped_column(WallTime())
    booking: Mapped[UUID] = mapped_column(index=True)


REFUSAL = "this part is occupied"
TRIGGER = f"""CREATE TRIGGER occupancy_refuses_overlap BEFORE INSERT ON occupancy
WHEN EXISTS (SELECT 1 FROM occupancy WHERE part = NEW.part
  AND "start" >= substr(NEW."start", 1, 10) AND "start" < NEW."end" AND "end" > NEW."start")
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""  # noqa: S608 - a row lies within a day, so its day bounds the search
sa.event.listen(Occupancy.__table__, "after_create", sa.DDL(TRIGGER))  # type: ignore[no-untyped-call]

_WRITTEN = 200
"""Keys in one statement."""


def kept_in_step(connection: sa.Connection, keys: Collection[UUID]) -> None:
    """Give up what these bookings held, then take what they hold now. Raises TakenMeanwhile."""
    ordered = [key.bytes for key in keys]
    for at in range(0, len(ordered), _WRITTEN):
        chunk = tuple(ordered[at : at + _WRITTEN])
        marks = ", ".join("?" * len(chunk))
        connection.exec_driver_sql(f"DELETE FROM occupancy WHERE booking IN ({marks})", chunk)  # noqa: S608
    for at in range(0, len(ordered), _WRITTEN):
        chunk = tuple(ordered[at : at + _WRITTEN])
        marks = ", ".join("?" * len(chunk))
        occupy(connection, f"id IN ({marks})", chunk)


def occupy(connection: sa.Connection, where: str, given: tuple[Any, ...]) -> None:
    """Take the parts of the bookings that fit a condition. Raises TakenMeanwhile."""
    asked = f'SELECT id, "start", "end", before, after, parts FROM booking WHERE {where} AND state IN (?, ?)'  # noqa: S608
    found = fetched(connection, asked, (*given, *OCCUPYING))
    rows = [
        (int(part), starts, ends, key)
        for key, start, end, before, after, parts in found
        for starts, ends in pieces(start, end, before, after)
        for part in parts.split()
    ]
    if not rows:
        return
    try:
        connection.exec_driver_sql('INSERT INTO occupancy (part, "start", "end", booking) VALUES (?, ?, ?, ?)', rows)
    except sa.exc.IntegrityError as error:
        if REFUSAL not in str(error.orig) and "occupancy.part" not in str(error.orig):
            raise
        raise TakenMeanwhile from error


@contextmanager
def _taken_at_once(connection: sa.Connection) -> Iterator[None]:
    """Bookings inserted inside, many at once, take their parts at the end."""
    (last,) = fetched(connection, "SELECT coalesce(max(rowid), 0) FROM booking")
    yield
    occupy(connection, "rowid > ?", last)


@contextmanager
def _given_up_at_once(connection: sa.Connection, number: UUID) -> Iterator[None]:
    """A batch removed inside gives up what it held."""
    gone = "DELETE FROM occupancy WHERE booking IN (SELECT id FROM booking WHERE batch_id = ?)"
    connection.exec_driver_sql(gone, (number.bytes,))
    yield


batch.KEPT_IN_STEP["booking"] = kept_in_step
batch.AROUND_INSERT["booking"] = _taken_at_once
batch.AROUND_REMOVAL["booking"] = _given_up_at_once
