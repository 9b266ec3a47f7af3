"""What people agreed to (同意), who was given which roster (第三者提供の記録), and which entries are two people."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record
from kobe_desk.core.sweeping import PICTURE


class Consent(Record, Base):
    """A yes or no of a person to one field for one purpose (項目・目的ごとの同意), from `since` until another."""

    __tablename__ = "consent"
    __table_args__ = (sa.CheckConstraint('"until" IS NULL OR "since" < "until"', name="starts_first"),)

    person_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info={"on_merge": "move", "on_anonymise": "wipe"}
    )
    purpose: Mapped[str]
    field: Mapped[str]
    given: Mapped[bool]
    since: Mapped[date]
    until: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")
    """How it was said: 同意書 No. 12, orally to whom."""

    @classmethod
    def holds(cls, day: date) -> sa.ColumnElement[bool]:
        """Whether this is the answer on a day."""
        return sa.and_(cls.since <= day, sa.or_(cls.until.is_(None), cls.until > day))


class Provision(Record, Base):
    """A roster that left the desk (名簿の提供記録): to whom, what for, what was in it, and what became of it.

    Kept for three years at least (個人情報保護法29条; 施行規則21条).
    """

    __tablename__ = "provision"
    __table_args__ = (sa.UniqueConstraint("fiscal_year", "number"),)

    fiscal_year: Mapped[int]
    number: Mapped[int]
    """The copy's own number (配布番号)."""
    day: Mapped[date]
    kind: Mapped[str]
    recipient: Mapped[str]
    purpose: Mapped[str]
    as_of: Mapped[date]
    chosen: Mapped[str]
    """The filter, as the paper says it."""
    fields: Mapped[list[Any]]
    households: Mapped[int]
    people: Mapped[int]
    persons: Mapped[list[Any]]
    """Whose entries were in it: the keys of persons."""
    return_by: Mapped[date | None]
    closed: Mapped[date | None]
    """When it came back or was destroyed."""
    outcome: Mapped[str] = mapped_column(default="")
    """What became of it: returned, shredded."""


class PersonPhoto(Record, Base):
    """The photo of a person (顔写真), small and written anew: nothing of the camera, the place or the time is in it."""

    __tablename__ = "person_photo"

    person_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("person.id"), unique=True, info={"on_merge": "move", "on_anonymise": "wipe", "own": True}
    )
    picture: Mapped[bytes] = mapped_column(info={PICTURE: True})
    """JPEG; one that was taken out or exchanged is erased from the audit when the desk is closed."""


class NotDuplicate(Record, Base):
    """Two entries that look alike and are two people: they are not proposed again (別人の確認)."""

    __tablename__ = "not_duplicate"
    __table_args__ = (sa.UniqueConstraint("one_id", "other_id"),)

    one_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), info={"on_merge": "drop", "on_anonymise": "keep"})
    other_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("person.id"), info={"on_merge": "drop", "on_anonymise": "keep"}
    )
