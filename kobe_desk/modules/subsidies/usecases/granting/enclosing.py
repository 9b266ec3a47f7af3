"""Papers that go with a later stage (写真, 参加者名簿 …): as the office wants them, and more; in order, or on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.usecases import DocumentRow, document_bytes, documents
from kobe_desk.modules.subsidies.model import Application, ApplicationState, Enclosure, PaperContent
from kobe_desk.modules.subsidies.rules.attached import further
from kobe_desk.modules.subsidies.rules.wanted import Wanted
from kobe_desk.modules.subsidies.usecases.enclosing import EnclosureRow, put, require_fit, row_of
from kobe_desk.modules.subsidies.usecases.granting.facts import NotHandedIn
from kobe_desk.modules.subsidies.usecases.granting.wanted import in_office_order, stage_of, wanted_at
from kobe_desk.modules.subsidies.usecases.occasions import begin_step, require_at_hand, step_at, steps_of
from kobe_desk.modules.subsidies.usecases.storing import programme_of


class EnclosureUnnamed(UserError):
    text = N_("Please write what the paper is called. The office finds it by that name in the list.")


@dataclass(frozen=True, slots=True)
class LaterPaperFile:
    """A paper that goes with a stage, with its bytes; none where it is handed in on paper."""

    title: str
    data: bytes
    attachment: str = ""
    """What the programme calls it; empty for what it does not name."""
    ours: bool = False
    """The desk makes it, and it goes beside: signed, or with a list of its own (収支決算書, 領収書の写し)."""


@dataclass(frozen=True, slots=True)
class LaterEnclosures:
    """What goes with an occasion of a stage, the kept documents that can be put there, and what the office wants."""

    papers: tuple[EnclosureRow, ...]
    documents: tuple[DocumentRow, ...]
    wanted: tuple[Wanted, ...] = ()

    def of(self, attachment: str) -> tuple[EnclosureRow, ...]:
        """What was put there under a name of the programme."""
        return tuple(each for each in self.papers if each.attachment == attachment)

    @property
    def further(self) -> tuple[EnclosureRow, ...]:
        """What the office does not name."""
        named = {each.attachment.id for each in self.wanted}
        return tuple(each for each in self.papers if each.attachment not in named)


@query(needs="subsidies.read")
def later_enclosures(session: Session, key: UUID, stage: str) -> LaterEnclosures:
    """What goes with an occasion of a stage, in its order."""
    found = session.get_one(Application, key)
    there = in_office_order(programme_of(found), found.enclosures_of(stage))
    return LaterEnclosures(tuple(map(row_of, there)), documents(session), wanted_at(session, found, stage))


@query(needs="subsidies.read")
def later_files(session: Session, key: UUID, stage: str) -> tuple[LaterPaperFile, ...]:
    """The same with their bytes, to make the papers of the occasion; a kept document is taken where none was put."""
    found = session.get_one(Application, key)
    there = [
        LaterPaperFile(each.title, session.get_one(PaperContent, each.content).data, each.attachment)
        for each in found.enclosures_of(stage)
    ]
    kept = [
        LaterPaperFile(each.attachment.label, document_bytes(session, each.given.document), each.attachment.id)
        for each in wanted_at(session, found, stage)
        if each.given.document and not each.there
    ]
    return tuple(in_office_order(programme_of(found), [*there, *kept]))


@usecase(label=N_("Enclose papers"), needs="subsidies.edit")
def enclose_later(
    session: Session, key: UUID, stage: str, files: Sequence[tuple[str, str, bytes]], attachment: str = ""
) -> None:
    """Put PDFs (title, file name, bytes) to an occasion of a stage, behind the others; its papers become void.

    What the programme wants as `attachment` is called by its name.
    Raises NotHandedIn, StageIsDone, EnclosureTooLarge, EnclosureNotPdf.
    """
    for _title, _name, data in files:
        require_fit(data)
    found = _opened(session, key, stage)
    for title, name, data in files:
        _put_last(session, found, stage, title, name, data, attachment)
    session.flush()


@usecase(label=N_("Enclose a kept document"), needs="subsidies.edit")
def enclose_document_later(session: Session, key: UUID, stage: str, document: UUID, attachment: str = "") -> None:
    """Put a copy of a kept document (通帳の写し) to an occasion of a stage. Raises as `enclose_later`."""
    row = next(each for each in documents(session) if each.id == document)
    enclose_later(session, key, stage, ((row.title, row.file_name, document_bytes(session, document)),), attachment)


@usecase(label=N_("Enclose a paper by hand"), needs="subsidies.edit")
def enclose_by_hand(session: Session, key: UUID, stage: str, title: str, attachment: str = "") -> None:
    """List a paper that is handed in on paper (紙でそえる). Raises NotHandedIn, StageIsDone, EnclosureUnnamed."""
    if not title and not attachment:
        raise EnclosureUnnamed("title")
    _put_last(session, _opened(session, key, stage), stage, title, "", b"", attachment)
    session.flush()


@usecase(label=N_("Name an enclosed paper"), needs="subsidies.edit")
def name_enclosed(session: Session, enclosure: UUID, title: str) -> None:
    """Call a paper otherwise in the list. Raises NotHandedIn, StageIsDone, EnclosureUnnamed."""
    found = session.get_one(Enclosure, enclosure)
    if not title:
        raise EnclosureUnnamed("title")
    _opened(session, found.application_id, found.stage)
    found.title = title


@usecase(label=N_("Move an enclosed paper"), needs="subsidies.edit")
def move_enclosed(session: Session, enclosure: UUID, by: int) -> None:
    """Put a paper `by` places further down among those under its name, or up where it is below 0.

    Raises NotHandedIn, StageIsDone.
    """
    found = session.get_one(Enclosure, enclosure)
    application = _opened(session, found.application_id, found.stage)
    order = [each for each in application.enclosures_of(found.stage) if each.attachment == found.attachment]
    at = order.index(found)
    order.insert(max(0, at + by), order.pop(at))
    for place, each in enumerate(order, start=1):
        each.position = place
    session.flush()


@usecase(label=N_("Take a paper out"), needs="subsidies.edit")
def take_out_later(session: Session, enclosure: UUID) -> None:
    """Take a paper out of a stage again; its papers become void. Raises NotHandedIn, StageIsDone."""
    found = session.get_one(Enclosure, enclosure)
    _opened(session, found.application_id, found.stage)
    session.delete(found)


def _put_last(
    session: Session, found: Application, stage: str, title: str, file_name: str, data: bytes, attachment: str
) -> None:
    there, named = found.enclosures_of(stage), programme_of(found).attachments_later
    last = max((each.position for each in there), default=0)
    label = next((each.label for each in named if each.id == attachment), title)
    name = further(label, [each.title for each in there])
    put(session, found, name, file_name, data, attachment=attachment, stage=stage, position=last + 1)


def _opened(session: Session, key: UUID, stage: str) -> Application:
    """The grant, its step begun and the papers of the occasion void: they have to be made again with what changes."""
    found = session.get_one(Application, key)
    if found.state != ApplicationState.SUBMITTED:
        raise NotHandedIn
    require_at_hand(session, key, stage)
    stored = steps_of(session, key)
    if step_at(stage, stored) is None:
        begin_step(session, key, stage_of(stage), stored)
    found.make_papers_void(stage)
    return found
