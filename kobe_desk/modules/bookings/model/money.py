"""What was paid for bookings, and the days and months that were closed (日計・月締め)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record, UtcTime


class PaymentKind(StrEnum):
    """What moved (入金・還付・充当)."""

    PAID = "paid"
    CARRIED = "carried"  # from another booking, without money moving
    EARLIER = "earlier"  # in the books before this desk


class BookingPayment(Record, Base):
    """Money for a booking, with its receipt in the ledger; taking it back cancels the receipt (取消)."""

    __tablename__ = "booking_payment"

    booking_id: Mapped[UUID] = mapped_column(sa.ForeignKey("booking.id"), index=True)
    kind: Mapped[str] = mapped_column(default=PaymentKind.PAID)
    day: Mapped[date] = mapped_column(index=True)
    amount: Mapped[int]
    receipt_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("receipt.id"))
    from_booking: Mapped[UUID | None] = mapped_column(sa.ForeignKey("booking.id"))
    taken_by: Mapped[str] = mapped_column(default="")
    returned: Mapped[date | None]
    """When it was given back, its receipt cancelled."""
    why: Mapped[str] = mapped_column(default="")
    batch_id: Mapped[UUID | None] = mapped_column(index=True, sort_order=90)


class DayClosing(Record, Base):
    """A day's cash, counted (日計): what should be there and what was."""

    __tablename__ = "day_closing"
    __table_args__ = (sa.UniqueConstraint("centre_id", "day"),)

    centre_id: Mapped[UUID] = mapped_column(sa.ForeignKey("centre.id"))
    day: Mapped[date]
    expected: Mapped[int]
    counted: Mapped[int]
    pieces: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """How many there were of each note and coin, by its yen; empty where only the sum was written (金種別)."""
    note: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime] = mapped_column(UtcTime())
    closed_by: Mapped[str] = mapped_column(default="")


class MonthClosing(Record, Base):
    """A month that was closed (月締め): its report as it stood, its cash and its keys."""

    __tablename__ = "month_closing"
    __table_args__ = (sa.UniqueConstraint("centre_id", "month"),)

    centre_id: Mapped[UUID] = mapped_column(sa.ForeignKey("centre.id"))
    month: Mapped[date]
    """Its first day."""
    report: Mapped[dict[str, Any]]
    income: Mapped[int]
    counted: Mapped[int]
    keys_out: Mapped[int]
    pieces: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Of the days that were counted and closed together with the month."""
    note: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime] = mapped_column(UtcTime())
    closed_by: Mapped[str] = mapped_column(default="")
