"""Many bookings at once: past years from other books, compared first, then taken in as one batch (過去分の取り込み)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, numbers
from kobe_desk.core.change import Work
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.model import (
    OCCUPYING,
    Booking,
    BookingPayment,
    BookingState,
    Exemption,
    FeePolicy,
    FeeRule,
    Group,
    PaymentKind,
    Room,
)
from kobe_desk.modules.bookings.rules.days import Calendar
from kobe_desk.modules.bookings.rules.fees import Fee, FeeTable, Policy, Reduction
from kobe_desk.modules.bookings.rules.spans import pieces
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRequest
from kobe_desk.modules.bookings.usecases.calendar import calendar_of, plain_all
from kobe_desk.modules.bookings.usecases.fees import lines_of, use_of
from kobe_desk.modules.bookings.usecases.occupancy import written
from kobe_desk.modules.bookings.usecases.rooms import parts_of
from kobe_desk.modules.bookings.usecases.writing import PEOPLE, WORDS, person
from kobe_desk.modules.ledger.usecases import year_of

TAKEN_BY_ANOTHER = N_("the room is taken by {holder}")
TWICE = N_("it stands in the file twice")
ENDS_FIRST = N_("it ends before it starts")


@dataclass(frozen=True, slots=True)
class PastBooking:
    """A booking of another book, as far as that tells: who came, and what was paid there."""

    request: BookingRequest
    actual: tuple[int, int, int] | None = None
    paid: bool = True
    state: str = BookingState.CONFIRMED.value
    why: str = ""
    no_show: bool = False
    line: int = 0
    """Where it stood."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A booking that cannot be taken in, and why."""

    line: int
    start: datetime
    why: str
    room: UUID | None = None
    """A line of a table tells of several rooms at once."""


@dataclass(frozen=True, slots=True)
class TakingInReport:
    """12件中 10件登録、2件不可: `taken` is what the database then holds more."""

    count: int
    taken: int
    refused: tuple[NotTaken, ...] = ()

    @property
    def words(self) -> str:
        """In one sentence."""
        said = _("{taken} of {count} were taken in, {refused} were not.")
        return said.format(taken=self.taken, count=self.count, refused=len(self.refused))


@dataclass(slots=True)
class _Books:
    """What taking in looks up, read once."""

    rooms: dict[UUID, Any]
    parts: dict[UUID, str]
    groups: dict[UUID, Any]
    calendar: Calendar
    fees: tuple[Fee, ...]
    policies: tuple[Policy, ...]
    reductions: tuple[Reduction, ...]
    tables: dict[tuple[date, str], FeeTable] = field(default_factory=dict)

    def table(self, day: date, exemption: str) -> FeeTable:
        known = self.tables.get((day, exemption))
        if known is None:
            policies = [each for each in self.policies if each.holds(day)]
            policy = max(policies, key=lambda each: each.since, default=Policy(since=day))
            lowered = [each for each in self.reductions if each.holds(day) and each.name == exemption]
            fees = tuple(each for each in self.fees if each.holds(day))
            known = FeeTable(fees, policy, max(lowered, key=lambda each: each.since, default=None))
            self.tables[day, exemption] = known
        return known


@query(needs="bookings.manage")
def compare_past(session: Session, found: Sequence[PastBooking]) -> TakingInReport:
    """What taking in these would do; nothing is written."""
    refused = _refused(session, found)
    return TakingInReport(len(found), len(found) - len(refused), refused)


@usecase(label=N_("Take in bookings"), needs="bookings.manage")
def take_in_bookings(session: Session, found: Sequence[PastBooking]) -> TakingInReport:
    """Take in what can be, in one batch; what clashes is left out and told."""
    refused = _refused(session, found)
    lines = {id(each) for each in _without(found, refused)}
    taken = [each for each in found if id(each) in lines]
    if taken:
        _write(session, taken)
    return TakingInReport(len(found), len(taken), refused)


def _without(found: Sequence[PastBooking], refused: Iterable[NotTaken]) -> list[PastBooking]:
    gone = {(each.line, each.start, each.room) for each in refused}
    return [each for each in found if (each.line, each.request.start, each.request.room) not in gone]


def _refused(session: Session, found: Sequence[PastBooking]) -> tuple[NotTaken, ...]:
    """What clashes with a booking that is there, or with one before it in the file."""
    if not found:
        return ()
    parts = parts_of(session)
    buffers = {
        key: (before, after) for key, before, after in session.execute(sa.select(Room.id, Room.before, Room.after))
    }
    held = _held(session, found)
    refused = []
    for each in found:
        start, end = each.request.start, each.request.end
        if end <= start:
            refused.append(NotTaken(each.line, start, _(ENDS_FIRST), each.request.room))
            continue
        if each.state not in OCCUPYING:
            continue
        spans = [
            (int(part), *piece)
            for piece in pieces(written(start), written(end), *buffers[each.request.room])
            for part in parts.get(each.request.room, "").split()
        ]
        holder = next(filter(None, (_holder(held, *span) for span in spans)), None)
        if holder is not None:
            refused.append(NotTaken(each.line, start, _said(session, holder), each.request.room))
            continue
        for part, begins, ends in spans:
            held.setdefault((part, begins[:10]), []).append((begins, ends, b"file"))
    return tuple(refused)


