"""The fiscal year around the book: budget (予算), closed months (月の締め), settlement (決算), files."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class BudgetLine(Record, Base):
    """What an account is meant to come to in a fiscal year (予算)."""

    __tablename__ = "budget_line"
    __table_args__ = (
        sa.UniqueConstraint("fiscal_year", "account_id"),
        sa.CheckConstraint("amount >= 0", name="not_negative"),
    )

    fiscal_year: Mapped[int]
    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("account.id"))
    amount: Mapped[int]
    note: Mapped[str] = mapped_column(default="")


class BookClosing(Record, Base):
    """All days up to the end of a month are closed (月の締め): the money was counted, and they take no more."""

    __tablename__ = "book_closing"

    month: Mapped[date] = mapped_column(index=True)
    """The first day of the last month that it closes."""
    day: Mapped[date]
    person: Mapped[str]
    reopened: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why it was opened again."""


class CashCount(Record, Base):
    """What lay in a purse when a month was closed, against the book; a difference is explained (現金実査)."""

    __tablename__ = "cash_count"
    __table_args__ = (sa.UniqueConstraint("closing_id", "purse_id"),)

    closing_id: Mapped[UUID] = mapped_column(sa.ForeignKey("book_closing.id"))
    purse_id: Mapped[UUID] = mapped_column(sa.ForeignKey("purse.id"))
    book: Mapped[int]
    counted: Mapped[int]
    why: Mapped[str] = mapped_column(default="")


class YearEnd(Record, Base):
    """The settlement of a fiscal year (決算): who answers for it, what else is owned, when it was carried over."""

    __tablename__ = "year_end"

    fiscal_year: Mapped[int] = mapped_column(unique=True)
    chair: Mapped[str] = mapped_column(default="")
    treasurer: Mapped[str] = mapped_column(default="")
    auditors: Mapped[list[Any]]
    """Names, in their order (監事)."""
    audited: Mapped[date | None]
    assets: Mapped[list[Any]]
    """Of each thing owned or owed besides money: kind (asset, debt), name, note, amount in yen (財産目録)."""
    closed: Mapped[date | None]


class AuditPaper(Record, Base):
    """監査報告書 as the auditors sign it in the PDF; other figures make it void (無効) and a new edition is made."""

    __tablename__ = "audit_paper"
    __table_args__ = (sa.UniqueConstraint("fiscal_year", "edition"),)

    fiscal_year: Mapped[int]
    edition: Mapped[int]
    day: Mapped[date]
    """The day it was made."""
    auditors: Mapped[list[Any]]
    """Names, in the order of their places."""
    signed_by: Mapped[list[Any]]
    places: Mapped[list[Any]]
    """The names of the signature fields, in the same order."""
    figures: Mapped[str]
    """SHA-256 of the figures it was made of."""
    void: Mapped[bool] = mapped_column(default=False)
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("document_content.id"))
    first_sha256: Mapped[str]
    """SHA-256 of the paper before the first signature: what is signed must begin with it."""


class BookExport(Record, Base):
    """A file of the book that left the desk (書き出し): who was given it, and what for."""

    __tablename__ = "book_export"
    __table_args__ = (sa.UniqueConstraint("fiscal_year", "number"),)

    fiscal_year: Mapped[int]
    number: Mapped[int]
    day: Mapped[date]
    kind: Mapped[str]
    what: Mapped[str]
    recipient: Mapped[str]
    purpose: Mapped[str]
    lines: Mapped[int]
