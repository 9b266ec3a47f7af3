"""A packet for signing comes back: opened with what the desk kept, judged without the desk, then kept."""

from contextlib import suppress
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.usecases import NoSigningKey, key_file, key_for, signing_roots
from kobe_desk.modules.subsidies.model import ApplicationPaper, PacketState, PaperContent, SignPacket
from kobe_desk.modules.subsidies.usecases.circulating.facts import (
    JudgingOrder,
    KeptPaper,
    PapersMadeAnew,
    ReturnedSigning,
    SigningLate,
    SigningUnknown,
)
from kobe_desk.modules.subsidies.usecases.circulating.sending import asked_of, close, require_away
from kobe_desk.modules.subsidies.usecases.declining import decline_papers
from kobe_desk.modules.subsidies.usecases.storing import paper_row
from kobe_desk.modules.subsidies.usecases.writing import STAYS_SIGNED, keep_signed


@query(needs="subsidies.sign")
def signing_secret(session: Session, key: UUID) -> bytes:
    """What opens a packet of this desk. Raises SigningUnknown, SigningOver, SigningWithdrawn."""
    found = _known(session, key)
    require_away(found)
    return found.secret


@query(needs="subsidies.sign")
def sent_here(session: Session, key: UUID) -> bool:
    """Whether this desk sent the packet itself, whatever became of it."""
    return session.get(SignPacket, key) is not None


@query(needs="subsidies.sign")
def own_signing(session: Session, roles: tuple[str, ...], roots: tuple[str, ...]) -> tuple[dict[str, bytes], bool]:
    """The key files of these offices that this desk keeps, and whether the certificates are this desk's own."""
    known = {each.certificate.strip() for each in signing_roots(session)}
    keys = {}
    for role in roles:
        with suppress(NoSigningKey):
            keys[role] = key_file(session, key_for(session, role).id)
    return keys, all(each.strip() in known for each in roots)


@query(needs="subsidies.sign")
def judging_order(session: Session, key: UUID) -> JudgingOrder:
    """What a packet that came back is judged against. Raises as `signing_secret`, PapersMadeAnew."""
    found = _known(session, key)
    require_away(found)
    papers = tuple(_kept(session, UUID(each["id"]), each["sha256"]) for each in found.papers)
    roots = signing_roots(session)
    late = found.until if clock.today() > found.until else None
    certificates = tuple(each.certificate for each in roots)
    revoked = tuple(each.crl for each in roots if each.crl)
    return JudgingOrder(key, found.application.title, asked_of(found), papers, certificates, revoked, late)


def _kept(session: Session, key: UUID, sent: str) -> KeptPaper:
    paper = session.get(ApplicationPaper, key)
    if paper is None or paper.void:
        raise PapersMadeAnew
    row, data = paper_row(paper), session.get_one(PaperContent, paper.content).data
    return KeptPaper(paper.id, paper.title, sent, row.first_sha256, row.places, row.signed_by, data)


@usecase(label=N_("Take in signatures"), needs="subsidies.sign", undo=STAYS_SIGNED)
def keep_returned(session: Session, back: ReturnedSigning, late: bool = False) -> None:
    """Keep what came back in a packet and was judged: all of its signatures and its decline, or nothing.

    While somebody who was asked has not signed yet, the packet stays out. Raises as `signing_secret`, SigningLate,
    PapersChanged, SignedAlready, NotTheirTurn, ReasonMissing.
    """
    found = _known(session, back.packet)
    require_away(found)
    if clock.today() > found.until and not late:
        raise SigningLate("late", day=era.wareki(found.until))
    for each in back.papers:
        keep_signed(session, each.paper, each.roles, each.before_sha256, each.data)
    said = back.declined
    waiting = _waiting(session, found)
    if said is not None and said.role in waiting:
        decline_papers(session, waiting[said.role], said.role, said.name, said.reason)
    if said is not None or not set(waiting) & {each.role for each in asked_of(found)}:
        close(found, PacketState.MERGED)
    session.flush()


def _waiting(session: Session, found: SignPacket) -> dict[str, tuple[UUID, ...]]:
    """The papers of a packet that still wait, by office."""
    waiting: dict[str, tuple[UUID, ...]] = {}
    for each in found.papers:
        paper = session.get_one(ApplicationPaper, UUID(each["id"]))
        for place in paper_row(paper).waiting:
            waiting[place.role] = (*waiting.get(place.role, ()), paper.id)
    return waiting


def _known(session: Session, key: UUID) -> SignPacket:
    found = session.get(SignPacket, key)
    if found is None:
        raise SigningUnknown
    return found
