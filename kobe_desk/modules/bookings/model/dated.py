"""The rules of a centre, each valid from `since` up to, but not including, `until`: no figure stands in the program.

A rule that nobody has confirmed yet says so (要確認): the 2026 ordinance's evening band and fees are not known.
Times of day are minutes after midnight (24:00 = 1440); weekdays are a text of digits, Monday 0, empty for every day.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from kobe_desk.core.database import Base, Record, UtcTime, WallTime


class Dated:
    """A rule of one centre for a period (適用期間)."""

    centre_id: Mapped[UUID] = mapped_column(sa.ForeignKey("centre.id"), sort_order=1)
    since: Mapped[date] = mapped_column(sort_order=2)
    until: Mapped[date | None] = mapped_column(sort_order=3)
    confirmed: Mapped[bool] = mapped_column(default=True, sort_order=80)
    """False: written down without having seen the ordinance (要確認)."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (sa.CheckConstraint('"until" IS NULL OR "since" < "until"', name="starts_first"),)


class OpeningRule(Record, Dated, Base):
    """Between which times the centre is open (開館時間), by weekday and season."""

    __tablename__ = "opening_rule"

    opens: Mapped[int]
    closes: Mapped[int]
    weekdays: Mapped[str] = mapped_column(default="")
    season_from: Mapped[str] = mapped_column(default="")
    """Month and day (07-01); empty for the whole year."""
    season_to: Mapped[str] = mapped_column(default="")


class Band(Record, Dated, Base):
    """A part of the day that is booked as one (時間帯: 午前・午後・夜間), by weekday and season."""

    __tablename__ = "band"

    name: Mapped[str]
    starts: Mapped[int]
    ends: Mapped[int]
    weekdays: Mapped[str] = mapped_column(default="")
    season_from: Mapped[str] = mapped_column(default="")
    season_to: Mapped[str] = mapped_column(default="")


class ClosingRule(Record, Dated, Base):
    """Regular closed days (定休日・年末年始・お盆): a weekday, or days of every year."""

    __tablename__ = "closing_rule"

    name: Mapped[str]
    weekdays: Mapped[str] = mapped_column(default="")
    moves: Mapped[bool] = mapped_column(default=False)
    """Whether on a holiday it is open and closed on the next day that is none instead."""
    on_holidays: Mapped[bool] = mapped_column(default=False)
    """Whether every holiday is closed (祝日休館)."""
    day_from: Mapped[str] = mapped_column(default="")
    """Month and day (12-28) up to and including `day_to` (01-05)."""
    day_to: Mapped[str] = mapped_column(default="")


class ClosureKind(StrEnum):
    """What an ad-hoc decision does (臨時休館・臨時開館)."""

    CLOSED = "closed"
    OPEN = "open"


class Closure(Record, Base):
    """A decision for certain days (臨時休館・臨時開館): an opening holds inside a closure."""

    __tablename__ = "closure"
    __table_args__ = (sa.CheckConstraint('"start" < "end"', name="starts_first"),)

    centre_id: Mapped[UUID] = mapped_column(sa.ForeignKey("centre.id"))
    room_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("room.id"))
    """None: the whole centre."""
    kind: Mapped[str] = mapped_column(default=ClosureKind.CLOSED)
    start: Mapped[datetime] = mapped_column(WallTime(), index=True)
    end: Mapped[datetime] = mapped_column(WallTime())
    reason: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(UtcTime())
    made_by: Mapped[str] = mapped_column(default="")
    fates: Mapped[list[Any]] = mapped_column(default=list)
    """What became of the bookings in it: [booking, cancel | move | keep, the room, the times and the state it had]."""
    lifted_at: Mapped[datetime | None] = mapped_column(UtcTime())
    """When it was taken back (解除)."""
    lifted_by: Mapped[str] = mapped_column(default="")


class OwnHoliday(Record, Base):
    """A day that the centre treats otherwise than the calendar (祝日の追加・取り消し)."""

    __tablename__ = "own_holiday"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    """Empty: no holiday after all."""


class FeeKind(StrEnum):
    """What is paid for (料金の種類)."""

    USE = "use"  # 基本使用料
    EXTENSION = "extension"  # 延長
    HEATING = "heating"  # 冷暖房
    EQUIPMENT = "equipment"  # 備品
    ENTRANCE = "entrance"  # 入場料加算
    PROFIT = "profit"  # 営利加算
    ENTRANCE_AND_PROFIT = "entrance_and_profit"  # 両方
    OVERTIME = "overtime"  # 時間外加算


class FeeRule(Record, Dated, Base):
    """One line of the fee table (料金表); an empty condition fits everything, the one with most conditions wins."""

    __tablename__ = "fee_rule"

    kind: Mapped[str] = mapped_column(default=FeeKind.USE)
    room_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("room.id"))
    band: Mapped[str] = mapped_column(default="")
    """The band's name; of combined bands joined by ＋ (午前＋午後)."""
    day_kind: Mapped[str] = mapped_column(default="")
    """weekday, saturday, sunday or holiday; empty for every day."""
    tier: Mapped[str] = mapped_column(default="")
    equipment_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("equipment.id"))
    amount: Mapped[int] = mapped_column(default=0)
    """Yen."""
    percent: Mapped[int] = mapped_column(default=0)
    """Of the use of the room, for a surcharge (10割 = 100)."""
    per: Mapped[str] = mapped_column(default="band")
    """band, use, hour or piece."""


class Exemption(Record, Dated, Base):
    """A reduction of the fee (減免), with its reason and rate."""

    __tablename__ = "exemption"

    name: Mapped[str]
    percent: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    whole: Mapped[bool] = mapped_column(default=False)
    """Whether heating, equipment and surcharges are lowered, too; else the use of the room only."""


class FeePolicy(Record, Dated, Base):
    """How fees are rounded, and what is given back (端数・還付)."""

    __tablename__ = "fee_policy"

    unit: Mapped[int] = mapped_column(default=10)
    rounding: Mapped[str] = mapped_column(default="down")
    """down, up or half."""
    refunds: Mapped[list[Any]] = mapped_column(default=list)
    """Pairs of days before the use and the percent given back, such as [[7, 100], [0, 0]]."""


class WindowRule(Record, Dated, Base):
    """From when to when a booking may be asked for (申込期間), by tier."""

    __tablename__ = "window_rule"

    tier: Mapped[str] = mapped_column(default="")
    months_before: Mapped[int]
    """Months before the month of use (利用月の2か月前)."""
    day: Mapped[int] = mapped_column(default=1)
    opens_at: Mapped[int] = mapped_column(default=0)
    """Minutes after midnight at which applications begin on that day."""
    moves: Mapped[bool] = mapped_column(default=True)
    """Whether a closed day moves the beginning to the next open day (休館日なら翌開館日)."""
    weekends_move: Mapped[bool] = mapped_column(default=False)
    """Whether Saturday and Sunday move it, too, though the centre may be open."""
    days_before: Mapped[int] = mapped_column(default=0)
    """Days before the use up to which it may be asked for (利用日の4日前まで)."""
    way: Mapped[str] = mapped_column(default="first")
    """first (先着) or draw (抽選)."""
    round_days: Mapped[int] = mapped_column(default=0)
    """Days from the beginning in which applications are collected for the draw."""
