"""The centre (地域交流センター), its rooms made of atomic parts, its equipment, and the groups that use it."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record
from kobe_desk.core.japanese.kana import sort_key
from kobe_desk.core.names import fold


class Centre(Record, Base):
    """A centre that is booked (施設); what it is called stands apart, by date."""

    __tablename__ = "centre"

    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    manager: Mapped[str] = mapped_column(default="")
    """Who runs it and signs its permits (指定管理者)."""
    step: Mapped[int] = mapped_column(default=0)
    """Minutes between the times that may be chosen freely; 0: only the bands (時間帯) may be booked."""
    changes_until: Mapped[int] = mapped_column(default=0)
    """Hours before its beginning until which a booking may be changed; 0: at any time."""
    position: Mapped[int] = mapped_column(default=0)


class CentreName(Record, Base):
    """What a centre is called from a day on (地域福祉センター until 2026-03-31, 地域交流センター from 2026-04-01)."""

    __tablename__ = "centre_name"
    __table_args__ = (sa.UniqueConstraint("centre_id", "since"),)

    centre_id: Mapped[UUID] = mapped_column(sa.ForeignKey("centre.id"))
    since: Mapped[date]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")


class Part(Record, Base):
    """What only one booking can hold at a time (区画): half of a hall, or what two rooms exclude each other by."""

    __tablename__ = "part"

    number: Mapped[int] = mapped_column(unique=True)
    """What occupancy calls it."""
    name: Mapped[str]


class Room(Record, Base):
    """A room or place that can be booked (室・区画): 大会議室 is the parts A and B together."""

    __tablename__ = "room"

    centre_id: Mapped[UUID] = mapped_column(sa.ForeignKey("centre.id"), index=True)
    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int] = mapped_column(default=0)
    """People; 0: nobody counted."""
    features: Mapped[str] = mapped_column(default="")
    """What it can be looked for by, such as 調理 和室 ピアノ."""
    outdoors: Mapped[bool] = mapped_column(default=False)
    before: Mapped[int] = mapped_column(default=0)
    """Minutes kept free before a booking (準備)."""
    after: Mapped[int] = mapped_column(default=0)
    """Minutes kept free after a booking (清掃)."""
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[date | None]
    """The first day on which it is no longer booked (廃止)."""


class RoomPart(Record, Base):
    """A part that a room takes up."""

    __tablename__ = "room_part"
    __table_args__ = (sa.UniqueConstraint("room_id", "part_id"),)

    room_id: Mapped[UUID] = mapped_column(sa.ForeignKey("room.id"))
    part_id: Mapped[UUID] = mapped_column(sa.ForeignKey("part.id"))


class Equipment(Record, Base):
    """Equipment that is lent with a room (備品), as many as are in stock."""

    __tablename__ = "equipment"

    centre_id: Mapped[UUID] = mapped_column(sa.ForeignKey("centre.id"))
    name: Mapped[str]
    stock: Mapped[int]
    room_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("room.id"))
    """The room it stays in; None: it goes where it is wanted."""
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[date | None]


class Group(Record, Base):
    """A group that books (利用団体): the customer, never free text."""

    __tablename__ = "user_group"

    name: Mapped[str]
    kana: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    """Registration number (登録番号)."""
    registered: Mapped[int | None]
    """The fiscal year it is registered for (登録年度)."""
    representative: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    activity: Mapped[str] = mapped_column(default="")
    tier: Mapped[str] = mapped_column(default="")
    """The class its fees and its window go by (利用区分), as the rules call it."""
    exemption: Mapped[str] = mapped_column(default="")
    """Why its fee is lowered (減免区分), as the rules call it."""
    adults: Mapped[int] = mapped_column(default=0)
    children: Mapped[int] = mapped_column(default=0)
    seniors: Mapped[int] = mapped_column(default=0)
    usual: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Its usual booking (いつもの予約): room, band, weekday, purpose."""
    most_week: Mapped[int] = mapped_column(default=0)
    """Bookings it may have in one week; 0: no bound."""
    most_month: Mapped[int] = mapped_column(default=0)
    suspended: Mapped[date | None]
    """The last day on which it may not book (利用停止)."""
    notes: Mapped[str] = mapped_column(default="")
    merged_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("user_group.id"))
    """The group that this one turned out to be."""
    sort_key: Mapped[str] = mapped_column(default="", index=True)


class GroupName(Record, Base):
    """A spelling under which a group is found (表記): its name, or a variant that somebody wrote."""

    __tablename__ = "group_name"

    group_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user_group.id"), index=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(default="", unique=True)


@sa.event.listens_for(Group, "before_insert")
@sa.event.listens_for(Group, "before_update")
def _place_in_order(_mapper: Any, _connection: Any, group: Group) -> None:
    group.sort_key = sort_key(group.kana or group.name)


@sa.event.listens_for(GroupName, "before_insert")
@sa.event.listens_for(GroupName, "before_update")
def _fold(_mapper: Any, _connection: Any, spelled: GroupName) -> None:
    spelled.folded = "".join(fold(spelled.name).split())
