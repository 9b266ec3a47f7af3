"""Papers that go with several applications at once: put to every one that asks for them, or to the line they share."""

from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.subsidies.model import Application
from kobe_desk.modules.subsidies.usecases.enclosing import enclose, enclose_document, has_line, take_out


@usecase(label=N_("Enclose a paper"), needs="subsidies.edit")
def enclose_together(
    session: Session, keys: tuple[UUID, ...], attachment: str, title: str, file_name: str, data: bytes,
    row: UUID | None = None,
) -> None:  # fmt: skip
    """Put one PDF to every application that asks for it, or to the line wherever it stands.

    Raises EnclosureTooLarge, EnclosureNotPdf, LineGone.
    """
    for key in _with_line(session, keys, row):
        enclose(session, key, attachment, title, file_name, data, row)


def _with_line(session: Session, keys: tuple[UUID, ...], row: UUID | None) -> tuple[UUID, ...]:
    """The applications in which a line stands; all of them, so that it is refused, where it stands in none."""
    if row is None:
        return keys
    return tuple(key for key in keys if has_line(session.get_one(Application, key), row)) or keys


@usecase(label=N_("Enclose a kept document"), needs="subsidies.edit")
def enclose_document_together(
    session: Session, keys: tuple[UUID, ...], attachment: str, document: UUID, row: UUID | None = None
) -> None:
    """Put a copy of a kept document to every application that asks for it, or to the line wherever it stands."""
    for key in _with_line(session, keys, row):
        enclose_document(session, key, attachment, document, row)


@usecase(label=N_("Take a paper out"), needs="subsidies.edit")
def take_out_together(session: Session, enclosures: tuple[UUID, ...]) -> None:
    """Take an enclosed paper out of every application it was put to."""
    for each in enclosures:
        take_out(session, each)
