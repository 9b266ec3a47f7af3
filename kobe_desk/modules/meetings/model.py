"""Meetings (会議), what was put to the vote (議案) and the minutes that were adopted (議事録)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kobe_desk.core.database import Base, Record, WallTime


class MeetingState(StrEnum):
    """How far a meeting is (会議の状態)."""

    OPEN = "open"  # 予定・記録中
    ADOPTED = "adopted"  # 議事録確定


class Meeting(Record, Base):
    """A meeting of the association (総会・役員会), with who counted as present and the rules of its day."""

    __tablename__ = "meeting"

    body: Mapped[str]
    """general (総会) or board (役員会)."""
    title: Mapped[str]
    fiscal_year: Mapped[int] = mapped_column(index=True)
    starts: Mapped[datetime] = mapped_column(WallTime())
    ends: Mapped[datetime | None] = mapped_column(WallTime())
    place: Mapped[str] = mapped_column(default="")
    notice_sent: Mapped[date | None]
    chair: Mapped[str] = mapped_column(default="")
    """Who presided (議長)."""
    secretary: Mapped[str] = mapped_column(default="")
    """Who wrote the minutes (書記)."""
    signatories: Mapped[list[Any]] = mapped_column(default=list)
    """Names of those who sign the minutes besides the chair (議事録署名人)."""
    opening: Mapped[str] = mapped_column(default="")
    """What was said before the first motion (開会、議長選出、成立宣言のあらまし)."""
    total: Mapped[int] = mapped_column(default=0)
    in_person: Mapped[int] = mapped_column(default=0)
    in_writing: Mapped[int] = mapped_column(default=0)
    by_proxy: Mapped[int] = mapped_column(default=0)
    void_writing: Mapped[int] = mapped_column(default=0)
    void_proxy: Mapped[int] = mapped_column(default=0)
    rules: Mapped[dict[str, Any]]
    """The bylaws' rules on the day of the meeting: a later change of the bylaws does not reach back."""
    state: Mapped[str] = mapped_column(default=MeetingState.OPEN)
    motions: Mapped[list["Motion"]] = relationship(
        cascade="all, delete-orphan", order_by="Motion.position", back_populates="meeting"
    )


class Motion(Record, Base):
    """Something put to the vote (議案); its number is never used again, whatever becomes of it (議決番号)."""

    __tablename__ = "motion"
    __table_args__ = (sa.UniqueConstraint("number"),)

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    position: Mapped[int]
    number: Mapped[str]
    """Such as R8-総-03."""
    title: Mapped[str]
    proposal: Mapped[str] = mapped_column(default="")
    discussion: Mapped[str] = mapped_column(default="")
    rule: Mapped[str]
    yes: Mapped[int] = mapped_column(default=0)
    no: Mapped[int] = mapped_column(default=0)
    abstain: Mapped[int] = mapped_column(default=0)
    invalid: Mapped[int] = mapped_column(default=0)
    excluded: Mapped[int] = mapped_column(default=0)
    unanimous: Mapped[bool] = mapped_column(default=False)
    chair_says_yes: Mapped[bool | None]
    carried: Mapped[bool | None]
    """None until it was put to the vote."""
    meeting: Mapped[Meeting] = relationship(back_populates="motions")


class AdoptedMinutes(Record, Base):
    """One adopted text of the minutes (確定した議事録): never changed; a correction (訂正) is a further one."""

    __tablename__ = "adopted_minutes"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "edition"),)

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meeting.id"))
    edition: Mapped[int]
    adopted: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]]
    """The whole meeting as it was adopted."""
