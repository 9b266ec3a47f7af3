"""What stands in a form as a text that can be kept as a draft (書きかけ) and brought back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID


def as_text(values: Mapping[str, Any]) -> str:
    """The values of a form, days and keys included."""
    return json.dumps(dict(values), default=_tagged, ensure_ascii=False)


def from_text(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text, object_hook=_untagged)
    return found


def _tagged(value: Any) -> dict[str, str]:
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    return {"$key": str(value)}


def _untagged(found: dict[str, Any]) -> Any:
    if "$date" in found:
        return date.fromisoformat(found["$date"])
    return UUID(found["$key"]) if "$key" in found else found
