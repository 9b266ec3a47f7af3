"""An officer ready to sign: an opened key file or a token, checked for what a signature needs."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.paper.sign import key_files
from kobe_desk.paper.sign.certificates import CertificateFacts, facts_of, load_certificate
from kobe_desk.paper.sign.key_files import PrivateKey
from kobe_desk.paper.sign.trusted_time import StampedSigner, TimeService
from kobe_desk.paper.token.reference import TokenReference, is_reference, load_reference

DIGEST = "sha256"


class KeyNotValidNow(UserError):
    text = N_(
        "The key of {who} is valid from {starts:%Y-%m-%d} to {ends:%Y-%m-%d}. "
        "Check this computer's date, or have a new key made."
    )


class KeyCannotSign(UserError):
    text = N_("The key of {who} was not made for signing papers. Choose the officer's own key.")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs (an officer's key, opened), and under which root."""

    facts: CertificateFacts
    certificate_pem: bytes
    chain_pem: tuple[bytes, ...]
    cms: StampedSigner
    personal: bool = False
    """Signed with a person's own certificate (マイナンバーカード), which tells more than the office."""
    times: TimeService | None = None
    """Who is asked for the time, if anybody."""

    @property
    def time_missing(self) -> bool:
        """Whether the time was asked for, and a signature had to go on without."""
        return self.cms.time_missing


class _KeptKey(StampedSigner, SimpleSigner):
    """pyHanko's signer, except that it keeps the loaded key: parsing and checking it is most of a signature's time."""

    def __init__(self, key: PrivateKey, **parts: Any) -> None:
        super().__init__(**parts)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return self._key.sign(data, ec.ECDSA(hashes.SHA256()))
        return bytes(await super().async_sign_raw(data, digest_algorithm, dry_run))


def load_signer(
    file: bytes, passphrase: str, alive: Callable[[], object] = lambda: None, times: TimeService | None = None
) -> Signer:
    """Open an officer's key file, or make the token's key ready for which it stands; then the passphrase is its PIN.

    Raises their UserErrors, KeyNotValidNow or KeyCannotSign. A token asks `alive` while it works: that may stop it.
    """
    if is_reference(file):
        return _on_token(load_reference(file), passphrase, alive, times)
    opened = key_files.unlock(file, passphrase)
    return Signer(
        facts=_fit(opened.certificate),
        certificate_pem=opened.certificate.public_bytes(Encoding.PEM),
        chain_pem=tuple(each.public_bytes(Encoding.PEM) for each in opened.chain),
        cms=_cms_signer(opened),
        times=times,
    )


def _on_token(reference: TokenReference, pin: str, alive: Callable[[], object], times: TimeService | None) -> Signer:
    from kobe_desk.paper.sign.token_signer import token_signer

    pem = reference.certificate.encode()
    facts = _fit(load_certificate(pem))
    chain = tuple(each.encode() for each in reference.chain)
    return Signer(facts, pem, chain, token_signer(reference, pin, alive), reference.personal, times)


def _fit(certificate: x509.Certificate) -> CertificateFacts:
    """The facts of a certificate that may sign a paper today. Raises KeyNotValidNow or KeyCannotSign."""
    facts = facts_of(certificate)
    if not facts.starts <= clock.now() <= facts.ends:
        raise KeyNotValidNow(who=facts.who, starts=facts.starts, ends=facts.ends)
    if not may_sign(certificate):
        raise KeyCannotSign(who=facts.who)
    return facts


def sign_detached(data: bytes, signer: Signer) -> bytes:
    """A detached CMS signature over some bytes (CAdES, DER); any S/MIME tool can check it."""
    at = PdfCMSSignedAttributes(signing_time=clock.now())
    signing = signer.cms.async_sign_general_data(
        data, DIGEST, use_cades=True, signed_attr_settings=at, timestamper=signer.times
    )
    signed = asyncio.run(signing)
    return bytes(signed.dump())


def may_sign(certificate: x509.Certificate) -> bool:
    """Receivers trust a signature only if the certificate has both bits, and is no authority's."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return usage.digital_signature and usage.content_commitment and not usage.key_cert_sign


def _cms_signer(opened: key_files.Unlocked) -> _KeptKey:
    form = (Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = [asn1_x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in opened.chain]
    return _KeptKey(
        opened.key,
        signing_cert=asn1_x509.Certificate.load(opened.certificate.public_bytes(Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(opened.key.private_bytes(*form)),
        cert_registry=SimpleCertificateStore.from_certs(chain),  # type: ignore[no-untyped-call]
        embed_roots=True,
    )
