"""漏えい: what was lost or seen by others, what was done about it, and who was told when (個人情報保護法26条)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class Leak(Record, Base):
    """A roster, a stick or a mail that went where it should not (漏えい・紛失の記録), without a name."""

    __tablename__ = "leak"
    __table_args__ = (sa.CheckConstraint("people >= 0", name="not_negative"),)

    found: Mapped[date]
    """When it became known: the days for reporting count from here."""
    what: Mapped[str]
    people: Mapped[int]
    sensitive: Mapped[bool]
    """要配慮個人情報 was among it."""
    harm: Mapped[bool]
    """Money may be lost by it (財産的被害のおそれ)."""
    malice: Mapped[bool]
    """It was done on purpose (不正の目的)."""
    encrypted: Mapped[bool]
    """All of it was strongly encrypted: then nothing need be reported (施行規則7条)."""
    cause: Mapped[str] = mapped_column(default="")
    measures: Mapped[str] = mapped_column(default="")
    first_report: Mapped[date | None]
    """速報 to the 個人情報保護委員会."""
    full_report: Mapped[date | None]
    """確報."""
    people_told: Mapped[date | None]
