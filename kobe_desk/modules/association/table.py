"""Columns of the association's lists."""

from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import DocumentRow, KeyRow, OfficeRow
from kobe_desk.ui.table import Column

DOCUMENT_KINDS = {
    "bylaws": N_("Bylaws"),
    "passbook": N_("Bank book (copy)"),
    "assembly": N_("Papers of the general meeting"),
    "budget": N_("Budget"),
    "plan": N_("Plan of activities"),
    "other": N_("Another document"),
}

KEY_KINDS = {"file": N_("in the desk"), "token": N_("card or token"), "personal": N_("My Number card")}

OFFICE_COLUMNS: tuple[Column[OfficeRow], ...] = (
    Column(N_("Office"), lambda row: row.name, width=220, bold=True),
    Column(N_("Holders"), lambda row: _("one person") if row.single else _("one or more"), stretch=True),
)

DOCUMENT_COLUMNS: tuple[Column[DocumentRow], ...] = (
    Column(N_("Document"), lambda row: row.title, stretch=True, bold=True),
    Column(N_("Kind"), lambda row: _(DOCUMENT_KINDS.get(row.kind, row.kind)), width=190),
    Column(N_("Date"), lambda row: era.wareki(row.dated) if row.dated else "", width=166, secondary=True),
    Column(N_("Size"), lambda row: _("{size} KB").format(size=f"{-(-row.size // 1024):,}"), width=110, right=True,
           secondary=True),
)  # fmt: skip

KEY_COLUMNS: tuple[Column[KeyRow], ...] = (
    Column(N_("Office"), lambda row: row.office, width=110, bold=True),
    Column(N_("Name"), lambda row: row.name, stretch=True),
    Column(N_("Where the key is"), lambda row: _(KEY_KINDS[row.kind]), width=150, secondary=True),
    Column(N_("Can sign until"), lambda row: era.wareki(row.ends), width=170),
    Column(N_("State"), lambda row: _("stopped") if row.revoked else _("usable"), width=100,
           meaning=lambda row: "warn" if row.revoked else "ok"),
)  # fmt: skip
