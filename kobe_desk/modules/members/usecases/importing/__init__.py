"""A roster from a file: tried first, then taken in as one change."""

from typing import TYPE_CHECKING

from kobe_desk.core.lazily import offering

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases.importing.items import ImportReport, ImportRow, Problem, RefusedRow
    from kobe_desk.modules.members.usecases.importing.roster import (
        Headings,
        check_roster,
        import_roster,
        remembered_mappings,
    )

__all__ = [
    "Headings",
    "ImportReport",
    "ImportRow",
    "Problem",
    "RefusedRow",
    "check_roster",
    "import_roster",
    "remembered_mappings",
]

__getattr__ = offering(
    __name__,
    items="ImportReport ImportRow Problem RefusedRow",
    roster="Headings check_roster import_roster remembered_mappings",
)
