"""What an import remembers for the next one."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class ImportMapping(Record, Base):
    """How the columns of one kind of file were read last time (取り込みの対応), found again by its headings."""

    __tablename__ = "import_mapping"

    headings: Mapped[str] = mapped_column(unique=True)
    fields: Mapped[list[Any]]
    words: Mapped[list[Any] | None]
    """Words for sex and relation that were read otherwise than usual."""
    era: Mapped[str] = mapped_column(default="", server_default="")
    """The era that dates without one were in."""
