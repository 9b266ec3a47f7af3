"""名簿を書き出す: which people, which items, what kind of file; purpose and recipient are asked and recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal

from kobe_desk.core.text import N_, _, n_
from kobe_desk.modules.members.usecases import ProvisionRequest
from kobe_desk.ui.export_page import SHEETS, ExportingPage, Kinds, given_fields, kind_field
from kobe_desk.ui.field import DateField, FormField, Need
from kobe_desk.ui.field.ticks import Ticks
from kobe_desk.ui.form import Form
from kobe_desk.ui.table import Column

KINDS: Kinds = {
    **SHEETS,
    "vcard_3": (N_("Contacts for a telephone (vCard 3.0)"), ".vcf"),
    "vcard_4": (N_("Contacts for a telephone (vCard 4.0)"), ".vcf"),
    "vcard_2": (N_("Contacts for an older mobile phone (vCard 2.1)"), ".vcf"),
}
USUAL = ("district", "area", "house", "name", "kana", "relation", "postal", "address", "building", "phone")


@dataclass(frozen=True, slots=True)
class LostCell:
    """A text with characters that the older encoding lacks, and whose it is."""

    name: str
    column: str
    value: str
    characters: str


COLUMNS: tuple[Column[LostCell], ...] = (
    Column(N_("Full name"), lambda row: row.name, width=170, bold=True),
    Column(N_("Column"), lambda row: row.column, width=110, secondary=True),
    Column(N_("What is written"), lambda row: row.value, width=260, stretch=True),
    Column(N_("Cannot be written"), lambda row: row.characters, width=150),
)


class ExportPage(ExportingPage):
    """The people that the roster shows."""

    help_page = "members-export"
    write_requested = Signal(object, object, object, object)
    """The fields, the kind of file, a `ProvisionRequest`, and what stands for what cannot be written (or None)."""

    def __init__(self, items: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            _("Write the roster to a file"), _("To the upkeep"), Form(_fields(items)), COLUMNS,
            lambda row: (row.name, row.column, row.value), stem=_("Roster"), first="kind", kinds=KINDS, icon="users",
        )  # fmt: skip
        self.form.fill({"fields": USUAL})

    def show_which(self, words: str, count: int) -> None:
        """The people the file is of: those the roster shows."""
        people = n_("{count} person", "{count} people", count).format(count=f"{count:,}")
        self.which.ask(_("Written are: {words}, {people}.").format(words=words, people=people))

    def _wish(self, values: dict[str, Any], substitute: str | None) -> None:
        given = ProvisionRequest(values["recipient"], values["purpose"], values["return_by"])
        self.write_requested.emit(values["fields"], values["kind"], given, substitute)


def _fields(items: Sequence[tuple[str, str]]) -> dict[str, FormField]:
    return {
        "kind": kind_field(KINDS),
        "fields": FormField(_("Items"), Ticks(items)),
        **given_fields(),
        "return_by": FormField(_("To be returned by"), DateField(), Need.OPTIONAL),
    }
