"""Packets for signing that were sent to another computer."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kobe_desk.core.database import Base, Record, UtcTime
from kobe_desk.modules.subsidies.model.applications import Application
from kobe_desk.modules.subsidies.model.helping import PacketState


class SignPacket(Record, Base):
    """Papers sent away to be signed (署名の包み): which, to whom, until when. The six words are kept nowhere; `secret`
    opens the file here, in a desk that holds the same papers."""

    __tablename__ = "sign_packet"

    application_id: Mapped[UUID] = mapped_column(sa.ForeignKey("application.id"), index=True)
    """The application, or the first of several that are signed together."""
    stage: Mapped[str] = mapped_column(default="")
    """Empty for the application; else the later stage and which time it is."""
    papers: Mapped[list[Any]]
    """Each paper's key and its SHA-256 as it was sent."""
    asked: Mapped[list[Any]]
    """Who is asked, in turn: role, office, name, order."""
    secret: Mapped[bytes]
    file_name: Mapped[str]
    made: Mapped[datetime] = mapped_column(UtcTime())
    until: Mapped[date]
    state: Mapped[str] = mapped_column(default=PacketState.OUT)
    closed: Mapped[datetime | None] = mapped_column(UtcTime())
    application: Mapped[Application] = relationship(back_populates="sent")
