"""An officer whose key never leaves a token or a card: pyHanko builds the signature, the token signs its digest."""

import hashlib
import unicodedata
from typing import Any

from asn1crypto import algos
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.paper.sign.certificates import load_certificate
from kobe_desk.paper.sign.trusted_time import StampedSigner
from kobe_desk.paper.token import child
from kobe_desk.paper.token.part import require_part
from kobe_desk.paper.token.reference import TokenReference
from kobe_desk.paper.token.refusals import PinMissing

_TRIAL = b"Kobe Desk: a trial of this key"
_LONGEST = 1024  # bytes of a signature: RSA of 8,192 bits


class KeyKindUnknown(UserError):
    text = N_("The key on this card or token is of a kind that signs no papers. Nothing was kept.")


class OtherKey(UserError):
    text = N_("The key and the certificate on this card or token do not belong together. Nothing was kept.")


class TokenSigner(StampedSigner):
    """Asks the token for each signature; the PIN is held only as long as this object."""

    def __init__(self, reference: TokenReference, pin: str, alive: child.Alive, **parts: Any) -> None:
        super().__init__(**parts)
        self._reference, self._pin, self._alive = reference, pin, alive

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(_LONGEST)
        return child.sign_digest(
            self._reference, to_sign(self.signing_cert, data, digest_algorithm), self._pin, self._alive
        )


def token_signer(reference: TokenReference, pin: str, alive: child.Alive) -> TokenSigner:
    """A signer for a key on a token. Raises PinMissing, PartNotFound and its kin, or KeyKindUnknown."""
    typed = typed_pin(pin)
    if not typed and not reference.pin_pad:
        raise PinMissing("passphrase")
    require_part(reference.part)
    certificate = load_certificate(reference.certificate.encode())
    chain = [load_certificate(each.encode()) for each in reference.chain]
    return TokenSigner(
        reference,
        typed,
        alive,
        signing_cert=_plain(certificate),
        cert_registry=SimpleCertificateStore.from_certs(list(map(_plain, chain))),  # type: ignore[no-untyped-call]
        signature_mechanism=mechanism(certificate),
        embed_roots=True,
    )


def try_key(reference: TokenReference, pin: str, alive: child.Alive) -> None:
    """One signature as a trial: PIN, key and certificate belong together. Raises OtherKey and what tokens refuse."""
    certificate = load_certificate(reference.certificate.encode())
    signature = child.sign_digest(reference, to_sign(_plain(certificate), _TRIAL, "sha256"), typed_pin(pin), alive)
    key = certificate.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, _TRIAL, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, _TRIAL, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise OtherKey("token") from None


def public_key(data: bytes) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey:
    """A public key from DER. Raises KeyKindUnknown."""
    try:
        key = load_der_public_key(data)
    except (ValueError, UnsupportedAlgorithm):
        raise KeyKindUnknown("token") from None
    if not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        raise KeyKindUnknown("token")
    return key


def typed_pin(pin: str) -> str:
    """A PIN as cards know it: plain letters and digits, also where they were typed full-width (１２３４)."""
    return unicodedata.normalize("NFKC", pin).strip()


def mechanism(certificate: x509.Certificate) -> algos.SignedDigestAlgorithm:
    """How the key of a certificate signs, with SHA-256. Raises KeyKindUnknown."""
    key = certificate.public_key()
    if isinstance(key, ec.EllipticCurvePublicKey):
        return algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
    if isinstance(key, rsa.RSAPublicKey):
        return algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"})
    raise KeyKindUnknown("token")


def to_sign(certificate: asn1_x509.Certificate, data: bytes, algorithm: str) -> bytes:
    """What the token is handed: the digest, for RSA wrapped as PKCS#1 asks (every card knows that way)."""
    digest = hashlib.new(algorithm, data).digest()
    if certificate.public_key.algorithm == "ec":
        return digest
    info = algos.DigestInfo({"digest_algorithm": {"algorithm": algorithm}, "digest": digest})
    return bytes(info.dump())


def _plain(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
