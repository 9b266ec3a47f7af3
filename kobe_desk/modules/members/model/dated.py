"""What was true before a change: dated facts of people and households, and memberships that ended before the last.

The row of a person or household holds the last state that is known, be it still to come; what held before stands
here, each state from `since` (None: from the beginning) up to, but not including, `until`. Nothing stored depends on
today, and a person whose facts never changed needs no row.
"""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record
from kobe_desk.modules.members.model.roster import Batched

PERSON_FACTS = ("name", "kana", "household_id", "head", "relation")
"""What is dated of a person."""
HOUSEHOLD_FACTS = ("area_id", "house_number", "postal_code", "address", "building")
"""And of a household."""


class PersonBefore(Record, Batched, Base):
    """The name and household of a person until a change (変更前の氏名・世帯)."""

    __tablename__ = "person_before"
    __table_args__ = (sa.CheckConstraint('"since" IS NULL OR "since" < "until"', name="starts_first"),)

    person_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info={"on_merge": "drop", "on_anonymise": "wipe"}
    )
    since: Mapped[date | None]
    until: Mapped[date] = mapped_column(index=True)
    name: Mapped[str]
    kana: Mapped[str]
    household_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("household.id"), index=True)
    head: Mapped[bool]
    relation: Mapped[str]


class HouseholdBefore(Record, Batched, Base):
    """The address and 班 of a household until a change (変更前の住所・班)."""

    __tablename__ = "household_before"
    __table_args__ = (sa.CheckConstraint('"since" IS NULL OR "since" < "until"', name="starts_first"),)

    household_id: Mapped[UUID] = mapped_column(sa.ForeignKey("household.id"), index=True)
    since: Mapped[date | None]
    until: Mapped[date] = mapped_column(index=True)
    area_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("area.id"))
    house_number: Mapped[str]
    postal_code: Mapped[str]
    address: Mapped[str]
    building: Mapped[str]