_Held = dict[tuple[int, str], list[tuple[str, str, bytes]]]


def _held(session: Session, found: Sequence[PastBooking]) -> _Held:
    first = min(each.request.start for each in found) - timedelta(1)
    last = max(each.request.end for each in found) + timedelta(1)
    rows = session.connection().exec_driver_sql(
        'SELECT part, "start", "end", booking FROM occupancy WHERE "start" >= ? AND "start" < ?',
        (written(first), written(last)),
    )
    held: _Held = {}
    for part, start, end, booking in rows:
        held.setdefault((part, start[:10]), []).append((start, end, booking))
    return held


def _holder(held: _Held, part: int, begins: str, ends: str) -> bytes | None:
    return next((key for start, end, key in held.get((part, begins[:10]), ()) if start < ends and end > begins), None)


def _said(session: Session, holder: bytes) -> str:
    if holder == b"file":
        return _(TWICE)
    name = sa.select(Group.name).join(Booking, Booking.group_id == Group.id).where(Booking.id == UUID(bytes=holder))
    return _(TAKEN_BY_ANOTHER).format(holder=session.scalar(name))


def _write(session: Session, taken: Sequence[PastBooking]) -> None:
    books = _books(session, taken)
    now, by = clock.now(), person(session)
    rows, payments = [], []
    ordered = sorted(taken, key=lambda each: each.request.start)
    year_on = cache(lambda month: year_of(session, month))
    for year, of_year in groupby(ordered, key=lambda each: year_on(each.request.start.date().replace(day=1))):
        listed = list(of_year)
        first = numbers.take_many(session, "booking", year, len(listed))
        for number, each in enumerate(listed, start=first):
            row = _row(books, each)
            rows.append({**row, "fiscal_year": year, "number": number, "state_at": now, "state_by": by,
                         "taken_at": now, "taken_by": by})  # fmt: skip
            if each.paid and row["fee"] and each.state in OCCUPYING:
                payments.append(_payment(row, by))
    work: Work = session.info["work"]
    work.batch(Booking.__table__, rows)  # type: ignore[arg-type]
    if payments:
        work.batch(BookingPayment.__table__, payments)  # type: ignore[arg-type]


def _books(session: Session, taken: Sequence[PastBooking]) -> _Books:
    first = min(each.request.start for each in taken).date()
    last = max(each.request.end for each in taken).date()
    policies = plain_all(session, Policy, FeePolicy)
    return _Books(
        {each.id: each for each in session.execute(sa.select(Room.id, Room.before, Room.after))},
        parts_of(session),
        {each.id: each for each in session.execute(sa.select(Group.id, Group.tier, Group.exemption))},
        calendar_of(session, first, last),
        plain_all(session, Fee, FeeRule),
        tuple(replace(each, refunds=()) for each in policies),
        plain_all(session, Reduction, Exemption),
    )


def _row(books: _Books, each: PastBooking) -> dict[str, Any]:
    request, group, room = each.request, books.groups[each.request.group], books.rooms[each.request.room]
    exemption = group.exemption if request.exemption is None else request.exemption
    table = books.table(request.start.date(), exemption)
    figure = table.figure(use_of(books.calendar, request, group.tier))
    actual = each.actual or (None, None, None)
    return {
        "id": new_id(),
        "room_id": request.room,
        "group_id": request.group,
        "start": request.start,
        "end": request.end,
        "before": room.before,
        "after": room.after,
        "parts": books.parts[request.room],
        "state": each.state,
        "state_why": each.why,
        **{name: getattr(request, name) for name in WORDS},
        **{column: getattr(request, name) for name, column in PEOPLE.items()},
        **dict(zip(("actual_adults", "actual_children", "actual_seniors"), actual, strict=True)),
        "tier": group.tier,
        "exemption": exemption,
        "fee": figure.total,
        "reduced": figure.reduced,
        "fee_lines": [[line.kind, line.text, line.amount] for line in lines_of(figure, {})],
        "no_show": each.no_show,
        "own": [],
    }


def _payment(row: dict[str, Any], by: str) -> dict[str, Any]:
    day = datetime.combine(row["start"].date(), time()).date()
    return {
        "booking_id": row["id"],
        "kind": PaymentKind.EARLIER.value,
        "day": day,
        "amount": row["fee"],
        "taken_by": by,
    }
