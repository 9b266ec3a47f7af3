"""Who held which office when (役職の任期)."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record
from kobe_desk.modules.members.model.roster import Batched


class OfficeTerm(Record, Batched, Base):
    """A person in an office (役職の任期) from `start` up to, but not including, `until`; None: still running."""

    __tablename__ = "office_term"
    __table_args__ = (sa.CheckConstraint('"until" IS NULL OR "start" < "until"', name="starts_first"),)

    person_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info={"on_merge": "move", "on_anonymise": "keep"}
    )
    office_id: Mapped[UUID] = mapped_column(sa.ForeignKey("office.id"), index=True)
    area_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("area.id"), sort_order=95)
    """The 班 that a 班長 leads; None: the one they live in."""
    start: Mapped[date]
    until: Mapped[date | None]

    @classmethod
    def holds(cls, day: date) -> sa.ColumnElement[bool]:
        """The one rule of who is in office on a day."""
        return sa.and_(cls.start <= day, sa.or_(cls.until.is_(None), cls.until > day))
