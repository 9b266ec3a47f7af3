"""Values as compressed JSON that come back as they were: for the audit's payload and the stored rows of batches."""

import json
import zlib
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID


def packed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, default=_tagged, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(blob: bytes) -> Any:
    return json.loads(zlib.decompress(blob), object_hook=_untagged)


def _tagged(value: Any) -> Any:
    if isinstance(value, UUID):
        return {"$uuid": value.hex}
    if isinstance(value, datetime):
        return {"$time": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    raise TypeError(type(value).__name__)


_UNTAG: dict[str, Callable[[str], Any]] = {
    "$uuid": UUID,
    "$time": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$bytes": bytes.fromhex,
}


def _untagged(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        (tag, text), *_rest = found.items()
        if tag in _UNTAG:
            return _UNTAG[tag](text)
    return found
