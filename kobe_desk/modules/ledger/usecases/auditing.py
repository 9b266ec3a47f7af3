"""監査報告書 signed in the PDF by the auditors at the year's end, and kept with the year."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.ids import new_id
from kobe_desk.core.permission import NoUndo, query, usecase
from kobe_desk.core.text import N_
from kobe_desk.modules.association.model import DocumentContent
from kobe_desk.modules.association.usecases import KeyRow, NoSigningKey, RootRow, key_file, key_of, signing_roots
from kobe_desk.modules.ledger.model import AuditPaper
from kobe_desk.modules.ledger.usecases.errors import (
    AuditFiguresChanged,
    AuditMadeAgain,
    AuditorKeyMissing,
    AuditSignedAlready,
)
from kobe_desk.modules.ledger.usecases.year_end import Settlement, require_ready, settlement, year_end_of

STAYS_SIGNED = NoUndo(N_("A signature stays on its paper. To change the paper, make it again."))


@dataclass(frozen=True, slots=True)
class AuditorRow:
    """An auditor (監事) of a year: whether the signature is in the PDF, and whether there is a key for it."""

    name: str
    signed: bool
    key: bool


@dataclass(frozen=True, slots=True)
class AuditRow:
    """The newest 監査報告書 that is signed in the PDF; `stale`: the books say something else by now."""

    id: UUID
    year: int
    edition: int
    day: date
    auditors: tuple[AuditorRow, ...]
    stale: bool

    @property
    def turn(self) -> AuditorRow | None:
        """Who signs next; nobody once all have."""
        return next((each for each in self.auditors if not each.signed), None)


@dataclass(frozen=True, slots=True)
class AuditOrder:
    """What the report is made of, the auditors that sign it in the PDF, and what tells the figures apart."""

    settlement: Settlement
    digital: tuple[str, ...]
    figures: str


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """The report as it was made, with all its places, before anybody signs."""

    pdf: bytes
    first_sha256: str
    auditors: tuple[str, ...]
    places: tuple[str, ...]
    figures: str


@dataclass(frozen=True, slots=True)
class AuditToSign:
    """What a signature needs: the kept report, the place, and the auditor's key, locked."""

    paper: UUID
    name: str
    place: str
    places: tuple[str, ...]
    pdf: bytes
    first_sha256: str
    key: KeyRow
    key_file: bytes


@dataclass(frozen=True, slots=True)
class AuditKept:
    """The kept report with everything that tells whether its signatures hold."""

    pdf: bytes
    roots: tuple[RootRow, ...]


@query(needs="ledger.read")
def audit_paper(session: Session, year: int) -> AuditRow | None:
    """The report that counts, or None before one is made."""
    found = _counting(session, year)
    if found is None:
        return None
    auditors = tuple(
        AuditorRow(name, name in found.signed_by, key_of(session, name) is not None) for name in found.auditors
    )
    stale = found.figures != figures_of(settlement(session, year))
    return AuditRow(found.id, year, found.edition, found.day, auditors, stale)


@query(needs="ledger.read")
def audit_order(session: Session, year: int) -> AuditOrder:
    """What the report is made of. Raises YearNotOver, MonthsStillOpen, AuditorKeyMissing."""
    require_ready(session, year)
    found = settlement(session, year)
    digital = tuple(name for name in found.said.auditors if key_of(session, name) is not None)
    if not digital:
        raise AuditorKeyMissing
    dated = replace(found, said=replace(found.said, audited=found.said.audited or clock.today()))
    return AuditOrder(dated, digital, figures_of(found))


@usecase(label=N_("Make the audit report"), needs="ledger.edit")
def keep_audit_paper(session: Session, year: int, made: AuditRequest) -> UUID:
    """Keep the report, ready to be signed; one made before becomes void (無効（差替え）) and stays."""
    before = _counting(session, year)
    if before is not None:
        before.void = True
    editions = session.scalar(sa.select(sa.func.max(AuditPaper.edition)).where(AuditPaper.fiscal_year == year))
    kept = AuditPaper(
        fiscal_year=year,
        edition=(editions or 0) + 1,
        day=clock.today(),
        auditors=list(made.auditors),
        signed_by=[],
        places=list(made.places),
        figures=made.figures,
        void=False,
        content=_kept(session, made.pdf),
        first_sha256=made.first_sha256,
    )
    session.add(kept)
    session.flush()
    return kept.id


@query(needs="ledger.read")
def audit_to_sign(session: Session, paper: UUID, name: str) -> AuditToSign:
    """What the signature of an auditor needs. Raises AuditMadeAgain, AuditFiguresChanged, AuditSignedAlready."""
    found = _open_for(session, paper, name)
    key = key_of(session, name)
    if key is None:
        raise NoSigningKey
    place = found.places[found.auditors.index(name)]
    return AuditToSign(paper, name, place, tuple(found.places), _bytes(session, found), found.first_sha256,
                       key, key_file(session, key.id))  # fmt: skip


@usecase(label=N_("Sign the audit report"), needs="ledger.edit", undo=STAYS_SIGNED)
def keep_audit_signature(session: Session, paper: UUID, name: str, before_sha256: str, pdf: bytes) -> bool:
    """Keep the report with one more signature; returns whether all have signed now. Raises as `audit_to_sign`."""
    found = _open_for(session, paper, name)
    if hashlib.sha256(_bytes(session, found)).hexdigest() != before_sha256:
        raise AuditMadeAgain
    found.content = _kept(session, pdf)
    found.signed_by = [*found.signed_by, name]
    whole = len(found.signed_by) == len(found.auditors)
    if whole:
        end = year_end_of(session, found.fiscal_year)
        end.audited = end.audited or clock.today()
    session.flush()
    return whole


@query(needs="ledger.read")
def audit_kept(session: Session, paper: UUID) -> AuditKept:
    """The report as it is kept, and the association's certificates, old ones too."""
    return AuditKept(_bytes(session, session.get_one(AuditPaper, paper)), signing_roots(session))


def figures_of(found: Settlement) -> str:
    """SHA-256 of everything the report says of the books and of who signs it."""
    told = found.statement
    said = {
        "year": found.year,
        "income": told.income,
        "expense": told.expense,
        "left": told.left,
        "purses": [[each.name, each.kind, each.amount] for each in found.purses],
        "chair": found.said.chair,
        "auditors": list(found.said.auditors),
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _open_for(session: Session, paper: UUID, name: str) -> AuditPaper:
    found = session.get_one(AuditPaper, paper)
    if found.void or name not in found.auditors:
        raise AuditMadeAgain
    if found.figures != figures_of(settlement(session, found.fiscal_year)):
        raise AuditFiguresChanged
    if name in found.signed_by:
        raise AuditSignedAlready(name=name)
    return found


def _counting(session: Session, year: int) -> AuditPaper | None:
    mine = (AuditPaper.fiscal_year == year, AuditPaper.void.is_(False))
    return session.scalars(sa.select(AuditPaper).where(*mine)).first()


def _bytes(session: Session, found: AuditPaper) -> bytes:
    return session.get_one(DocumentContent, found.content).data


def _kept(session: Session, pdf: bytes) -> UUID:
    key = new_id()
    session.connection().execute(sa.insert(DocumentContent), {"id": key, "data": pdf})
    return key
