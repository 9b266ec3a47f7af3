"""行事: what an association does together (祭り, 防災訓練, 清掃), in one record that others may point to."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import CONTENTS, Base, Record, WallTime


class Event(Record, Base):
    """A day of the association (行事), from `start` up to, but not including, `end`, as the clock on the wall says."""

    __tablename__ = "event"
    __table_args__ = (
        sa.CheckConstraint('"start" < "end"', name="starts_first"),
        sa.CheckConstraint("insured IS NULL OR insured >= 0", name="not_negative"),
    )

    title: Mapped[str]
    kind: Mapped[str]
    """`festival`, `drill`, `cleaning`, `outing` or `other`."""
    start: Mapped[datetime] = mapped_column(WallTime(), index=True)
    end: Mapped[datetime] = mapped_column(WallTime())
    place: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    insurance: Mapped[str] = mapped_column(default="")
    """Which insurance, its number, whom to call (行事保険)."""
    insured: Mapped[int | None]
    """For how many people it was taken out."""
    report: Mapped[str] = mapped_column(default="")
    """How it went (実施の記録)."""
    cancelled: Mapped[str] = mapped_column(default="")
    """Why it was not held (中止の理由); empty: it is or was held."""


class EventStaff(Record, Base):
    """Somebody who does something at an event (係)."""

    __tablename__ = "event_staff"
    __table_args__ = (sa.UniqueConstraint("event_id", "person_id"),)

    event_id: Mapped[UUID] = mapped_column(sa.ForeignKey("event.id"))
    person_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info={"on_merge": "move", "on_anonymise": "keep"}
    )
    task: Mapped[str] = mapped_column(default="")


class EventCount(Record, Base):
    """How many came of an age (年齢別の参加者数); `staff` among the bands are not counted here."""

    __tablename__ = "event_count"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "band"),
        sa.CheckConstraint("people >= 0", name="not_negative"),
    )

    event_id: Mapped[UUID] = mapped_column(sa.ForeignKey("event.id"))
    band: Mapped[str]
    people: Mapped[int]


class EventPhoto(Record, Base):
    """A photo of an event (行事の写真); its picture is written once and stands apart, so that the audit stays small."""

    __tablename__ = "event_photo"

    event_id: Mapped[UUID] = mapped_column(sa.ForeignKey("event.id"), index=True)
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("event_picture.id"))
    small: Mapped[UUID] = mapped_column(sa.ForeignKey("event_picture.id"))
    """The same picture, small enough to be shown among others."""
    size: Mapped[int]
    """Bytes of both."""
    position: Mapped[int]
    caption: Mapped[str] = mapped_column(default="")
    taken: Mapped[date | None]
    consent: Mapped[str] = mapped_column(default="")
    """Whether it may be shown (掲載の同意): `agreed`, `nobody` (no face can be made out), `inside` (it stays in the
    association), or empty: nobody was asked yet."""
    consent_note: Mapped[str] = mapped_column(default="")
    """Whom one asked, and when."""


class EventPicture(Base):
    """JPEG of a photo: written once, no part of undo, and erased at closing once no photo points to it."""

    __tablename__ = "event_picture"
    __table_args__ = CONTENTS

    id: Mapped[UUID] = mapped_column(primary_key=True)
    data: Mapped[bytes]
