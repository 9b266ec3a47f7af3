"""What is being typed: one overwritten row a page and record, so that nothing typed is lost."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.database import UNRECORDED, Base, UtcTime


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in a form: the page, the record it edits ("" for a new one), the text (JSON), the cursor."""

    page: str
    record: str
    text: str
    cursor: int = 0


DRAFT = sa.Table(
    "draft",
    Base.metadata,
    sa.Column("page", sa.String, primary_key=True),
    sa.Column("record", sa.String, primary_key=True),
    sa.Column("text", sa.String, nullable=False),
    sa.Column("cursor", sa.Integer, nullable=False),
    sa.Column("saved", UtcTime(), nullable=False),
    **UNRECORDED,
)
"""The drafts (書きかけ)."""


def keep(session: Session, draft: Draft) -> None:
    statement = sa.text(
        "INSERT OR REPLACE INTO draft (page, record, text, cursor, saved) "
        "VALUES (:page, :record, :text, :cursor, :saved)"
    ).bindparams(sa.bindparam("saved", type_=UtcTime()))
    values = {"page": draft.page, "record": draft.record, "text": draft.text, "cursor": draft.cursor}
    session.connection().execute(statement, {**values, "saved": clock.now()})


def find(session: Session, page: str, record: str) -> Draft | None:
    found = session.execute(sa.select(DRAFT).where(*_is(page, record))).first()
    return Draft(found.page, found.record, found.text, found.cursor) if found else None


def drop(session: Session, page: str, record: str) -> None:
    """Forget a draft: its form was committed (in the same transaction) or thrown away."""
    session.connection().execute(sa.delete(DRAFT).where(*_is(page, record)))


def _is(page: str, record: str) -> tuple[sa.ColumnElement[bool], ...]:
    return DRAFT.c.page == page, DRAFT.c.record == record
