"""What an import was given and what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kobe_desk.modules.members.rules.import_rows import ERROR, WARNING, ImportRow, Item, Problem, RefusedRow, RowChunk

__all__ = ["ERROR", "WARNING", "ImportItems", "ImportReport", "ImportRow", "Problem", "RefusedRow"]

ImportItems = Iterable[Item | RowChunk]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do."""

    rows: int
    """Rows with any filled cell."""
    imported: int
    changed: int
    unchanged: int
    refused: int
    households: int
    """New households among what was imported."""
    problems: tuple[Problem, ...]
    new_lines: Sequence[int] = ()
    """The lines of the file that bring somebody new."""
    changed_lines: Sequence[int] = ()

    @property
    def readable(self) -> int:
        return self.rows - self.refused

    def as_json(self) -> dict[str, Any]:
        """The figures as the command line prints them for machines."""
        return {
            "rows": self.rows,
            "imported": self.imported,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "problems": [each._asdict() for each in self.problems],
        }
