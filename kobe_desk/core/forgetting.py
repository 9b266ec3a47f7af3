"""Takes people out of what batches keep of the past (匿名化)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from kobe_desk.core.batch import BATCH_BEFORE
from kobe_desk.core.packing import packed, unpacked


def forget(connection: sa.Connection, keys: Collection[UUID], texts: Collection[str]) -> int:
    """Take rows out of what batches keep of the past: those with these keys, or with a cell that is one of the texts.

    Returns how many blobs were written anew; a batch whose rows are missing can no longer be undone.
    """
    count = 0
    for number, blob in connection.execute(sa.select(BATCH_BEFORE.c.number, BATCH_BEFORE.c.rows)).all():
        rows = unpacked(blob)
        kept = [row for row in rows if not _speaks_of(row, keys, texts)]
        if len(kept) < len(rows):
            count += 1
            anew = sa.update(BATCH_BEFORE).where(BATCH_BEFORE.c.number == number).values(rows=packed(kept))
            connection.execute(anew)
    return count


def _speaks_of(row: list[Any], keys: Collection[UUID], texts: Collection[str]) -> bool:
    first = UUID(bytes=row[0]) if isinstance(row[0], bytes) else row[0]
    cells = [cell for part in row for cell in (part.values() if isinstance(part, dict) else (part,))]
    return first in keys or any(cell in texts for cell in cells if isinstance(cell, str))
