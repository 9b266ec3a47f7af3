"""What the bank says (銀行の入出金明細): its file's layout, each file taken in, and each of its lines."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class BankLayout(Record, Base):
    """How the columns of a bank's file are read, as somebody set it once (列の読みかた)."""

    __tablename__ = "bank_layout"

    headings: Mapped[list[Any]]
    fields: Mapped[list[Any]]
    purse_id: Mapped[UUID] = mapped_column(sa.ForeignKey("purse.id"))


class BankTaking(Record, Base):
    """One file of a bank taken in (明細の取り込み); taken back as a whole."""

    __tablename__ = "bank_taking"

    day: Mapped[date]
    file_name: Mapped[str]
    purse_id: Mapped[UUID] = mapped_column(sa.ForeignKey("purse.id"))
    taken_back: Mapped[date | None]


class BankLine(Record, Base):
    """A line of a bank's file and what it is in the book; the same line of a later file is known by its mark."""

    __tablename__ = "bank_line"

    taking_id: Mapped[UUID] = mapped_column(sa.ForeignKey("bank_taking.id"), index=True)
    purse_id: Mapped[UUID] = mapped_column(sa.ForeignKey("purse.id"))
    mark: Mapped[str] = mapped_column(index=True)
    """A digest over purse, day, amounts, words, balance, and how often the same stood before it."""
    day: Mapped[date]
    amount: Mapped[int]
    """Yen; positive as it came in, negative as it went out."""
    text: Mapped[str]
    made: Mapped[bool] = mapped_column(default=False)
    """Whether its entry was written because of it; else it was there before."""
    entry_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("entry.id"))
    transfer_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("transfer.id"))
