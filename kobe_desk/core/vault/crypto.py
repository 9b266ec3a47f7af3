"""The few cryptographic steps of the vault: stretch (Argon2id), derive (HKDF-SHA256), wrap (AES-256-GCM)."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one guess at a passphrase is: memory in KiB, passes over it, lanes (RFC 9106)."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def bearable(self) -> bool:
        """Whether a slot that asks for this may be tried: a forged one must not eat the computer's memory."""
        return 1 <= self.lanes <= 16 and 1 <= self.passes <= 16 and 8 * self.lanes <= self.memory_kib <= 1 << 20


PRODUCT = Cost(memory_kib=256 * 1024, passes=3, lanes=4)
"""About 0.6 s on a small computer; a guess costs an attacker the same memory."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes from a (folded) passphrase."""
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(passphrase.encode())


def derived(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose from a secret of full strength."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=f"kobe-desk/1/{purpose}".encode()).derive(secret)


def wrap(key: bytes, plain: bytes, clear: bytes) -> bytes:
    """Nonce and ciphertext; `clear` is bound to it and must be given unchanged to unwrap."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, clear)


def unwrap(key: bytes, wrapped: bytes, clear: bytes) -> bytes | None:
    """What was wrapped, or None when the key, the ciphertext or `clear` is not the same."""
    try:
        return AESGCM(key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], clear)
    except (InvalidTag, ValueError):
        return None


def seal(key: bytes, content: bytes) -> bytes:
    return hmac.digest(key, content, "sha256")


def same(one: bytes, other: bytes) -> bool:
    return hmac.compare_digest(one, other)


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
