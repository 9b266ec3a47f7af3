"""Columns of the cash book and of everything around it."""

from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import figures, yen
from kobe_desk.core.text import N_, _
from kobe_desk.modules.ledger.usecases import (
    AccountRow,
    AssetLine,
    BudgetRow,
    ClosingRow,
    EntryRow,
    PurseRow,
    ReceiptRow,
    VoucherRow,
)
from kobe_desk.ui.table import Column

KINDS = {"income": N_("Income"), "expense": N_("Expense")}
PURSE_KINDS = {"cash": N_("Cash"), "bank": N_("At a bank")}
ASSET_KINDS = {"asset": N_("Thing owned"), "debt": N_("Debt")}


def _state(row: EntryRow) -> str:
    if row.reverses:
        return _("reversal")
    return _("reversed") if row.reversed else ""


def _amount(amount: int | None) -> str:
    return figures(amount) if amount else ""


def _filed(row: EntryRow) -> str:
    """Where its receipt is; a scan counts."""
    return row.paper or (_("scan") if row.scans else "")


def _given(amount: int | None) -> str:
    return "" if amount is None else figures(amount)


ENTRY_COLUMNS: tuple[Column[EntryRow], ...] = (
    Column(N_("No."), lambda row: str(row.number), width=56, right=True, secondary=True),
    Column(N_("Date"), lambda row: era.short(row.day), width=104),
    Column(N_("Account"), lambda row: row.account, width=138, secondary=True),
    Column(N_("What for"), lambda row: row.text, stretch=True, bold=True),
    Column(N_("Income (yen)"), lambda row: _amount(row.income), width=116, right=True),
    Column(N_("Expense (yen)"), lambda row: _amount(row.expense), width=116, right=True),
    Column(N_("Balance (yen)"), lambda row: figures(row.balance), width=116, right=True, secondary=True),
    Column(N_("State"), _state, width=84, secondary=True, meaning=lambda _row: "muted"),
)

ENTRY_FACTS: tuple[Column[EntryRow], ...] = (
    *ENTRY_COLUMNS,
    Column(N_("From or to whom"), lambda row: row.partner),
    Column(N_("Where the money is"), lambda row: row.purse),
    Column(N_("Amount moved (yen)"), lambda row: _amount(row.moved)),
    Column(N_("Receipt"), _filed),
)
"""What is said of the chosen line in full."""

RECEIPT_COLUMNS: tuple[Column[ReceiptRow], ...] = (
    Column(N_("Number"), lambda row: row.label, width=216, bold=True, secondary=True),
    Column(N_("Date"), lambda row: era.short(row.day), width=110),
    Column(N_("Received from"), lambda row: row.payer, stretch=True),
    Column(N_("For"), lambda row: row.purpose, width=252, stretch=True, secondary=True),
    Column(N_("Amount (yen)"), lambda row: figures(row.amount), width=120, right=True),
    Column(N_("State"), lambda row: _("cancelled") if row.cancelled else _("valid"), width=90,
           meaning=lambda row: "warn" if row.cancelled else ""),
)  # fmt: skip

VOUCHER_COLUMNS: tuple[Column[VoucherRow], ...] = (
    Column(N_("Number on the receipt"), lambda row: row.number, width=180),
    Column(N_("Page"), lambda row: row.page, width=120),
    Column(N_("Scan"), lambda row: row.file_name or _("only the paper"), stretch=True, bold=True),
)

BUDGET_COLUMNS: tuple[Column[BudgetRow], ...] = (
    Column(N_("Kind"), lambda row: _(KINDS[row.kind]), width=90, secondary=True),
    Column(N_("Account"), lambda row: row.account, stretch=True, bold=True),
    Column(N_("Last year’s budget"), lambda row: _given(row.last_budget), width=130, right=True, secondary=True),
    Column(N_("Last year in fact"), lambda row: _amount(row.last_actual), width=130, right=True, secondary=True),
    Column(N_("Budget (yen)"), lambda row: _given(row.budget), width=124, right=True),
    Column(N_("In fact (yen)"), lambda row: figures(row.actual), width=124, right=True),
    Column(N_("Difference"), lambda row: figures(row.difference), width=124, right=True, secondary=True),
)

CLOSING_COLUMNS: tuple[Column[ClosingRow], ...] = (
    Column(N_("Month"), lambda row: _("{year} month {month}").format(year=era.era_year(row.month),
           month=row.month.month), width=150, bold=True),
    Column(N_("Closed on"), lambda row: era.short(row.day), width=120),
    Column(N_("By"), lambda row: row.person, width=150, secondary=True),
    Column(N_("Difference counted"), lambda row: _differences(row), stretch=True),
    Column(N_("State"), lambda row: _("opened again") if row.reopened else _("month closed"), width=130,
           meaning=lambda row: "warn" if row.reopened else ""),
)  # fmt: skip


def _differences(row: ClosingRow) -> str:
    told = [f"{each.purse} {yen(each.counted - each.book)}" for each in row.counts if each.counted != each.book]
    return _(", ").join(told) or _("none")


def closing_words(row: ClosingRow) -> str:
    """What was counted in each place, the reason for a difference, and why the month was opened again."""
    words, differs = _("{purse}: counted {counted}, book {book}"), _("{purse}: counted {counted}, book {book} ({why})")
    told = [
        (differs if each.why else words).format(
            purse=each.purse, counted=yen(each.counted), book=yen(each.book), why=each.why
        )
        for each in row.counts
    ]
    if row.reopened:
        told.append(_("opened again on {day}: {why}").format(day=era.short(row.reopened), why=row.reason))
    return _(", ").join(told)


ACCOUNT_COLUMNS: tuple[Column[AccountRow], ...] = (
    Column(N_("Kind"), lambda row: _(KINDS[row.kind]), width=90),
    Column(N_("Account"), lambda row: row.name, stretch=True, bold=True),
    Column(N_("State"), lambda row: _("put away") if row.retired else "", width=140, meaning=lambda _row: "muted"),
)

PURSE_COLUMNS: tuple[Column[PurseRow], ...] = (
    Column(N_("Where the money is"), lambda row: row.name, stretch=True, bold=True),
    Column(N_("Kind"), lambda row: _(PURSE_KINDS[row.kind]), width=140, secondary=True),
    Column(N_("There now (yen)"), lambda row: figures(row.balance), width=150, right=True),
    Column(N_("State"), lambda row: _("put away") if row.retired else "", width=140, secondary=True,
           meaning=lambda _row: "muted"),
)  # fmt: skip

ASSET_COLUMNS: tuple[Column[AssetLine], ...] = (
    Column(N_("Kind"), lambda row: _(ASSET_KINDS[row.kind]), width=90),
    Column(N_("Name"), lambda row: row.name, stretch=True, bold=True),
    Column(N_("Note"), lambda row: row.note, width=240, secondary=True),
    Column(N_("Amount (yen)"), lambda row: figures(row.amount), width=140, right=True),
)
