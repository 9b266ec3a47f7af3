"""会計を書き出す: which rows, what kind of file; purpose and recipient are asked and recorded."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.usecases import ExportRequest
from kobe_desk.ui.export_page import ExportingPage, given_fields, kind_field
from kobe_desk.ui.field import FormField, Need, Select
from kobe_desk.ui.form import Form
from kobe_desk.ui.table import Column

WHAT = {"book": N_("The lines of the cash book in sight"), "statement": N_("Budget and statement by account")}


@dataclass(frozen=True, slots=True)
class Lost:
    """A text with characters that the older encoding lacks, and its line in the file."""

    line: int
    column: str
    value: str
    characters: str


COLUMNS: tuple[Column[Lost], ...] = (
    Column(N_("Line"), lambda row: str(row.line), width=70, right=True),
    Column(N_("Column"), lambda row: row.column, width=110, secondary=True),
    Column(N_("What is written"), lambda row: row.value, width=260, stretch=True, bold=True),
    Column(N_("Cannot be written"), lambda row: row.characters, width=150),
)


class ExportBookPage(ExportingPage):
    """The lines in sight, or the statement of the year."""

    help_page = "ledger-export"
    write_requested = Signal(object, object)
    """An `ExportRequest`, and what stands for what cannot be written (or None)."""

    def __init__(self, said: str, lines: int) -> None:
        super().__init__(
            _("Write the book to a file"), _("To the book"), Form(_fields()), COLUMNS,
            lambda row: (row.line, row.column), stem=_("Cash book"), first="what", icon="book-open",
        )  # fmt: skip
        self._said = said
        self.which.ask(_("In sight are: {said}, {lines} lines.").format(said=said, lines=f"{lines:,}"))

    def _wish(self, values: dict[str, Any], substitute: str | None) -> None:
        self.write_requested.emit(ExportRequest(**values, said=self._said), substitute)


def _fields() -> dict[str, FormField]:
    what = Select([(key, _(words)) for key, words in WHAT.items()])
    return {"what": FormField(_("What to write"), what, Need.UNSAID), "kind": kind_field(), **given_fields()}
