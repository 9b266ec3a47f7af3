"""Says what is wrong with a desk's file that does not open, from its size and its first page.

SQLCipher itself answers "file is not a database" to a wrong key, a picture, a cut-off file and a flipped bit alike.
"""

import hashlib
import hmac
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kobe_desk.core.database import DeskDamaged, DeskMissing
from kobe_desk.core.vault.situations import (
    DeskCutOff,
    DeskEmpty,
    DeskFlawed,
    DeskReplaced,
    DeskScrambled,
    DeskTooShort,
)

PAGE = 4096
_SALT, _IV, _MAC = 16, 16, 64  # SQLCipher 4: the page ends with its initialisation vector and its HMAC-SHA512
_OTHER_KINDS = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",  # zip, and with it XLSX and DOCX
    b"\xd0\xcf\x11\xe0",  # old Excel and Word
    b"SQLite format 3\0",  # a database without encryption is not ours
    b"\0" * 16,
)


def require_plausible(path: Path) -> None:
    """What can be said without a key. Raises DeskMissing, DeskEmpty, DeskTooShort, DeskReplaced."""
    try:
        with path.open("rb") as file:
            start = file.read(PAGE)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise DeskMissing from None
    if not start:
        raise DeskEmpty
    if start.startswith(_OTHER_KINDS):
        raise DeskReplaced
    if len(start) < PAGE:
        raise DeskTooShort(found=len(start))


def require_whole(path: Path, key: bytes) -> None:
    """The first page is whole and the file as long as it says. Raises DeskScrambled, DeskCutOff.

    Not for a file with a journal beside it, which the engine must roll back first.
    """
    with path.open("rb") as file:
        page = file.read(PAGE)
    pages = _pages(page, key)
    found = path.stat().st_size
    if pages is None:
        raise DeskScrambled
    if found < pages * PAGE:
        raise DeskCutOff(found=found, expected=pages * PAGE)


def diagnosis(path: Path, key: bytes) -> DeskDamaged:
    """The sentence for a file that this key should open but does not."""
    try:
        require_whole(path, key)
    except DeskDamaged as damage:
        return damage
    return DeskFlawed()


def tells_of_damage(error: BaseException) -> bool:
    """Whether the engine's error means that pages are damaged (it has few words for it)."""
    return "malformed" in str(error) or "not a database" in str(error)


def _pages(page: bytes, key: bytes) -> int | None:
    """How many pages the file should have, by its own header; None when the first page is not whole."""
    if len(page) < PAGE:
        return None
    salt, body, iv, mac = page[:_SALT], page[: PAGE - _MAC], page[PAGE - _MAC - _IV : PAGE - _MAC], page[-_MAC:]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    if not hmac.compare_digest(hmac.digest(mac_key, body[_SALT:] + (1).to_bytes(4, "little"), "sha512"), mac):
        return None
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    header = bytes(_SALT) + decryptor.update(body[_SALT:-_IV])
    return int.from_bytes(header[28:32])
