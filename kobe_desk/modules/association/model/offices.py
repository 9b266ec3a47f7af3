"""The offices of the association (役職)."""

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class OfficeKind(StrEnum):
    """What an office does, whatever the association calls it (役職の種類)."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    AUDITOR = "auditor"
    BLOCK_LEADER = "block_leader"
    OTHER = "other"


class Office(Record, Base):
    """An office of the association (役職); who holds it stands with the people."""

    __tablename__ = "office"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default=OfficeKind.OTHER)
    single: Mapped[bool] = mapped_column(default=False)
    """Whether one person holds it at a time."""
    position: Mapped[int]
