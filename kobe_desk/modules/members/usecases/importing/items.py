"""What an import was given and what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kobe_desk.core.text import n_
from kobe_desk.modules.members.rules.import_rows import (
    ERROR,
    WARNING,
    Difference,
    ImportRow,
    Item,
    Problem,
    RefusedRow,
    RowChunk,
)

__all__ = ["ERROR", "WARNING", "Difference", "ImportItems", "ImportReport", "ImportRow", "Problem", "RefusedRow"]

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
    differences: Sequence[Difference] = ()
    """What the file says otherwise, fact by fact; the first thousand."""

    @property
    def readable(self) -> int:
        return self.rows - self.refused

    def said(self) -> str:
        """What came of it, for the strip: 236人を名簿に入れました。3行は入れていません。"""
        parts = (
            (
                self.imported,
                n_("{count} person was put on the roster.", "{count} people were put on the roster.", self.imported),
            ),
            (self.changed, n_("{count} entry was changed.", "{count} entries were changed.", self.changed)),
            (self.refused, n_("{count} row was not taken in.", "{count} rows were not taken in.", self.refused)),
        )
        return " ".join(words.format(count=f"{count:,}") for count, words in parts if count)

    def as_json(self) -> dict[str, Any]:
        """The figures as the command line prints them for machines."""
        return {
            "rows": self.rows,
            "imported": self.imported,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "problems": [each.as_json() for each in self.problems],
        }
