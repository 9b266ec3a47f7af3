"""What is done with an application: begun, answered, its papers made, signed and sent."""

import hashlib
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock, drafts, numbers
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.permission import NoUndo, usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.subsidies.model import (
    Application,
    ApplicationEvent,
    ApplicationPaper,
    ApplicationState,
    BundleMember,
    GrantStep,
    HelpWork,
    PaperContent,
    Submission,
)
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.change import after_change, changed_names
from kobe_desk.modules.subsidies.usecases.catalogue import offer, refuse_unmet
from kobe_desk.modules.subsidies.usecases.earlier import carried_over
from kobe_desk.modules.subsidies.usecases.editions import keep_edition, send
from kobe_desk.modules.subsidies.usecases.elsewhere import forget_answers
from kobe_desk.modules.subsidies.usecases.enclosing import enclose_known, keep_bytes
from kobe_desk.modules.subsidies.usecases.facts import (
    DRAFT,
    AnswersChanged,
    DefinitionUnfinished,
    FiguresUnconfirmed,
    GrantUnderWay,
    HelpersPaid,
    NotSignedYet,
    NotTheirTurn,
    PaperRequest,
    PapersChanged,
    PastYear,
    SignedAlready,
    SignedRequest,
    SubmittedAlready,
)
from kobe_desk.modules.subsidies.usecases.sources import known_answers, known_rows, with_known_rows
from kobe_desk.modules.subsidies.usecases.storing import answers_of, paper_row, programme_of, store

STAYS_SIGNED = NoUndo(N_("A signature stays on its paper. To change the paper, make it again."))
STAYS_SENT = NoUndo(N_("What has been exported cannot be called back. Export again to replace it."))


@usecase(label=N_("Begin an application"), needs="subsidies.edit")
def begin_application(session: Session, key: str) -> UUID:
    """Begin an application with what the desk knows already.

    Raises PastYear, FiguresUnconfirmed, PapersNotAsPromised, ProgrammeUnknown.
    """
    chosen = offer(session, key)
    if chosen.past:
        raise PastYear(year=FiscalYear(chosen.programme.fiscal_year or 0).label)
    if chosen.faults:
        raise DefinitionUnfinished(count=chosen.faults)
    if chosen.unconfirmed:
        raise FiguresUnconfirmed(count=chosen.unconfirmed)
    refuse_unmet(chosen.programme, chosen.unmet)
    programme = chosen.programme
    found = Application(
        programme_id=programme.id,
        programme_version=programme.version,
        title=programme.title,
        fiscal_year=programme.fiscal_year or year_of(session, chosen.closes.date()),
        definition=programme.canonical,
        sha256=programme.sha256,
        state=ApplicationState.ANSWERING.value,
        page=programme.pages[0].id,
        begun=clock.now(),
        rows={},
    )
    session.add(found)
    answers = Answers()
    for field, answer in known_answers(session, programme).items():
        answers = answers.with_answer(field, answer)
    for table, rows in known_rows(session, programme).items():
        answers = with_known_rows(answers, table, rows)
    store(found, carried_over(session, found, programme, answers))
    session.flush()
    enclose_known(session, found, programme)
    return found.id


@usecase(label=N_("Answer questions"), needs="subsidies.edit")
def save_answers(session: Session, key: UUID, answers: Answers, page: str, seen: Answers | None = None) -> Answers:
    """Write down the answers and where to go on; what rests on a changed answer is marked 要確認.

    A changed answer makes papers that were made before void (無効). `seen` is what the page had read: answers that
    somebody else changed since are not overwritten. Returns the answers as they now stand.
    Raises AnswersChanged, GrantUnderWay.
    """
    found = session.get_one(Application, key)
    if session.scalar(sa.select(GrantStep.id).where(GrantStep.application_id == key, GrantStep.day.is_not(None))):
        raise GrantUnderWay
    programme = programme_of(found)
    before = answers_of(found, programme)
    if seen is not None and changed_names(seen, before):
        raise AnswersChanged
    answers = after_change(programme, before, answers, clock.today())
    store(found, answers)
    found.page = page
    if changed_names(before, answers):
        found.make_papers_void()
    drafts.drop(session, DRAFT, str(key))
    session.flush()
    return answers


@usecase(label=N_("Give a document number"), needs="subsidies.edit")
def number_application(session: Session, key: UUID) -> str:
    """The document number (文書番号) of the application, given once and never used again."""
    found = session.get_one(Application, key)
    if not found.number:
        house = profile(session)
        year = year_of(session, clock.today())
        found.number = f"{house.mark if house else ''}第{numbers.take(session, 'document', year)}号"
        session.flush()
    return found.number


