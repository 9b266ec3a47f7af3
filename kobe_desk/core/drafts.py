"""What is being typed: one overwritten row a page and record, so that nothing typed is lost."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from kobe_desk.core import clock
from kobe_desk.core.database import UNRECORDED, Base, UtcTime


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in a form: the page, the record it edits ("" for a new one), the text (JSON), the cursor."""

    page: str
    record: str
    text: str
    cursor: int = 0


class StoredDraft(Base):
    """A draft (書きかけ)."""

    __tablename__ = "draft"
    __table_args__ = UNRECORDED

    page: Mapped[str] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    cursor: Mapped[int]
    saved: Mapped[datetime] = mapped_column(UtcTime())


def keep(session: Session, draft: Draft) -> None:
    statement = sa.text(
        "INSERT OR REPLACE INTO draft (page, record, text, cursor, saved) "
        "VALUES (:page, :record, :text, :cursor, :saved)"
    ).bindparams(sa.bindparam("saved", type_=UtcTime()))
    values = {"page": draft.page, "record": draft.record, "text": draft.text, "cursor": draft.cursor}
    session.connection().execute(statement, {**values, "saved": clock.now()})


def find(session: Session, page: str, record: str) -> Draft | None:
    found = session.get(StoredDraft, (page, record))
    return Draft(found.page, found.record, found.text, found.cursor) if found else None


def drop(session: Session, page: str, record: str) -> None:
    """Forget a draft: its form was committed (in the same transaction) or thrown away."""
    session.connection().execute(sa.delete(StoredDraft).where(StoredDraft.page == page, StoredDraft.record == record))
