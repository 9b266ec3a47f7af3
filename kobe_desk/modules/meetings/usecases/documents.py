"""Papers that belong to a meeting (資料), bound into the 議案書."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import DocumentContent
from kobe_desk.modules.association.usecases import DocumentNotPdf, DocumentTooLarge, document_bytes, documents
from kobe_desk.modules.meetings.model import MeetingDocument
from kobe_desk.modules.meetings.usecases.planning import open_meeting

LARGEST = 20 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """A paper of a meeting, without its bytes; `item_id` is the point it belongs to."""

    id: UUID
    item_id: UUID | None
    title: str
    file_name: str
    size: int


@query(needs="meetings.read")
def meeting_papers(session: Session, key: UUID) -> tuple[MeetingPaper, ...]:
    """The papers of a meeting in their order."""
    statement = sa.select(MeetingDocument).where(MeetingDocument.meeting_id == key).order_by(MeetingDocument.position)
    return tuple(
        MeetingPaper(each.id, each.item_id, each.title, each.file_name, each.size)
        for each in session.scalars(statement)
    )


@query(needs="meetings.read")
def paper_bytes(session: Session, key: UUID) -> tuple[tuple[str, bytes], ...]:
    """Title and bytes of every paper of a meeting in order: what the 議案書 is bound from."""
    statement = (
        sa.select(MeetingDocument.title, DocumentContent.data)
        .join(DocumentContent, DocumentContent.id == MeetingDocument.content)
        .where(MeetingDocument.meeting_id == key)
        .order_by(MeetingDocument.position)
    )
    return tuple((title, data) for title, data in session.execute(statement))


@usecase(label=N_("Add a paper to a meeting"), needs="meetings.edit")
def add_paper(session: Session, key: UUID, title: str, file_name: str, data: bytes, item: UUID | None = None) -> UUID:
    """Keep a PDF with a meeting. Raises AdoptedAlready, DocumentTooLarge, DocumentNotPdf."""
    open_meeting(session, key)
    if len(data) > LARGEST:
        raise DocumentTooLarge("file")
    if not data.startswith(b"%PDF-"):
        raise DocumentNotPdf("file")
    content = new_id()
    session.connection().execute(sa.insert(DocumentContent), {"id": content, "data": data})
    last = session.scalar(sa.select(sa.func.max(MeetingDocument.position)).where(MeetingDocument.meeting_id == key))
    paper = MeetingDocument(
        meeting_id=key,
        item_id=item,
        position=(last or 0) + 1,
        title=title.strip() or PurePath(file_name).stem,
        file_name=PurePath(file_name).name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        content=content,
    )
    session.add(paper)
    session.flush()
    return paper.id


@query(needs="meetings.read")
def kept_papers(session: Session) -> tuple[tuple[UUID, str], ...]:
    """The association's kept documents (決算, 予算 …) by title, the latest first: what can be added to a meeting."""
    found = sorted(documents(session), key=lambda row: row.dated or date.min, reverse=True)
    return tuple((row.id, row.title) for row in found)


@usecase(label=N_("Add a kept document to a meeting"), needs="meetings.edit")
def add_kept_paper(session: Session, key: UUID, document: UUID) -> UUID:
    """Bind a copy of a kept document into the 議案書. Raises AdoptedAlready."""
    row = next(each for each in documents(session) if each.id == document)
    return add_paper(session, key, row.title, row.file_name, document_bytes(session, document))


@usecase(label=N_("Remove a paper from a meeting"), needs="meetings.edit")
def remove_paper(session: Session, key: UUID) -> None:
    """Take a paper out of a meeting; undo brings it back."""
    paper = session.get_one(MeetingDocument, key)
    open_meeting(session, paper.meeting_id)
    session.delete(paper)
    session.flush()
