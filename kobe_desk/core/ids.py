"""Keys of rows: UUIDv7, so that rows made later sort later (RFC 9562 §5.7)."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A fresh key: 48 bits of milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
