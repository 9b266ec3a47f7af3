"""What stands on a token, as plain data that crosses processes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key on a token: its CKA_ID (hexadecimal), its name there, its certificate (DER), or its public key (DER) alone.

    `chain`: the other certificates on the token (DER), those that issued it among them.
    """

    token: str
    serial: str
    key: str
    label: str
    certificate: bytes
    public: bytes
    chain: tuple[bytes, ...]
    pin_pad: bool


@dataclass(frozen=True, slots=True)
class RawRequest:
    """A digest to be signed by one key: SHA-256 of what is signed, or its DigestInfo for RSA."""

    module: str
    token: str
    serial: str
    key: str
    digest: bytes
    pin_pad: bool
