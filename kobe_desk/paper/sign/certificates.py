"""What a certificate says, in the words of the office: association, office, name, term, fingerprint."""

import stringprep
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID

COUNTRY = "JP"
_LONGEST = 64  # characters of an attribute (RFC 5280); many tools count the bytes of a CN, so it is cut there
_NAME = x509.ObjectIdentifier("2.5.4.41")
"""X.520 `name`: the whole name, where the CN had to be cut (21 kanji fit)."""


_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_GETA = "〓"


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate (証明書) as plain data: who, from when to when (UTC), and its number and fingerprint (SHA-256)."""

    association: str
    office: str
    name: str
    serial: int
    fingerprint: str
    starts: datetime
    ends: datetime

    @property
    def who(self) -> str:
        """Office and name as they stand on papers, such as 会長 山田太郎."""
        return f"{self.office} {self.name}".strip()


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """The facts of our own certificates, and as much of a stranger's as it has."""
    subject = certificate.subject
    office, common = _value(subject, NameOID.TITLE), _value(subject, _NAME) or _value(subject, NameOID.COMMON_NAME)
    return CertificateFacts(
        association=_value(subject, NameOID.ORGANIZATION_NAME),
        office=office,
        name=common.removeprefix(office).strip() or common,
        serial=certificate.serial_number,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex().upper(),
        starts=certificate.not_valid_before_utc,
        ends=certificate.not_valid_after_utc,
    )


def issuer_of(certificate: x509.Certificate) -> str:
    """Who issued a certificate: the name, else the organisation."""
    issuer = certificate.issuer
    found = _value(issuer, NameOID.COMMON_NAME) or _value(issuer, NameOID.ORGANIZATION_NAME)
    return found or _value(issuer, NameOID.ORGANIZATIONAL_UNIT_NAME)


def is_personal(certificate: x509.Certificate) -> bool:
    """Whether it is the certificate for signing of a My Number card (署名用電子証明書), by who issued it: the JPKI."""
    issuer = certificate.issuer
    oids = (NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME, NameOID.COMMON_NAME)
    return any("JPKI" in _value(issuer, oid) for oid in oids)


def groups(fingerprint: str) -> tuple[str, ...]:
    """A fingerprint in groups of four, as people read it aloud: 16 groups of a SHA-256."""
    return tuple(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def subject(association: str, common: str, office: str = "") -> x509.Name:
    """A subject without address and e-mail."""
    association, common, office = (comparable(each) for each in (association, common, office))
    short = common.encode()[:_LONGEST].decode(errors="ignore")
    pairs = [
        (NameOID.COUNTRY_NAME, COUNTRY),
        (NameOID.ORGANIZATION_NAME, association),
        (NameOID.TITLE, office),
        (_NAME, common if short != common else ""),
        (NameOID.COMMON_NAME, short),
    ]
    return x509.Name([x509.NameAttribute(oid, text[:_LONGEST]) for oid, text in pairs if text])


def comparable(text: str) -> str:
    """A name that every validator compares (RFC 4518 knows Unicode 3.2, and refuses a certificate with newer signs).

    The selector behind a variant kanji (辻󠄀) goes, a newer kanji becomes 〓; the stamp on the paper shows both.
    """
    return "".join(_GETA if stringprep.in_table_a1(sign) else sign for sign in text if sign not in _SELECTORS)


def load_certificate(data: bytes) -> x509.Certificate:
    """A certificate from a PEM or DER file; raises ValueError for anything else, a package that holds one included."""
    if b"-----BEGIN CERTIFICATE-----" in data and b"\0" not in data:
        return x509.load_pem_x509_certificate(data)
    return x509.load_der_x509_certificate(data)


def load_revocations(data: bytes) -> x509.CertificateRevocationList:
    """A revocation list from a PEM or DER file; raises ValueError for anything else."""
    if b"-----BEGIN X509 CRL-----" in data:
        return x509.load_pem_x509_crl(data)
    return x509.load_der_x509_crl(data)


def _value(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    return "".join(str(attribute.value) for attribute in name.get_attributes_for_oid(oid)[:1])
