"""What is handed to work without the desk: everything for the papers, for a signature, for the package."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.association.usecases import (
    KeyRow,
    OfficeRow,
    Profile,
    key_file,
    key_for,
    offices,
    profile,
    signing_keys,
    signing_root,
)
from kobe_desk.modules.association.usecases.signing import NoSigningRoot, RootRow
from kobe_desk.modules.meetings.usecases import MeetingRow, adopted_minutes, resolutions
from kobe_desk.modules.members.usecases import OfficerRow, officers_on
from kobe_desk.modules.subsidies.model import Application, OwnProgramme
from kobe_desk.modules.subsidies.rules.costs import Beside
from kobe_desk.modules.subsidies.usecases.elsewhere import beside
from kobe_desk.modules.subsidies.usecases.enclosed import enclosed_papers
from kobe_desk.modules.subsidies.usecases.enclosing import counted
from kobe_desk.modules.subsidies.usecases.facts import ApplicationRow, OverlaidForm, PaperRequest, PaperRow, PlaceRow
from kobe_desk.modules.subsidies.usecases.opening import resolution_of
from kobe_desk.modules.subsidies.usecases.overlaying import forms_in_use
from kobe_desk.modules.subsidies.usecases.reading import paper_bytes, require_confirmed
from kobe_desk.modules.subsidies.usecases.storing import row_of
from kobe_desk.modules.subsidies.usecases.writing import require_signed


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """Everything the papers of an application are made of."""

    application: ApplicationRow
    house: Profile
    officers: tuple[OfficerRow, ...]
    offices: tuple[OfficeRow, ...]
    day: date
    attached: dict[str, int]
    enclosed: tuple[PaperRequest, ...]
    minutes: MeetingRow | None
    """The adopted minutes an extract is made of, and the motion in them."""
    motion: UUID | None
    confirmed: tuple[str, ...]
    """Figures of the definition that somebody compared with this year's call."""
    overlaid: tuple[OverlaidForm, ...] = ()
    """Forms that are written on the funder's own PDF."""


@dataclass(frozen=True, slots=True)
class GuardedOrders:
    """The same of several applications, with what the guard against paying one cost twice knows of them."""

    orders: tuple[PaperOrder, ...]
    beside: Beside


@dataclass(frozen=True, slots=True)
class PaperToSign:
    """A kept paper, and the place in it that is to be signed now."""

    row: PaperRow
    place: PlaceRow
    data: bytes


@dataclass(frozen=True, slots=True)
class SigningOrder:
    """The papers one officer is to sign, with the officer's key, locked."""

    role: str
    key: KeyRow
    key_file: bytes
    papers: tuple[PaperToSign, ...]


@dataclass(frozen=True, slots=True)
class PackageOrder:
    """The signed papers of an application, and what goes around them."""

    application: ApplicationRow
    house: Profile
    root: RootRow
    papers: tuple[tuple[PaperRow, bytes], ...]
    day: date
    sealer: KeyRow
    sealer_file: bytes
    """The key that signs the package's list of files: the office that signed first."""
    personal: tuple[tuple[str, str], ...] = ()
    """Certificates that are a person's own (fingerprint, who): the page for the receiver says so."""


@query(needs="subsidies.read")
def paper_order(session: Session, key: UUID) -> PaperOrder:
    """What the papers are made of, today."""
    found = session.get_one(Application, key)
    row, today = row_of(found), clock.today()
    resolved = resolution_of(row)
    motion = next((each for each in resolutions(session) if resolved and str(each.id) == resolved.id), None)
    own = session.scalars(sa.select(OwnProgramme).where(OwnProgramme.sha256 == found.sha256)).first()
    return PaperOrder(
        application=row,
        house=profile(session) or Profile(""),
        officers=officers_on(session, today),
        offices=offices(session),
        day=today,
        attached=counted(found, row.programme, extract=motion is not None),
        enclosed=enclosed_papers(session, found, row, today),
        minutes=adopted_minutes(session, motion.meeting_id) if motion else None,
        motion=motion.id if motion else None,
        confirmed=tuple(own.confirmed) if own else (),
        overlaid=forms_in_use(session, row.programme),
    )


@query(needs="subsidies.read")
def paper_orders(session: Session, keys: tuple[UUID, ...]) -> tuple[PaperOrder, ...]:
    """What the papers of several applications are made of, today."""
    return tuple(paper_order(session, each) for each in keys)


@query(needs="subsidies.read")
def guarded_orders(session: Session, keys: tuple[UUID, ...]) -> GuardedOrders:
    """The same for papers that are to be kept: the guard reads every other application for it."""
    return GuardedOrders(paper_orders(session, keys), beside(session, keys))


@query(needs="subsidies.read")
def signing_orders(session: Session, keys: tuple[UUID, ...], role: str) -> SigningOrder:
    """The papers of several applications that wait for an office. Raises as for one."""
    first, *others = (signing_order(session, each, role) for each in keys)
    return replace(first, papers=(*first.papers, *(paper for each in others for paper in each.papers)))


@query(needs="subsidies.read")
def package_orders(session: Session, keys: tuple[UUID, ...]) -> tuple[PackageOrder, ...]:
    """What the packages of several applications are made of. Raises as for one."""
    return tuple(package_order(session, each) for each in keys)


@query(needs="subsidies.read")
def signing_order(session: Session, key: UUID, role: str) -> SigningOrder:
    """The papers that wait for an office, in their order. Raises AnswersUnconfirmed, NoSigningKey."""
    row = row_of(session.get_one(Application, key))
    require_confirmed(session, row)
    return papers_to_sign(session, row, role)


def papers_to_sign(session: Session, row: ApplicationRow, role: str) -> SigningOrder:
    mine = key_for(session, role)
    papers = tuple(
        PaperToSign(each, place, paper_bytes(session, each.id))
        for each in row.papers
        for place in each.waiting[:1]
        if place.role == role
    )
    return SigningOrder(role, mine, key_file(session, mine.id), papers)


@query(needs="subsidies.read")
def package_order(session: Session, key: UUID) -> PackageOrder:
    """What the submission package is made of. Raises NotSignedYet, PapersChanged, NoSigningRoot, NoSigningKey."""
    found = session.get_one(Application, key)
    require_signed(found)
    return package_of(session, row_of(found))


def package_of(session: Session, row: ApplicationRow) -> PackageOrder:
    root = signing_root(session)
    if root is None:
        raise NoSigningRoot
    places = sorted((place for each in row.papers for place in each.places), key=lambda each: each.order)
    sealer = key_for(session, places[0].role if places else "chair")
    return PackageOrder(
        application=row,
        house=profile(session) or Profile(""),
        root=root,
        papers=tuple((each, paper_bytes(session, each.id)) for each in row.papers),
        day=clock.today(),
        sealer=sealer,
        sealer_file=key_file(session, sealer.id),
        personal=tuple(
            (each.fingerprint, f"{each.office} {each.name}")
            for each in signing_keys(session)
            if each.kind == "personal"
        ),
    )
