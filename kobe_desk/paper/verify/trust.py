"""Whom the reader trusts: the roots and revocation lists handed in, and what they say about a certificate."""

import logging
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import ValidationContext

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.paper.sign.certificates import load_certificate, load_revocations

warnings.filterwarnings("ignore", "Attribute's length must be")  # a stranger's name of more than 21 kanji
for _talkative in ("pyhanko", "pyhanko_certvalidator"):  # they log names and tracebacks of other people's files
    logging.getLogger(_talkative).setLevel(logging.CRITICAL + 1)


_FLAGS = x509.ReasonFlags
_HARMLESS = (_FLAGS.cessation_of_operation, _FLAGS.affiliation_changed, _FLAGS.superseded)


class NotACertificate(UserError):
    text = N_("This is not a certificate. Choose the file root.pem that came from the association.")


class NotARevocationList(UserError):
    text = N_("This is not a list of withdrawn certificates. Choose the file whose name ends in .crl.")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A certificate on a revocation list, from this moment; a lost key is distrusted for all time."""

    moment: datetime
    key_lost: bool


class Trust:
    """The roots somebody decided to trust, with the revocation lists that these roots signed."""

    def __init__(self, roots: Sequence[bytes] = (), lists: Sequence[bytes] = (), times: Sequence[bytes] = ()) -> None:
        self.roots = tuple(_certificate(data) for data in roots)
        self._lists = tuple(_list(data) for data in lists)
        self._times = tuple(_certificate(data) for data in times)
        self._trusted = {fingerprint(root) for root in self.roots}

    def context(self, moment: datetime) -> ValidationContext:
        """What pyHanko needs to judge a certificate at a moment, offline. Revocation is judged here."""
        return _context(self.roots, moment)

    def time_context(self, moment: datetime) -> ValidationContext:
        """The same for a time stamp: the authorities whose time is believed, and only for that."""
        return _context(self._times, moment)

    def withdrawn(self, certificate: x509.Certificate) -> Withdrawn | None:
        """When a list of a trusted root withdrew the certificate. Lists that no such root signed count for nothing."""
        for each in self._lists:
            if each.issuer != certificate.issuer or not any(_signed_by(each, root) for root in self.roots):
                continue
            entry = each.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if entry is not None:
                return Withdrawn(entry.revocation_date_utc, _key_lost(entry))
        return None

    def knows(self, root: str) -> bool:
        return root in self._trusted


def _context(roots: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(root.public_bytes(Encoding.DER)) for root in roots],
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def stamped_at(signer: cms.SignerInfo) -> datetime | None:
    """The moment a signature's time stamp states, believed or not; None without one."""
    try:
        found = [each for each in signer["unsigned_attrs"] if each["type"].native == "signature_time_stamp_token"]
        moment = found[0]["values"][0]["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    except Exception:  # none there, or bytes that are no time stamp
        return None
    return moment if isinstance(moment, datetime) else None


def fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex().upper()


def root_above(certificate: x509.Certificate, others: Iterable[x509.Certificate]) -> str:
    """The fingerprint of the self-signed certificate that issued this one, or nothing."""
    for other in others:
        if other.subject == other.issuer and issued_by(certificate, other) and issued_by(other, other):
            return fingerprint(other)
    return ""


def certificates_in(signed: cms.SignedData) -> list[x509.Certificate]:
    """All readable certificates that a signature brings along."""
    found = []
    for choice in signed["certificates"]:
        if choice.name == "certificate":
            found.append(x509.load_der_x509_certificate(choice.chosen.dump()))
    return found


def issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the one certificate was signed by the other's key."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except Exception:  # a wrong signature, an odd name or an odd key: in each case it is not the issuer
        return False
    return True


def _signed_by(revocations: x509.CertificateRevocationList, root: x509.Certificate) -> bool:
    key = root.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        return False
    return revocations.issuer == root.subject and revocations.is_signature_valid(key)


def _key_lost(entry: x509.RevokedCertificate) -> bool:
    """Without a reason the worst is assumed, as a stranger's list may leave it out."""
    try:
        reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        return True
    return reason not in _HARMLESS


def _certificate(data: bytes) -> x509.Certificate:
    try:
        return load_certificate(data)
    except ValueError:
        raise NotACertificate("trust") from None


def _list(data: bytes) -> x509.CertificateRevocationList:
    try:
        return load_revocations(data)
    except ValueError:
        raise NotARevocationList("trust") from None
