"""Judges who signed: chain to a trusted root at the stated time, revocation, and whether the time is confirmed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import cms
from cryptography import x509

from kobe_desk.core import clock
from kobe_desk.paper.sign.certificates import facts_of, groups
from kobe_desk.paper.verify.findings import Finding, found
from kobe_desk.paper.verify.trust import Trust, certificates_in, root_above
from kobe_desk.paper.verify.verdict import SignatureFact

_AHEAD = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a library said about one signature, in our words."""

    field: str
    signed: cms.SignedData
    signed_at: datetime | None
    genuine: bool
    trusted: bool
    time_trusted: bool
    covers_file: bool
    stamped: bool = False


def judge(judged: Judged, trust: Trust) -> tuple[SignatureFact, list[Finding]]:
    """The facts of a signature, with notes on what the reader should know about signer and time."""
    brought = certificates_in(judged.signed)
    certificate = _own_certificate(judged.signed, brought)
    facts = facts_of(certificate)
    root = root_above(certificate, [*trust.roots, *brought])
    notes = _signer_notes(judged, certificate, trust, root)
    fact = SignatureFact(
        field=judged.field,
        association=facts.association,
        office=facts.office,
        name=facts.name,
        signed_at=judged.signed_at,
        certificate=facts.fingerprint,
        root=root,
        genuine=judged.genuine,
        known=judged.genuine and judged.trusted and all(note.kind == "revoked_later" for note in notes),
        time_trusted=judged.time_trusted,
        covers_file=judged.covers_file,
        stamped=judged.stamped,
    )
    return fact, notes + _time_notes(judged, facts.who)


def who_signed(signed: cms.SignedData) -> str:
    """Office and name of the signer, or as much as can be read."""
    return facts_of(_own_certificate(signed, certificates_in(signed))).who


def _own_certificate(signed: cms.SignedData, brought: list[x509.Certificate]) -> x509.Certificate:
    """The signer's certificate among those brought along."""
    named = signed["signer_infos"][0]["sid"].chosen
    for each in brought:
        if isinstance(named, cms.IssuerAndSerialNumber) and each.serial_number == named["serial_number"].native:
            return each
    return brought[0]


def _signer_notes(judged: Judged, certificate: x509.Certificate, trust: Trust, root: str) -> list[Finding]:
    facts = facts_of(certificate)
    if not root:
        return [found("no_root", who=facts.who)]
    if not trust.knows(root):
        return [found("unknown_signer", who=facts.who, root=" ".join(groups(root)))]
    withdrawn = trust.withdrawn(certificate)
    at = judged.signed_at or clock.now()
    if withdrawn is not None:
        later = not withdrawn.key_lost and at < withdrawn.moment
        return [found("revoked_later" if later else "revoked", who=facts.who, when=withdrawn.moment)]
    if not facts.starts <= at <= facts.ends:
        return [found("not_valid_then", who=facts.who)]
    if judged.trusted or not judged.genuine:  # a broken signature says nothing against its certificate
        return []
    return [found("wrong_use", who=facts.who)]


def _time_notes(judged: Judged, who: str) -> list[Finding]:
    if judged.time_trusted:
        return []
    if judged.signed_at is None:
        return [found("no_time", who=who)]
    if judged.stamped:
        return [found("unknown_time", who=who, when=judged.signed_at)]
    late = [found("in_future", who=who)] if judged.signed_at > clock.now() + _AHEAD else []
    return [found("pc_clock", who=who, when=judged.signed_at), *late]
