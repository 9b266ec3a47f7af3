"""The cash book (出納帳), receipts given (領収書) and kept (証拠書類): in whole yen; mistakes are taken back."""

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


class AccountRole(StrEnum):
    """What the program itself writes under an account, whatever the association calls it."""

    CARRIED = "carried"
    """What the year before left (前年度繰越金)."""


class PurseKind(StrEnum):
    """Where money lies (現金・預金)."""

    CASH = "cash"
    BANK = "bank"


class Account(Record, Base):
    """An account of the budget (科目)."""

    __tablename__ = "account"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    position: Mapped[int]
    role: Mapped[str | None]
    retired: Mapped[date | None]
    """Since when it is no longer offered; what stands under it stays."""


class Purse(Record, Base):
    """Where money lies: the cash box or an account at a bank (現金・預金)."""

    __tablename__ = "purse"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    position: Mapped[int]
    retired: Mapped[date | None]


class Entry(Record, Base):
    """One line of the cash book (出納): never edited, only reversed (赤伝)."""

    __tablename__ = "entry"
    __table_args__ = (sa.CheckConstraint("amount <> 0", name="not_zero"),)

    number: Mapped[int]
    """Voucher number in its fiscal year (証拠書類番号); transfers are numbered in the same series."""
    fiscal_year: Mapped[int] = mapped_column(index=True)
    day: Mapped[date]
    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    purse_id: Mapped[UUID] = mapped_column(sa.ForeignKey("purse.id"))
    amount: Mapped[int]
    """Yen; positive as it stands in its account, negative in a reversing entry."""
    text: Mapped[str]
    partner: Mapped[str] = mapped_column(default="")
    reverses: Mapped[UUID | None] = mapped_column(sa.ForeignKey("entry.id"), unique=True)


class Transfer(Record, Base):
    """Money moved between cash box and bank (振替): no income and no expense; never edited, only reversed."""

    __tablename__ = "transfer"
    __table_args__ = (
        sa.CheckConstraint("amount <> 0", name="not_zero"),
        sa.CheckConstraint("source_id <> target_id", name="two_purses"),
    )

    number: Mapped[int]
    fiscal_year: Mapped[int] = mapped_column(index=True)
    day: Mapped[date]
    source_id: Mapped[UUID] = mapped_column(sa.ForeignKey("purse.id"))
    target_id: Mapped[UUID] = mapped_column(sa.ForeignKey("purse.id"))
    amount: Mapped[int]
    """Yen; negative in a reversing transfer."""
    text: Mapped[str] = mapped_column(default="")
    reverses: Mapped[UUID | None] = mapped_column(sa.ForeignKey("transfer.id"), unique=True)


class Voucher(Record, Base):
    """The receipt behind an entry (証拠書類): where it is filed, and its scan if there is one."""

    __tablename__ = "voucher"

    entry_id: Mapped[UUID] = mapped_column(sa.ForeignKey("entry.id"), index=True)
    number: Mapped[str] = mapped_column(default="")
    """The number written on the paper (領収書番号)."""
    page: Mapped[str] = mapped_column(default="")
    """Its page in the file of receipts (つづりのページ)."""
    file_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    content: Mapped[UUID | None] = mapped_column(sa.ForeignKey("document_content.id"))
    """A PDF; a photograph was made into one."""


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
