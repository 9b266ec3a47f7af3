"""Papers that go with an application (そえる書類): kept ones taken over, others taken in."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.usecases import DocumentRow, document_bytes, documents
from kobe_desk.modules.subsidies.model import Application, Enclosure, PaperContent
from kobe_desk.modules.subsidies.rules.attached import at_line
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.usecases.occasions import require_at_hand
from kobe_desk.modules.subsidies.usecases.sources.house import DOCUMENTS

LARGEST = 5 * 1024 * 1024  # bytes; what a funder's mailbox still takes
EXTRACT = "extract"


class EnclosureTooLarge(UserError):
    text = N_("This file is larger than 5 MB, so it was not taken. Please scan it smaller.")


class EnclosureNotPdf(UserError):
    text = N_("Only PDF files can go with an application. Please save it as a PDF and choose it again.")


class EnclosureChanged(UserError):
    text = N_("This paper was exchanged in the meantime. What stands here now is the newest. Please look again.")


class LineGone(UserError):
    text = N_("This line is not there any more, so the paper was not put to it. Please look again.")


@dataclass(frozen=True, slots=True)
class EnclosureRow:
    """A paper that goes with the application, without its bytes."""

    id: UUID
    attachment: str
    title: str
    file_name: str
    sha256: str
    size: int
    row: UUID | None = None
    """The line of a table it belongs to."""

    @property
    def by_hand(self) -> bool:
        """Whether it is handed in on paper (紙でそえる), so that nothing of it is here."""
        return not self.size


def row_of(found: Enclosure) -> EnclosureRow:
    row = UUID(found.row_key) if found.row_key else None
    return EnclosureRow(found.id, found.attachment, found.title, found.file_name, found.sha256, found.size, row)


@query(needs="subsidies.read")
def enclosures(session: Session, key: UUID) -> tuple[EnclosureRow, ...]:
    """What goes with an application, in the order it was put there."""
    return tuple(row_of(each) for each in session.get_one(Application, key).enclosures_of())


@query(needs="subsidies.read")
def enclosure_bytes(session: Session, key: UUID) -> bytes:
    """The file itself."""
    return session.get_one(PaperContent, session.get_one(Enclosure, key).content).data


@usecase(label=N_("Enclose a paper"), needs="subsidies.edit")
def enclose(
    session: Session, key: UUID, attachment: str, title: str, file_name: str, data: bytes, row: UUID | None = None
) -> UUID:
    """Put a PDF to an application, or to one line of a table in it. Papers made before become void.

    Raises EnclosureTooLarge, EnclosureNotPdf, LineGone.
    """
    require_fit(data, attachment)
    found = session.get_one(Application, key)
    if row is not None and not has_line(found, row):
        raise LineGone(attachment)
    made = put(session, found, title, file_name, data, attachment=attachment, row_key=str(row) if row else "")
    found.make_papers_void()
    session.flush()
    return made.id


def require_fit(data: bytes, field: str | None = None) -> None:
    """A PDF that a funder's mailbox takes. Raises EnclosureTooLarge, EnclosureNotPdf."""
    if len(data) > LARGEST:
        raise EnclosureTooLarge(field)
    if not data.startswith(b"%PDF-"):
        raise EnclosureNotPdf(field)


def put(session: Session, found: Application, title: str, file_name: str, data: bytes, **place: Any) -> Enclosure:
    """A paper and its bytes, behind the others; `place` says what it goes with."""
    made = Enclosure(
        title=title,
        file_name=PurePath(file_name).name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        content=keep_bytes(session, data),
        **place,
    )
    found.enclosures.append(made)
    return made


def has_line(found: Application, row: UUID) -> bool:
    """Whether a line stands in one of the tables."""
    return any(str(row) in keys for keys in found.rows.values())


def keep_bytes(session: Session, data: bytes) -> UUID:
    """Keep the bytes of a paper: written once, never changed."""
    key = new_id()
    session.connection().execute(sa.insert(PaperContent), {"id": key, "data": data})
    return key


@usecase(label=N_("Enclose a kept document"), needs="subsidies.edit")
def enclose_document(session: Session, key: UUID, attachment: str, document: UUID, line: UUID | None = None) -> UUID:
    """Put a copy of a kept document (規約, 通帳の写し, 見積書) to an application or a line. Raises LineGone."""
    row = next(each for each in documents(session) if each.id == document)
    data = document_bytes(session, document)
    return enclose(session, key, attachment, row.title, row.file_name, data, line)


@usecase(label=N_("Turn a paper"), needs="subsidies.edit")
def keep_turned(session: Session, keys: tuple[UUID, ...], before_sha256: str, data: bytes) -> None:
    """Keep an enclosed paper as it was turned, wherever it was put to; papers made before become void.

    Raises EnclosureTooLarge, EnclosureChanged, StageIsDone.
    """
    for key in keys:
        found = session.get_one(Enclosure, key)
        if found.stage:
            require_at_hand(session, found.application_id, found.stage)
        if found.sha256 != before_sha256:
            raise EnclosureChanged(found.attachment)
        if len(data) > LARGEST:
            raise EnclosureTooLarge(found.attachment)
        found.content = keep_bytes(session, data)
        found.sha256, found.size = hashlib.sha256(data).hexdigest(), len(data)
        found.application.make_papers_void(found.stage)
    session.flush()


@usecase(label=N_("Take a paper out"), needs="subsidies.edit")
def take_out(session: Session, key: UUID) -> None:
    """Take an enclosed paper out again; papers made before become void."""
    found = session.get_one(Enclosure, key)
    found.application.make_papers_void(found.stage)
    session.delete(found)


def enclose_known(session: Session, found: Application, programme: Programme) -> None:
    """What the programme asks for and the association has kept, put there from the beginning."""
    kept = documents(session)
    for each in programme.attachments:
        row = reusable(each.reuse, kept)
        if row is not None:
            enclose_document(session, found.id, each.id, row.id)


def reusable(source: str, kept: tuple[DocumentRow, ...]) -> DocumentRow | None:
    """The newest kept document of a source (association.documents.bylaws), if there is one."""
    kind = DOCUMENTS.get(source.rpartition(".")[2])
    return next((each for each in kept if each.kind == kind), None)


def counted(found: Application, programme: Programme, *, extract: bool) -> dict[str, int]:
    """How many papers there are for each attachment and each line; an extract counts once its resolution is chosen."""
    counts = {each.id: 0 for each in programme.attachments}
    for row in found.enclosures_of():
        line = UUID(row.row_key) if row.row_key else None
        for name in {row.attachment, at_line(row.attachment, line)}:
            counts[name] = counts.get(name, 0) + 1
    for each in programme.attachments:
        if each.kind == EXTRACT and extract:
            counts[each.id] += 1
    return counts