@usecase(label=N_("Make the papers"), needs="subsidies.edit")
def keep_papers(session: Session, key: UUID, papers: tuple[PaperRequest, ...]) -> tuple[UUID, ...]:
    """Keep the papers as they were made, ready to be signed; an earlier edition becomes void."""
    found = session.get_one(Application, key)
    found.make_papers_void()
    kept = keep_edition(session, found, "", papers)
    found.state = _state_of(found).value
    session.flush()
    return kept


@usecase(label=N_("Sign a paper"), needs="subsidies.sign", undo=STAYS_SIGNED)
def keep_signature(session: Session, key: UUID, role: str, before_sha256: str, signed: bytes) -> None:
    """Keep a paper with one more signature. Raises as `keep_signed`."""
    keep_signed(session, key, (role,), before_sha256, signed)


def keep_signed(session: Session, key: UUID, roles: tuple[str, ...], before_sha256: str, signed: bytes) -> None:
    """Keep a paper with one or more signatures more, in the order they were made.

    `before_sha256` is of the bytes that were signed: another edition, or another signature in between, is refused, and
    so is what does not begin with those bytes and go on after them. Raises PapersChanged, SignedAlready, NotTheirTurn.
    """
    paper = session.get_one(ApplicationPaper, key)
    now = session.get_one(PaperContent, paper.content).data
    if paper.void or hashlib.sha256(now).hexdigest() != before_sha256:
        raise PapersChanged
    for role in roles:
        place = next(each for each in paper_row(paper).places if each.role == role)
        if role in paper.signed_by:
            raise SignedAlready(office=place.office)
        if any(each.order < place.order for each in paper_row(paper).waiting):
            raise NotTheirTurn(office=place.office)
        paper.signed_by = [*paper.signed_by, role]
    if not signed.startswith(now) or len(signed) <= len(now):
        raise PapersChanged
    paper.content = keep_bytes(session, signed)
    found = paper.application
    if not paper.stage:
        found.state = _state_of(found).value
    session.flush()


def require_signed(found: Application, stage: str = "") -> None:
    """Nothing leaves the desk before everybody has signed. Raises NotSignedYet, PapersChanged."""
    rows = [paper_row(each) for each in found.papers_of(stage)]
    if not rows:
        raise PapersChanged
    missing = dict.fromkeys(place.office for row in rows for place in row.waiting)
    if missing:
        raise NotSignedYet(missing=_(", ").join(missing))


def _state_of(found: Application) -> ApplicationState:
    rows = [paper_row(each) for each in found.papers_of()]
    waiting = any(row.waiting for row in rows)
    return ApplicationState.PREPARED if waiting else ApplicationState.SIGNED


@usecase(label=N_("Sign the papers"), needs="subsidies.sign", undo=STAYS_SIGNED)
def keep_signatures(session: Session, role: str, signed: tuple[SignedRequest, ...]) -> None:
    """Keep one officer's signatures on all papers at once, or none of them. Raises as `keep_signature`."""
    for each in signed:
        keep_signature(session, each.paper, role, each.before_sha256, each.data)


@usecase(label=N_("Export the package"), needs="subsidies.submit", undo=STAYS_SENT)
def record_submission(session: Session, key: UUID, file_name: str, sha256: str) -> UUID:
    """Write down that a submission package was exported, with its fingerprint. Raises NotSignedYet, PapersChanged."""
    found = session.get_one(Application, key)
    require_signed(found)
    sent = send(session, key, "", clock.today(), file_name, sha256)
    found.state = ApplicationState.SUBMITTED.value
    session.flush()
    return sent


@usecase(label=N_("Note that papers were handed in"), needs="subsidies.submit")
def hand_in_on_paper(session: Session, keys: tuple[UUID, ...], day: date) -> None:
    """Write down that the printed papers were handed in at the office (窓口に提出). Raises PapersChanged."""
    for key in keys:
        found = session.get_one(Application, key)
        if not found.papers_of():
            raise PapersChanged
        send(session, key, "", day)
        found.state = ApplicationState.SUBMITTED.value
    session.flush()


@usecase(label=N_("Remove an application"), needs="subsidies.edit")
def remove_application(session: Session, key: UUID) -> None:
    """Throw an application away; undo brings it back. Raises SubmittedAlready, HelpersPaid."""
    found = session.get_one(Application, key)
    if session.scalar(sa.select(sa.func.count()).where(Submission.application_id == key)):
        raise SubmittedAlready(number=found.number)
    if session.scalar(sa.select(sa.func.count()).where(HelpWork.application_id == key)):
        raise HelpersPaid
    drafts.drop(session, DRAFT, str(key))
    forget_answers(session, key)
    for tied in (BundleMember, ApplicationEvent):
        for each in session.scalars(sa.select(tied).where(tied.application_id == key)):
            session.delete(each)
    session.flush()
    session.delete(found)
