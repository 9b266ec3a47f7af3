"""Columns of the cash book, the receipts and the totals."""

from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import figures
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.usecases import AccountTotal, EntryRow, ReceiptRow
from kobe_desk.ui.table import Column

KINDS = {"income": N_("Income"), "expense": N_("Expense")}


def _state(row: EntryRow) -> str:
    if row.reverses:
        return _("reversal")
    return _("reversed") if row.reversed else ""


def _amount(yen: int) -> str:
    return figures(yen) if yen else ""


ENTRY_COLUMNS: tuple[Column[EntryRow], ...] = (
    Column(N_("No."), lambda row: str(row.number), width=60, right=True, secondary=True),
    Column(N_("Date"), lambda row: era.short(row.day), width=110),
    Column(N_("Account"), lambda row: row.account, width=150, secondary=True),
    Column(N_("What for"), lambda row: row.text, stretch=True, bold=True),
    Column(N_("Income (yen)"), lambda row: _amount(row.income), width=120, right=True),
    Column(N_("Expense (yen)"), lambda row: _amount(row.expense), width=120, right=True),
    Column(N_("Balance (yen)"), lambda row: figures(row.balance), width=120, right=True, secondary=True),
    Column(N_("State"), _state, width=90, secondary=True, meaning=lambda _row: "muted"),
)

RECEIPT_COLUMNS: tuple[Column[ReceiptRow], ...] = (
    Column(N_("Number"), lambda row: row.label, width=216, bold=True, secondary=True),
    Column(N_("Date"), lambda row: era.short(row.day), width=110),
    Column(N_("Received from"), lambda row: row.payer, stretch=True),
    Column(N_("For"), lambda row: row.purpose, width=252, stretch=True, secondary=True),
    Column(N_("Amount (yen)"), lambda row: figures(row.amount), width=120, right=True),
    Column(N_("State"), lambda row: _("cancelled") if row.cancelled else _("valid"), width=90,
           meaning=lambda row: "warn" if row.cancelled else ""),
)  # fmt: skip

TOTAL_COLUMNS: tuple[Column[AccountTotal], ...] = (
    Column(N_("Account"), lambda row: row.account, stretch=True, bold=True),
    Column(N_("Kind"), lambda row: _(KINDS[row.kind]), width=110),
    Column(N_("Total of the year (yen)"), lambda row: figures(row.amount), width=200, right=True),
)
