"""What a backup says of itself. Figures that tell of the association (rows of each table) stand under the data key."""

import base64
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kobe_desk.core.database import NewerDesk
from kobe_desk.core.vault import crypto
from kobe_desk.core.vault.contents import Contents

FORMAT = 1


class NoManifest(Exception):
    """The bytes are no manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which desk, the running number of the backup, when, and the digests of what lies in it."""

    desk: str
    sequence: int
    made_at: datetime
    schema: int
    audit_lines: int
    audit_head: str
    size: int
    database_sha256: str
    slots_sha256: str
    sealed: bytes = b""
    format: int = FORMAT

    def with_rows(self, rows: dict[str, int], key: bytes) -> "Manifest":
        """The manifest with the counts of its tables sealed in; they are bound to everything else it says."""
        plain = json.dumps(rows, sort_keys=True).encode()
        return replace(self, sealed=crypto.wrap(self._key(key), plain, self._clear()))

    def contents(self, key: bytes) -> Contents | None:
        """What the database in the backup must hold; None when the manifest was altered or is of another desk."""
        plain = crypto.unwrap(self._key(key), self.sealed, self._clear())
        if plain is None:
            return None
        return Contents(self.schema, json.loads(plain), self.audit_lines, self.audit_head)

    def encoded(self) -> bytes:
        return (
            json.dumps({**self._body(), "sealed": base64.b64encode(self.sealed).decode()}, indent=1) + "\n"
        ).encode()

    def _key(self, key: bytes) -> bytes:
        return crypto.derived(key, bytes.fromhex(self.desk), "backup")

    def _clear(self) -> bytes:
        return json.dumps(self._body(), sort_keys=True).encode()

    def _body(self) -> dict[str, Any]:
        return {
            "format": self.format,
            "desk": self.desk,
            "sequence": self.sequence,
            "made_at": self.made_at.isoformat(),
            "schema": self.schema,
            "audit_lines": self.audit_lines,
            "audit_head": self.audit_head,
            "size": self.size,
            "database_sha256": self.database_sha256,
            "slots_sha256": self.slots_sha256,
        }


def decoded(content: bytes) -> Manifest:
    """Raises NoManifest, or NewerDesk for a backup of a newer program."""
    try:
        body = json.loads(content)
        if body["format"] > FORMAT:
            raise NewerDesk
        sealed, made_at = body.pop("sealed"), body.pop("made_at")
        found = Manifest(**body, made_at=datetime.fromisoformat(made_at), sealed=base64.b64decode(sealed))
        bytes.fromhex(found.desk)
        if not isinstance(found.size, int) or not isinstance(found.sequence, int) or found.made_at.tzinfo is None:
            raise NoManifest
        return found
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoManifest from None
