"""The association's root and the certificates it issues to officers (認証局・役員の証明書).

The root's key lives in a folder that the user picks (an USB stick), never in the desk. It is needed about once a year:
when officers change, and when a certificate is withdrawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from kobe_desk.core import atomic, clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.paper.sign import key_files
from kobe_desk.paper.sign.certificates import CertificateFacts, facts_of, load_revocations, subject
from kobe_desk.paper.sign.key_files import PrivateKey

ROOT_KEY = "association-root.p12"
ROOT_CERTIFICATE = "association-root.pem"
REVOCATIONS = "association-root.crl"
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey
_YEARS = 10
_AFTER_TERM = timedelta(days=92)  # three months for the last papers of a term
_SKEW = timedelta(minutes=5)  # a receiver's clock may be a little behind ours
_LIST_LASTS = timedelta(days=400)


class RootExists(UserError):
    text = N_("This folder already holds an association key. It was left as it is. Choose another folder.")


class RootNotFound(UserError):
    text = N_("The association key is not in this folder. Insert the USB stick that holds it, or choose its folder.")


class FolderNotWritable(UserError):
    text = N_("Nothing can be written into this folder. Choose another one.")


class RootEnded(UserError):
    text = N_("The association key ends on {ends:%Y-%m-%d}, before this term. Make a new association key first.")


class TermEnded(UserError):
    text = N_("The term ended on {ends:%Y-%m-%d}. Enter the present term before making a key.")


@dataclass(frozen=True, slots=True)
class Root:
    """The association's root with its key: hold it no longer than the one task takes."""

    key: PrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def facts(self) -> CertificateFacts:
        return facts_of(self.certificate)


@dataclass(frozen=True, slots=True)
class OfficerRequest:
    """The officer who is to sign: office (会長), name as written, and the last day of the term."""

    association: str
    office: str
    name: str
    term_ends: date


@dataclass(frozen=True, slots=True)
class OfficerKey:
    """A new officer key: the locked PKCS#12 file, and what the desk may keep (certificate and facts)."""

    p12: bytes
    pem: bytes
    facts: CertificateFacts


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate withdrawn at a moment (失効): because the key was lost, or because the officer changed."""

    serial: int
    moment: datetime
    key_lost: bool = False


def create_root(folder: Path, association: str, passphrase: str) -> Root:
    """Make the association's root for ten years and leave key and certificate in the folder."""
    if (folder / ROOT_KEY).exists():
        raise RootExists("folder")
    now = clock.now()
    key = ec.generate_private_key(ec.SECP256R1())
    name = subject(association, association)
    builder = _builder(name, name, key.public_key(), now - _SKEW, _years_later(now, _YEARS))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(authority=True), critical=True)
    certificate = builder.sign(key, hashes.SHA256())
    try:
        atomic.write_bytes(folder / ROOT_KEY, key_files.lock(key, certificate, (), passphrase))
        atomic.write_bytes(folder / ROOT_CERTIFICATE, certificate.public_bytes(Encoding.PEM))
    except OSError:
        raise FolderNotWritable("folder") from None
    return open_root(folder, passphrase)


def open_root(folder: Path, passphrase: str) -> Root:
    """The root kept in this folder."""
    try:
        data = (folder / ROOT_KEY).read_bytes()
    except OSError:
        raise RootNotFound("folder") from None
    opened = key_files.unlock(data, passphrase)
    return Root(opened.key, opened.certificate)


def issue_officer(root: Root, request: OfficerRequest, passphrase: str, list_address: str = "") -> OfficerKey:
    """A key and certificate for an officer until three months after the term.

    `list_address` is where the revocation list can be fetched, for an association that has a web site.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = certify(root, request, key.public_key(), list_address)
    locked = key_files.lock(key, certificate, (root.certificate,), passphrase)
    return OfficerKey(locked, certificate.public_bytes(Encoding.PEM), facts_of(certificate))


def certify(root: Root, request: OfficerRequest, public: PublicKey, list_address: str = "") -> x509.Certificate:
    """An officer's certificate for a key that was made here or lies on a token. Raises TermEnded, RootEnded."""
    starts, ends = clock.now() - _SKEW, _midnight_after(request.term_ends) + _AFTER_TERM
    if ends <= clock.now():
        raise TermEnded("term_ends", ends=request.term_ends)
    if ends > root.certificate.not_valid_after_utc:
        raise RootEnded("term_ends", ends=root.certificate.not_valid_after_utc)
    name = subject(request.association, f"{request.office} {request.name}", request.office)
    builder = _builder(name, root.certificate.subject, public, max(starts, root.facts.starts), ends)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(authority=False), critical=True)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.certificate.public_key())  # type: ignore[arg-type]
    builder = builder.add_extension(above, critical=False)
    if list_address:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(list_address)], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    return builder.sign(root.key, hashes.SHA256())


def revocation_list(root: Root, revocations: Sequence[Revocation], earlier: bytes = b"") -> bytes:
    """The root's list of withdrawn certificates (PEM), dated now: those of the `earlier` list and the new ones."""
    now = clock.now()
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.certificate.subject)
    builder = builder.last_update(now - _SKEW).next_update(now + _LIST_LASTS)
    new = {each.serial for each in revocations}
    for old in load_revocations(earlier) if earlier else ():
        if old.serial_number not in new:
            builder = builder.add_revoked_certificate(old)
    for each in revocations:
        reason = x509.ReasonFlags.key_compromise if each.key_lost else x509.ReasonFlags.cessation_of_operation
        entry = x509.RevokedCertificateBuilder().serial_number(each.serial).revocation_date(each.moment)
        builder = builder.add_revoked_certificate(entry.add_extension(x509.CRLReason(reason), critical=False).build())
    builder = builder.add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.certificate.public_key())  # type: ignore[arg-type]
    return builder.add_extension(above, critical=False).sign(root.key, hashes.SHA256()).public_bytes(Encoding.PEM)


def _builder(
    name: x509.Name, issuer: x509.Name, key: PublicKey, starts: datetime, ends: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(starts).not_valid_after(ends)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(*, authority: bool) -> x509.KeyUsage:
    """A root signs certificates and lists; an officer signs papers and cannot deny it (nonRepudiation)."""
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _years_later(moment: datetime, years: int) -> datetime:
    day = moment if (moment.month, moment.day) != (2, 29) else moment - timedelta(days=1)
    return day.replace(year=day.year + years)


def _midnight_after(day: date) -> datetime:
    """The end of a day in Kobe, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=clock.JST).astimezone(UTC) + timedelta(days=1)
