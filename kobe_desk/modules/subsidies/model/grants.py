"""The life of a grant: its steps, the costs allocated to it, and what was bought with it."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class GrantStep(Record, Base):
    """A stage in the life of a grant (決定, 変更, 実績報告, 額の確定 …): what was noted, and the day it was done."""

    __tablename__ = "grant_step"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    position: Mapped[int]
    stage: Mapped[str]
    day: Mapped[date | None]
    """None while it is being written."""
    values: Mapped[dict[str, Any]]


class Allocation(Record, Base):
    """A part of an entry of the cash book that a grant pays for (割り当て); together never more than the entry."""

    __tablename__ = "allocation"
    __table_args__ = (
        sa.UniqueConstraint("application_id", "entry_id"),
        sa.CheckConstraint("amount > 0", name="positive"),
    )

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(sa.ForeignKey("entry.id"), index=True)
    category: Mapped[str]
    amount: Mapped[int]


class AccountHeading(Record, Base):
    """Where an account of the cash book (科目) goes in a programme, in every version of it (費目の対応)."""

    __tablename__ = "account_heading"
    __table_args__ = (sa.UniqueConstraint("programme_id", "account_id"),)

    programme_id: Mapped[str]
    account_id: Mapped[UUID]
    """No foreign key: the ledger removes an account that no money stands under, whatever is set of it here."""
    heading: Mapped[str]
    """The heading's id in the programme; empty: not covered (対象外)."""
    words: Mapped[str] = mapped_column(default="")
    """What the heading was called when it was set, for a version that does not have it any more."""


class CostAnswer(Record, Base):
    """What somebody said of two lines of two applications: other costs (別の費用), or one cost that they share."""

    __tablename__ = "cost_answer"
    __table_args__ = (
        sa.UniqueConstraint("application_id", "row_key", "other_id", "other_row"),
        sa.CheckConstraint("whole > 0", name="some_cost"),
    )

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    row_key: Mapped[str]
    other_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    other_row: Mapped[str]
    whole: Mapped[int | None]
    """Yen of the whole cost, where it is shared; None: they are other costs."""
    reason: Mapped[str] = mapped_column(default="")
    """Why they are other costs."""


class Asset(Record, Base):
    """A thing bought with a grant (備品, 取得財産): it may not be disposed of freely before a day (処分制限期間)."""

    __tablename__ = "asset"
    __table_args__ = (
        sa.CheckConstraint("price > 0", name="positive"),
        sa.CheckConstraint("share >= 0 AND share <= price", name="share_within_price"),
    )

    number: Mapped[str] = mapped_column(unique=True)
    """As it stands on its label (備品番号); never given twice."""
    name: Mapped[str]
    bought: Mapped[date]
    price: Mapped[int]
    share: Mapped[int]
    """Yen of the price that the grant paid."""
    application_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("application.id"), index=True)
    entry_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("entry.id"), index=True)
    programme: Mapped[str] = mapped_column(default="")
    """The grant by name, also of one that was never applied for in this desk."""
    place: Mapped[str] = mapped_column(default="")
    keeper: Mapped[str] = mapped_column(default="")
    life: Mapped[int | None]
    """Life in years (耐用年数) as the funder says."""
    limit: Mapped[date | None]
    """The last day on which a disposal needs the funder's approval; None: not asked yet."""
    checked: Mapped[date | None]
    check_note: Mapped[str] = mapped_column(default="")
    check_next: Mapped[date | None]
    """By when somebody is to look whether it is there (現物確認)."""
    disposed: Mapped[date | None]
    disposal_reason: Mapped[str] = mapped_column(default="")
    approval: Mapped[str] = mapped_column(default="")
    """Number of the funder's approval (処分承認)."""
    approved: Mapped[date | None]
    """The day of the approval."""
    disposal_kind: Mapped[str] = mapped_column(default="", server_default="")
    disposal_planned: Mapped[date | None]
    proceeds: Mapped[int | None]
    """Yen that the disposal brings in."""
    pay_back: Mapped[int | None]
    """Yen of the grant to be paid back, as the office says."""
