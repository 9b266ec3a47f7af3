"""班長: who leads a 班 from when to when, and the order in which the households take their turn (輪番)."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class AreaLeader(Record, Base):
    """A person who leads a 班 (班長の任期) from `start` up to, but not including, `until`."""

    __tablename__ = "area_leader"
    __table_args__ = (sa.CheckConstraint('"start" < "until"', name="starts_first"),)

    area_id: Mapped[UUID] = mapped_column(sa.ForeignKey("area.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info={"on_merge": "move", "on_anonymise": "keep"}
    )
    household_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("household.id"))
    """The household whose turn it was, whatever becomes of the person."""
    start: Mapped[date]
    until: Mapped[date]

    @classmethod
    def leads(cls, day: date) -> sa.ColumnElement[bool]:
        """The one rule of who leads on a day."""
        return sa.and_(cls.start <= day, cls.until > day)


class RotaPlace(Record, Base):
    """The place of a household in the turn of its 班 (輪番の順); without one it comes last."""

    __tablename__ = "rota_place"

    household_id: Mapped[UUID] = mapped_column(sa.ForeignKey("household.id"), unique=True)
    position: Mapped[int]
    exempt: Mapped[str] = mapped_column(default="")
    """Why it takes no turn (免除の理由); empty: it takes its turn."""
    skip_year: Mapped[int | None]
    """The fiscal year for which it is passed over (見送り)."""


class RotaRule(Record, Base):
    """From which age on a 班 asks nobody (年齢による免除): a household of people all so old takes no turn."""

    __tablename__ = "rota_rule"
    __table_args__ = (sa.CheckConstraint("age > 0", name="an_age"),)

    area_id: Mapped[UUID] = mapped_column(sa.ForeignKey("area.id"), unique=True)
    age: Mapped[int]
