"""Keys of rows: UUIDv7, so that rows made later sort later (RFC 9562 §5.7)."""

import secrets
import threading
import time
from collections.abc import Iterator
from uuid import UUID, SafeUUID

_lock = threading.Lock()
_last = 0
_BLOCK = 512


def new_id() -> UUID:
    """A fresh key: 48 bits of milliseconds, then 74 random bits; later than every key made before in this process."""
    return UUID(int=_int(_take(1)))


def new_ids() -> Iterator[bytes]:
    """Keys without end as the database holds them, each later than the one before; for many rows."""
    while True:
        first = _take(_BLOCK)
        for number in range(first, first + _BLOCK):
            yield _int(number).to_bytes(16)


def _take(count: int) -> int:
    """The first of `count` numbers in a row that nobody else gets."""
    global _last
    fresh = (time.time_ns() // 1_000_000) << 74 | secrets.randbits(74)
    with _lock:
        fresh = max(fresh, _last + 1)
        _last = fresh + count - 1
    return fresh


def _int(number: int) -> int:
    high, low = number >> 62, number & (1 << 62) - 1  # 60 bits around the version, 62 after the variant
    return (high >> 12) << 80 | 0x7 << 76 | (high & 0xFFF) << 64 | 0x2 << 62 | low


def kept_id(data: bytes) -> UUID:
    """A key as the database holds it, made without the questions that UUID asks of strangers: for very many rows."""
    key = _new(UUID)
    _keep_int(key, int.from_bytes(data))
    _keep_safety(key, _UNKNOWN)
    return key


_new = object.__new__
_UNKNOWN = SafeUUID.unknown
_keep_int, _keep_safety = UUID.__dict__["int"].__set__, UUID.__dict__["is_safe"].__set__
