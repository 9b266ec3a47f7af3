"""Keys of rows: UUIDv7, so that rows made later sort later (RFC 9562 §5.7)."""

import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A fresh key: 48 bits of milliseconds, then 74 random bits; later than every key made before in this process."""
    global _last
    fresh = (time.time_ns() // 1_000_000) << 74 | secrets.randbits(74)
    with _lock:
        _last = fresh = max(fresh, _last + 1)
    high, low = fresh >> 62, fresh & (1 << 62) - 1  # 60 bits around the version, 62 after the variant
    return UUID(int=(high >> 12) << 80 | 0x7 << 76 | (high & 0xFFF) << 64 | 0x2 << 62 | low)
