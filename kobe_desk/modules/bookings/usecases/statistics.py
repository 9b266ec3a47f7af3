"""How the centre is used (利用状況): open days, uses, people by age, rate of use by room and band, fees, exemptions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.modules.bookings.model import OCCUPYING, Booking, BookingPayment, BookingState, Group
from kobe_desk.modules.bookings.rules.days import Calendar
from kobe_desk.modules.bookings.rules.spans import minute_of
from kobe_desk.modules.bookings.usecases.calendar import calendar_of, centre_of
from kobe_desk.modules.bookings.usecases.centre import centre_row
from kobe_desk.modules.bookings.usecases.rooms import rooms


@dataclass(frozen=True, slots=True)
class Count:
    """Uses, people and yen under one name: purpose, room, band, month (2026-04), weekday (0 to 6) or group."""

    name: str
    uses: int
    people: int
    fees: int
    reduced: int = 0


@dataclass(frozen=True, slots=True)
class RoomBand:
    """How often a room was used in a band, of the days on which it could have been."""

    room: str
    band: str
    uses: int
    people: int
    days: int

    @property
    def rate(self) -> float:
        """Between 0 and 1."""
        return self.uses / self.days if self.days else 0.0


@dataclass(frozen=True, slots=True)
class UseReport:
    """The use of the centre in a period (利用状況報告)."""

    first: date
    last: date
    centre: str
    open_days: int
    closed_days: int
    uses: int
    adults: int
    children: int
    seniors: int
    fees: int
    paid: int
    reduced: int
    reduced_uses: int
    cancelled: int
    no_shows: int
    by_category: tuple[Count, ...]
    by_room: tuple[Count, ...]
    by_band: tuple[Count, ...]
    by_room_band: tuple[RoomBand, ...]
    by_month: tuple[Count, ...]
    by_weekday: tuple[Count, ...]
    by_group: tuple[Count, ...]
    by_exemption: tuple[Count, ...]

    @property
    def people(self) -> int:
        return self.adults + self.children + self.seniors


def report_from(plain: dict[str, Any]) -> UseReport:
    """A report as it was written down when its month was closed."""
    days = {name: date.fromisoformat(plain[name]) for name in ("first", "last")}
    rows = {
        name: tuple((RoomBand if name == "by_room_band" else Count)(**each) for each in rows)
        for name, rows in plain.items()
        if name.startswith("by_")
    }
    return UseReport(**{**plain, **days, **rows})


@dataclass(frozen=True, slots=True)
class _Used:
    """A use as the report counts it."""

    room: UUID
    group: str
    start: datetime
    end: datetime
    category: str
    exemption: str
    people: tuple[int, int, int]
    fee: int
    reduced: int
    bands: tuple[str, ...] = field(default=())


_COLUMNS: tuple[Any, ...] = (
    Booking.room_id, Group.name, Booking.start, Booking.end, Booking.category, Booking.exemption,
    Booking.expected_adults, Booking.expected_children, Booking.expected_seniors,
    Booking.actual_adults, Booking.actual_children, Booking.actual_seniors, Booking.fee, Booking.reduced,
)  # fmt: skip


@query(needs="bookings.read")
def use_report(session: Session, first: date, last: date) -> UseReport:
    """The use of the centre from a first to a last day. A hall of two halves counts once; whom nobody counted is
    counted as expected; who did not come is told apart.
    """
    begins, ends = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(1)
    within = sa.and_(Booking.start >= begins, Booking.start < ends)
    calendar = calendar_of(session, first, last)
    used = [_used(row, calendar) for row in _rows(session, within)]
    names = {room.id: room.name for room in rooms(session)}
    missed = sa.select(Booking.state, Booking.no_show, sa.func.count()).where(within)
    counts = {
        (state, gone): count for state, gone, count in session.execute(missed.group_by(Booking.state, Booking.no_show))
    }
    open_days = calendar.open_days(first, last)
    return UseReport(
        first=first,
        last=last,
        centre=centre_row(session, centre_of(session), last).label,
        open_days=len(open_days),
        closed_days=(last - first).days + 1 - len(open_days),
        uses=len(used),
        adults=sum(each.people[0] for each in used),
        children=sum(each.people[1] for each in used),
        seniors=sum(each.people[2] for each in used),
        fees=sum(each.fee for each in used),
        paid=_paid(session, within),
        reduced=sum(each.reduced for each in used),
        reduced_uses=sum(each.reduced > 0 for each in used),
        cancelled=sum(count for (state, _), count in counts.items() if state == BookingState.CANCELLED),
        no_shows=sum(count for (state, gone), count in counts.items() if gone and state in OCCUPYING),
        by_category=_counted((each.category or "other", each) for each in used),
        by_room=_in_order(_counted((names[each.room], each) for each in used), list(names.values())),
        by_band=_counted((band, each) for each in used for band in each.bands),
        by_room_band=_room_bands(used, names, calendar, open_days),
        by_month=_by_name(_counted((f"{each.start:%Y-%m}", each) for each in used)),
        by_weekday=_by_name(_counted((str(each.start.weekday()), each) for each in used)),
        by_group=_counted((each.group, each) for each in used),
        by_exemption=_counted((each.exemption, each) for each in used if each.reduced),
    )


def _rows(session: Session, within: sa.ColumnElement[bool]) -> Iterable[Any]:
    statement = sa.select(*_COLUMNS).join(Group, Group.id == Booking.group_id)
    return session.execute(statement.where(within, Booking.state.in_(OCCUPYING), Booking.no_show.is_(False)))


def _used(row: Any, calendar: Calendar) -> _Used:
    room, group, start, end, category, exemption, *people, fee, reduced = row
    expected, actual = people[:3], people[3:]
    came = expected if actual[0] is None else [each or 0 for each in actual]
    bands = _bands(calendar, start, end)
    return _Used(room, group, start, end, category, exemption, (came[0], came[1], came[2]), fee, reduced, bands)


def _bands(calendar: Calendar, start: datetime, end: datetime) -> tuple[str, ...]:
    """The bands that a booking lies in for the most part, else the one it begins in."""
    begins, ends = minute_of(start), minute_of(end, day_end=True)
    of_day = calendar.bands_on(start.date())
    mostly = [
        each.name for each in of_day if (min(ends, each.ends) - max(begins, each.starts)) * 2 > each.ends - each.starts
    ]
    return tuple(mostly) or tuple(each.name for each in of_day if each.starts <= begins < each.ends)[:1]


def _paid(session: Session, within: sa.ColumnElement[bool]) -> int:
    statement = sa.select(sa.func.sum(BookingPayment.amount)).join(Booking, Booking.id == BookingPayment.booking_id)
    return session.scalar(statement.where(within, BookingPayment.returned.is_(None))) or 0


def _counted(named: Iterable[tuple[str, _Used]]) -> tuple[Count, ...]:
    """Counted by name, the most used first."""
    totals: dict[str, list[int]] = {}
    for name, each in named:
        total = totals.setdefault(name, [0, 0, 0, 0])
        for at, amount in enumerate((1, sum(each.people), each.fee, each.reduced)):
            total[at] += amount
    return tuple(Count(name, *total) for name, total in sorted(totals.items(), key=lambda each: (-each[1][0], each[0])))


def _by_name(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda each: each.name))


def _in_order(counts: Iterable[Count], order: list[str]) -> tuple[Count, ...]:
    """In the rooms' order, those that nobody used among them."""
    known = {each.name: each for each in counts}
    return tuple(known.get(name, Count(name, 0, 0, 0)) for name in order)


def _room_bands(
    used: list[_Used], names: dict[UUID, str], calendar: Calendar, open_days: tuple[date, ...]
) -> tuple[RoomBand, ...]:
    days: Counter[str] = Counter(band.name for day in open_days for band in calendar.bands_on(day))
    uses: Counter[tuple[UUID, str]] = Counter((each.room, band) for each in used for band in each.bands)
    people: Counter[tuple[UUID, str]] = Counter()
    for each in used:
        for band in each.bands:
            people[each.room, band] += sum(each.people)
    order = {each.name: each.starts for day in open_days for each in calendar.bands_on(day)}
    bands = sorted(days, key=lambda name: order[name])
    return tuple(
        RoomBand(name, band, uses[room, band], people[room, band], days[band])
        for room, name in names.items()
        for band in bands
    )
