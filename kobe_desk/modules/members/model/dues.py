"""Dues (会費): what a household owes for a stretch of months, and what it paid. Money is integer yen."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record
from kobe_desk.modules.members.model.roster import Batched


class Way(StrEnum):
    """How dues were paid: at the door, or into the account."""

    CASH = "cash"
    TRANSFER = "transfer"


class DuesRate(Record, Base):
    """What a kind of household pays in a fiscal year: `amount` yen for every `months` months (月額 1, 年額 12)."""

    __tablename__ = "dues_rate"
    __table_args__ = (
        sa.UniqueConstraint("fiscal_year", "kind"),
        sa.CheckConstraint("amount >= 0 AND months > 0", name="not_negative"),
    )

    fiscal_year: Mapped[int]
    kind: Mapped[str] = mapped_column(default="")
    """Empty: every household of no other kind."""
    amount: Mapped[int]
    months: Mapped[int]


class DuesRound(Record, Base):
    """One collection (集金の回): the months it is for, from the first day of `first`, and when it is collected."""

    __tablename__ = "dues_round"
    __table_args__ = (sa.CheckConstraint("months BETWEEN 1 AND 12", name="within_a_year"),)

    fiscal_year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    first: Mapped[date]
    months: Mapped[int]
    collect_from: Mapped[date]
    collect_until: Mapped[date]
    """The last day of collecting; what is unpaid after it is in arrears."""


class DuesCharge(Record, Batched, Base):
    """What one household owes in a collection (調定); an exempted one (免除) stays, with its reason."""

    __tablename__ = "dues_charge"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "household_id"),
        sa.CheckConstraint("amount >= 0", name="not_negative"),
    )

    round_id: Mapped[UUID] = mapped_column(sa.ForeignKey("dues_round.id"), index=True)
    household_id: Mapped[UUID] = mapped_column(sa.ForeignKey("household.id"), index=True)
    kind: Mapped[str] = mapped_column(default="")
    months: Mapped[int]
    """For how many of the round's months."""
    amount: Mapped[int]
    exempt: Mapped[str] = mapped_column(default="")
    """Why nothing is asked (免除の理由); empty: it is asked."""


class DuesPayment(Record, Base):
    """Money a household gave (納入). It counts until its entry in the cash book is reversed."""

    __tablename__ = "dues_payment"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="positive"),)

    charge_id: Mapped[UUID] = mapped_column(sa.ForeignKey("dues_charge.id"), index=True)
    day: Mapped[date]
    amount: Mapped[int]
    way: Mapped[str]
    entry_id: Mapped[UUID] = mapped_column(sa.ForeignKey("entry.id"), unique=True)
    receipt_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("receipt.id"))


class DuesClosing(Record, Base):
    """The dues of a fiscal year as they stood when it was closed (会費の締め); its charges stay as they are since."""

    __tablename__ = "dues_closing"

    fiscal_year: Mapped[int] = mapped_column(unique=True)
    day: Mapped[date]
    charged: Mapped[int]
    paid: Mapped[int]
    households: Mapped[int]
    """How many households still owed something; what they owe goes on as arrears."""
