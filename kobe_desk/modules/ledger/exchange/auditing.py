"""監査報告書 made with its places, signed, and looked at again: work without the desk."""

import hashlib
from dataclasses import dataclass
from datetime import date

from kobe_desk.core import clock
from kobe_desk.core.progress import Report
from kobe_desk.modules.ledger.usecases import AuditKept, AuditOrder, AuditRequest, AuditToSign, SignedAuditBroken

A4_HEIGHT = 297.0


@dataclass(frozen=True, slots=True)
class AuditSigned:
    """The report with one more signature, and the fingerprint of the bytes that were signed."""

    before_sha256: str
    pdf: bytes
    time_missing: bool = False
    """Trusted time was asked for, and not given."""


@dataclass(frozen=True, slots=True)
class AuditChecked:
    """What reading the kept report again says: its bytes, who signed and when, whether all of it holds."""

    pdf: bytes
    signers: tuple[tuple[str, date | None], ...]
    unaltered: bool
    known: bool


def make_audit(order: AuditOrder, association: str, sample: bool, report: Report) -> AuditRequest:
    """The report with a place for each auditor who has a key. Raises MissingGlyph."""
    from kobe_desk.modules.ledger.papers import audit_with_places
    from kobe_desk.modules.ledger.papers.year import Issued
    from kobe_desk.paper.sign.packet import MM, SignaturePlace, prepare

    report(0, 1)
    pdf, places = audit_with_places(order.settlement, Issued(association, clock.today(), sample), order.digital)
    packet = prepare(
        pdf,
        [
            SignaturePlace(f"sig_auditor__{number:02}", each.page, each.box[0] / MM, A4_HEIGHT - each.box[3] / MM,
                           (each.box[2] - each.box[0]) / MM, (each.box[3] - each.box[1]) / MM, each.office)
            for number, each in enumerate(places, 1)
        ],
    )  # fmt: skip
    return AuditRequest(packet.pdf, packet.sha256, order.digital, packet.places, order.figures)


def sign_audit(order: AuditToSign, passphrase: str, report: Report) -> AuditSigned:
    """One more signature. Raises WrongPassphrase, SignedAuditBroken and what signing refuses; nothing is kept then.

    It needs an opened key, so it runs in the program itself, never in a child.
    """
    from kobe_desk.paper.sign.packet import taken_up
    from kobe_desk.paper.sign.pdf import sign
    from kobe_desk.paper.sign.signer import load_signer
    from kobe_desk.paper.sign.trusted_time import time_service
    from kobe_desk.paper.stamp import StampFacts, stamp_pdf

    report(0, 1)
    packet = taken_up(order.pdf, order.first_sha256, order.places)
    if packet is None:
        raise SignedAuditBroken
    signer = load_signer(order.key_file, passphrase, lambda: report(0, 1), time_service())
    facts = signer.facts
    seen = StampFacts(facts.association, facts.office, order.name, clock.wall(), fingerprint=facts.fingerprint)
    made = sign(packet, order.place, signer, stamp_pdf(seen))
    return AuditSigned(hashlib.sha256(order.pdf).hexdigest(), made.packet.pdf, signer.time_missing)


def check_audit(kept: AuditKept, report: Report) -> AuditChecked:
    """Every signature of the kept report, checked anew under the association's certificates and lists."""
    from kobe_desk.paper.verify.pdf import verify_pdf

    report(0, 1)
    lists = [each.crl.encode() for each in kept.roots if each.crl]
    verdict = verify_pdf(kept.pdf, [each.certificate.encode() for each in kept.roots], lists)
    signers = tuple(
        (f"{each.office} {each.name}".strip(), each.signed_at.astimezone(clock.JST).date() if each.signed_at else None)
        for each in verdict.signatures
    )
    return AuditChecked(kept.pdf, signers, bool(verdict.unaltered), bool(verdict.signer_known))
