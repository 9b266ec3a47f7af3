"""Papers of the association kept in the desk (規約, 予算書 …), and the bytes of whatever is kept."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kobe_desk.core.database import Base, Record


class Document(Record, Base):
    """A paper of the association kept in the desk (規約, 予算書 …), to be attached to applications."""

    __tablename__ = "document"

    kind: Mapped[str]
    """bylaws, accounts, budget, plan, passbook, other."""
    title: Mapped[str]
    dated: Mapped[date | None]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    content: Mapped[UUID] = mapped_column(sa.ForeignKey("document_content.id"))


class DocumentContent(Base):
    """The bytes of a document: written once, never changed, so undo need not carry them."""

    __tablename__ = "document_content"
    __table_args__ = ({"info": {"recorded": False}},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    data: Mapped[bytes]
