"""Packets for helpers, and their hours."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kobe_desk.core.database import Base, Record, UtcTime
from kobe_desk.modules.subsidies.model.applications import Application


class PacketState(StrEnum):
    """What became of a packet (お手伝いの包み)."""

    OUT = "out"  # 渡してある
    MERGED = "merged"  # 取り込んだ
    WITHDRAWN = "withdrawn"  # 取りやめた


class HelpPacket(Record, Base):
    """A packet that was handed out to a helper: which questions, until when, and what was there. Its six words are kept
    nowhere; `secret` opens the file here, in a desk that holds all of its content anyway."""

    __tablename__ = "help_packet"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    helper: Mapped[str]
    """The helper's name as it was typed: nobody of the roster is meant by it."""
    questions: Mapped[list[Any]]
    places: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Of several applications: the application and the question that each name in the packet means."""
    context: Mapped[list[Any]]
    """Labels of what was told besides."""
    base: Mapped[dict[str, Any]]
    """The answers as they were handed out."""
    secret: Mapped[bytes]
    file_name: Mapped[str]
    made: Mapped[datetime] = mapped_column(UtcTime())
    until: Mapped[date]
    state: Mapped[str] = mapped_column(default=PacketState.OUT)
    closed: Mapped[datetime | None] = mapped_column(UtcTime())
    outcome: Mapped[list[Any]] = mapped_column(default=list)
    """What came back, question by question, with the text that was not taken: neither is lost."""
    application: Mapped[Application] = relationship(back_populates="packets")


class HelpWork(Record, Base):
    """Hours of a helper, paid or not (有償ボランティア), for an application. A mistake is taken back, never erased."""

    __tablename__ = "help_work"
    __table_args__ = (
        sa.CheckConstraint("minutes > 0", name="some_time"),
        sa.CheckConstraint("amount >= 0", name="not_negative"),
    )

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    helper: Mapped[str]
    day: Mapped[date]
    minutes: Mapped[int]
    rate: Mapped[int | None]
    """Yen for an hour, where it was agreed so."""
    amount: Mapped[int]
    """The honorarium (謝礼) in yen; 0 for unpaid help."""
    purpose: Mapped[str]
    entry_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("entry.id"), index=True)
    """Its line in the cash book."""
    cancelled: Mapped[bool] = mapped_column(default=False)
