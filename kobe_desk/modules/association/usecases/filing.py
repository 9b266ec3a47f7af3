"""Documents kept in the desk, to be attached to applications."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import (
    Document,
    DocumentContent,
)
from kobe_desk.modules.association.usecases.rows import plain

LARGEST_DOCUMENT = 5 * 1024 * 1024  # bytes; what a funder's mailbox still takes


class DocumentTooLarge(UserError):
    text = N_("This file is larger than 5 MB, so it was not kept. Please scan it smaller.")


class DocumentNotPdf(UserError):
    text = N_("Only PDF files can be attached to an application. Please save it as a PDF and choose it again.")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A kept document, without its bytes."""

    id: UUID
    kind: str
    title: str
    dated: date | None
    file_name: str
    sha256: str
    size: int


@query(needs="association.read")
def documents(session: Session) -> tuple[DocumentRow, ...]:
    """The kept documents, newest first."""
    found = session.scalars(sa.select(Document).order_by(Document.kind, Document.dated.desc()))
    return tuple(plain(DocumentRow, each) for each in found)


@query(needs="association.read")
def document_bytes(session: Session, key: UUID) -> bytes:
    """The file itself."""
    document = session.get_one(Document, key)
    return session.get_one(DocumentContent, document.content).data


@usecase(label=N_("Keep a document"), needs="association.edit")
def keep_document(session: Session, kind: str, title: str, file_name: str, data: bytes, dated: date | None) -> UUID:
    """Keep a PDF in the desk, encrypted like everything else. Raises DocumentTooLarge, DocumentNotPdf."""
    if len(data) > LARGEST_DOCUMENT:
        raise DocumentTooLarge("file")
    if not data.startswith(b"%PDF-"):
        raise DocumentNotPdf("file")
    content = new_id()
    session.connection().execute(sa.insert(DocumentContent), {"id": content, "data": data})
    document = Document(
        kind=kind,
        title=title,
        dated=dated or clock.today(),
        file_name=PurePath(file_name).name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        content=content,
    )
    session.add(document)
    session.flush()
    return document.id


@usecase(label=N_("Remove a document"), needs="association.edit")
def remove_document(session: Session, key: UUID) -> None:
    """Take a document out of the list; undo brings it back."""
    session.delete(session.get_one(Document, key))
