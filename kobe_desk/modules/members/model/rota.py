"""The order in which the households of a 班 take their turn to lead it (班長の輪番)."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


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
