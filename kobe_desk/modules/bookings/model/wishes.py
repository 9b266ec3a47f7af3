"""What groups ask for and do not have yet: applications to a draw (抽選), and the waiting list (空き待ち)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record, UtcTime, WallTime


class WishState(StrEnum):
    """What became of a wish (申込の状態)."""

    OPEN = "open"  # 受付
    WON = "won"  # 当選
    LOST = "lost"  # 落選
    OFFERED = "offered"  # 空きの案内
    TAKEN = "taken"  # 予約済み
    WITHDRAWN = "withdrawn"  # 取下げ


class DrawRound(Record, Base):
    """Applications for one month of use, drawn together (抽選会); the seed lets anyone draw again."""

    __tablename__ = "draw_round"

    centre_id: Mapped[UUID] = mapped_column(sa.ForeignKey("centre.id"))
    month: Mapped[date]
    """First day of the month of use."""
    title: Mapped[str]
    priority: Mapped[int] = mapped_column(default=1)
    """Rounds of the same month come in this order (優先受付)."""
    tier: Mapped[str] = mapped_column(default="")
    opens: Mapped[date]
    closes: Mapped[date]
    """The last day of applications."""
    seed: Mapped[str] = mapped_column(default="")
    drawn_at: Mapped[datetime | None] = mapped_column(UtcTime())
    drawn_by: Mapped[str] = mapped_column(default="")
    outcome: Mapped[list[Any]] = mapped_column(default=list)
    """In the order of the draw: [application number, its digest, won or lost, the number that it lost to]."""


class Wish(Record, Base):
    """A room asked for (利用申込): in a round, or waiting for a room that is taken."""

    __tablename__ = "wish"

    number: Mapped[int] = mapped_column(unique=True)
    round_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("draw_round.id"), index=True)
    """None: on the waiting list."""
    group_id: Mapped[UUID] = mapped_column(sa.ForeignKey("user_group.id"))
    room_id: Mapped[UUID] = mapped_column(sa.ForeignKey("room.id"))
    start: Mapped[datetime] = mapped_column(WallTime(), index=True)
    end: Mapped[datetime] = mapped_column(WallTime())
    purpose: Mapped[str] = mapped_column(default="")
    people: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default=WishState.OPEN)
    made_at: Mapped[datetime] = mapped_column(UtcTime())
    made_by: Mapped[str] = mapped_column(default="")
    booking_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("booking.id"))
