"""Keys at rest: PKCS#12 files locked by a passphrase (PBES2, AES-256), and plain words when one does not open.

`cryptography` writes such files with 2,048 rounds in the integrity check, however many the encryption has; whoever
finds a lost stick would guess passphrases there. The check is therefore made again here with as many rounds.
"""

import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass

from asn1crypto import pkcs12 as asn1
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, PublicFormat, pkcs12
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_

ROUNDS = 600_000
LARGEST = 1 << 20  # bytes; a key file has some thousands
_OLD = ("rc2", "rc4")
_BLOCK = 64  # bytes of one SHA-256 block
_MAC_KEY = b"\x03"  # RFC 7292 B.3: the purpose byte of an integrity key

PrivateKey = EllipticCurvePrivateKey | RSAPrivateKey


class NotAKeyFile(UserError):
    text = N_("This is not a key file, or it is damaged. Choose the file whose name ends in .p12.")


class OldKeyFile(UserError):
    text = N_("This key file is in an old format that is no longer safe. Have a new key made for this person.")


class WrongPassphrase(UserError):
    text = N_("The passphrase does not open this key file. Nothing was changed. Please type it again.")


class PassphraseMissing(UserError):
    text = N_("A key needs a passphrase. Please choose one.")


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An opened key file: the private key, its certificate, and the certificates above it."""

    key: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]


def lock(key: PrivateKey, certificate: x509.Certificate, chain: tuple[x509.Certificate, ...], passphrase: str) -> bytes:
    """The bytes of a PKCS#12 file (RFC 7292) that only the passphrase opens."""
    if not passphrase:
        raise PassphraseMissing("passphrase")
    secret = _secret(passphrase)
    protection = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(ROUNDS)
        .key_cert_algorithm(PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(secret.encode())
    )
    data = pkcs12.serialize_key_and_certificates(None, key, certificate, chain or None, protection)
    return _checked_with(data, secret, ROUNDS)


def unlock(data: bytes, passphrase: str) -> Unlocked:
    """Open a key file. Raises NotAKeyFile, OldKeyFile or WrongPassphrase."""
    _refuse_unfit(data)
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(data, _secret(passphrase).encode())
    except UnsupportedAlgorithm:
        raise OldKeyFile from None
    except ValueError:
        raise WrongPassphrase("passphrase") from None
    if not isinstance(key, PrivateKey) or certificate is None or not _belong(key, certificate):
        raise NotAKeyFile
    return Unlocked(key, certificate, tuple(chain))


def _refuse_unfit(data: bytes) -> None:
    """Tell what is no key file, and what is locked in a way that is no longer safe, before a passphrase is tried."""
    if not data or len(data) > LARGEST:
        raise NotAKeyFile
    try:
        parts = asn1.Pfx.load(data, strict=True).authenticated_safe
        locks = [_lock_name(part) for part in parts]
    except Exception:  # asn1crypto raises whatever the bytes of a stranger's file lead it to
        raise NotAKeyFile from None
    if any(old in name for name in locks for old in _OLD):
        raise OldKeyFile


def _lock_name(part: asn1.ContentInfo) -> str:
    if part["content_type"].native != "encrypted_data":
        return ""
    algorithm = part["content"]["encrypted_content_info"]["content_encryption_algorithm"]
    inner = algorithm.encryption_cipher if algorithm["algorithm"].native == "pbes2" else ""
    return f"{algorithm['algorithm'].native} {inner}"


def _belong(key: PrivateKey, certificate: x509.Certificate) -> bool:
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return key.public_key().public_bytes(*form) == certificate.public_key().public_bytes(*form)


def _secret(passphrase: str) -> str:
    return unicodedata.normalize("NFC", passphrase)  # a Mac's keyboard and a Windows one may compose differently


def _checked_with(data: bytes, secret: str, rounds: int) -> bytes:
    """The same file with an integrity check of so many rounds (RFC 7292 appendix B.2, one block of SHA-256)."""
    file = asn1.Pfx.load(data)
    salt = os.urandom(16)
    written = secret.encode("utf-16-be") + b"\0\0"
    stretched = hashlib.sha256(_MAC_KEY * _BLOCK + _filled(salt) + _filled(written)).digest()
    for _round in range(rounds - 1):
        stretched = hashlib.sha256(stretched).digest()
    content = file["auth_safe"]["content"].native
    mac = file["mac_data"]
    mac["mac"]["digest"] = hmac.digest(stretched, content, "sha256")
    mac["mac_salt"], mac["iterations"] = salt, rounds
    return bytes(file.dump(force=True))


def _filled(text: bytes) -> bytes:
    """Repeated until it fills whole blocks."""
    length = -(-len(text) // _BLOCK) * _BLOCK
    return (text * (length // len(text) + 1))[:length]
