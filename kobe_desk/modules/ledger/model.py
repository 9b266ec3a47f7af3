"""The cash book (出納帳) and receipts (領収書): money is integer yen; a mistake is corrected by a reversing entry."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class AccountKind(StrEnum):
    """Which side of the books an account stands on (収入の部・支出の部)."""

    INCOME = "income"
    EXPENSE = "expense"


class Account(Record, Base):
    """An account of the budget (科目)."""

    __tablename__ = "account"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    position: Mapped[int]


class Entry(Record, Base):
    """One line of the cash book (出納): never edited, only reversed (赤伝)."""

    __tablename__ = "entry"
    __table_args__ = (sa.CheckConstraint("amount <> 0", name="not_zero"),)

    number: Mapped[int]
    """Voucher number in its fiscal year (証拠書類番号)."""
    fiscal_year: Mapped[int] = mapped_column(index=True)
    day: Mapped[date]
    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    amount: Mapped[int]
    """Yen; positive as it stands in its account, negative in a reversing entry."""
    text: Mapped[str]
    partner: Mapped[str] = mapped_column(default="")
    reverses: Mapped[UUID | None] = mapped_column(sa.ForeignKey("entry.id"), unique=True)


class Receipt(Record, Base):
    """A receipt given for money (領収書): a number is never given twice, and a cancelled one keeps its page (取消)."""

    __tablename__ = "receipt"
    __table_args__ = (sa.UniqueConstraint("fiscal_year", "number"), sa.CheckConstraint("amount > 0", name="positive"))

    fiscal_year: Mapped[int]
    number: Mapped[int]
    day: Mapped[date]
    payer: Mapped[str]
    amount: Mapped[int]
    purpose: Mapped[str]
    entry_id: Mapped[UUID] = mapped_column(sa.ForeignKey("entry.id"))
    cancelled: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
