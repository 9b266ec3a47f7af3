"""What a booking costs, asked before and after it is made."""

from datetime import date, datetime
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.permission import query
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.model import Equipment, Exemption, FeePolicy, FeeRule, Group
from kobe_desk.modules.bookings.rules.days import Calendar
from kobe_desk.modules.bookings.rules.fees import EQUIPMENT, FEE_KINDS, Fee, FeeTable, Figure, Policy, Reduction, Use
from kobe_desk.modules.bookings.usecases.booking_rows import BookingRequest, FeeLine, FeeQuote
from kobe_desk.modules.bookings.usecases.calendar import calendar_of, plain_all


def table_on(session: Session, day: date, exemption: str) -> FeeTable:
    """The fee table of a day of use."""
    fees = tuple(each for each in plain_all(session, Fee, FeeRule) if each.holds(day))
    policies = [each for each in plain_all(session, Policy, FeePolicy) if each.holds(day)]
    policy = max(policies, key=lambda each: each.since, default=Policy(since=day))
    lowered = [each for each in plain_all(session, Reduction, Exemption) if each.name == exemption and each.holds(day)]
    return FeeTable(fees, policy, max(lowered, key=lambda each: each.since, default=None) if exemption else None)


def use_of(calendar: Calendar, request: BookingRequest, tier: str) -> Use:
    """A booking as the fee table sees it."""
    bands, extension = calendar.bands_within(request.start, request.end)
    return Use(
        room_id=request.room,
        bands=bands,
        minutes=int((request.end - request.start).total_seconds()) // 60,
        day_kind=calendar.day_kind(request.start.date()),
        tier=tier,
        heating=request.heating,
        entrance=request.entrance > 0,
        profit=request.profit,
        overtime=calendar.minutes_outside(request.start, request.end),
        extension=extension,
        equipment=request.equipment,
    )


class Payer(Protocol):
    """What of a group its fee goes by."""

    @property
    def tier(self) -> str: ...
    @property
    def exemption(self) -> str: ...


def quoted(session: Session, calendar: Calendar, request: BookingRequest, group: Payer) -> FeeQuote:
    """The fee of a booking with its lines as they are told."""
    exemption = group.exemption if request.exemption is None else request.exemption
    table = table_on(session, request.start.date(), exemption)
    figure = table.figure(use_of(calendar, request, group.tier))
    lines = lines_of(figure, _equipment_names(session, request))
    doubtful = figure.doubtful or not calendar.known(request.start.date())
    return FeeQuote(figure.total, figure.reduced, lines, doubtful, _is_missing(figure, table))


def lines_of(figure: Figure, equipment: dict[str, str]) -> tuple[FeeLine, ...]:
    """A fee's steps in words; `equipment` says what each piece is called."""
    return tuple(_line(step.kind, step.detail, step.hundredfold // 100, equipment) for step in figure.steps)


def _is_missing(figure: Figure, table: FeeTable) -> bool:
    return figure.missing and bool(table.fees)


def _equipment_names(session: Session, request: BookingRequest) -> dict[str, str]:
    if not request.equipment:
        return {}
    keys = [key for key, _ in request.equipment]
    counts = {key.hex: count for key, count in request.equipment}
    found = session.execute(sa.select(Equipment.id, Equipment.name).where(Equipment.id.in_(keys)))
    return {key.hex: f"{name} ×{counts[key.hex]}" for key, name in found}


def _line(kind: str, detail: str, amount: int, names: dict[str, str]) -> FeeLine:
    if kind == EQUIPMENT:
        return FeeLine(kind, names.get(detail, ""), amount)
    said = _(FEE_KINDS[kind]) if kind in FEE_KINDS else ""
    return FeeLine(kind, f"{said} {detail}".strip(), amount)


@query(needs="bookings.read")
def quote(session: Session, request: BookingRequest) -> FeeQuote:
    """What a booking would cost, line by line (使用料の内訳)."""
    calendar = calendar_of(session, request.start.date(), request.end.date())
    return quoted(session, calendar, request, session.get_one(Group, request.group))


def days_before(start: datetime, today: date) -> int:
    """Whole days from a day to the use."""
    return (start.date() - today).days
