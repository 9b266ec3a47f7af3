"""The ledger (出納): the cash book with what belongs to it, the year around it, and what the bank says."""

from kobe_desk.modules.ledger.model.bank import BankLayout, BankLine, BankTaking
from kobe_desk.modules.ledger.model.book import (
    Account,
    AccountKind,
    AccountRole,
    Entry,
    Purse,
    PurseKind,
    Receipt,
    Transfer,
    Voucher,
)
from kobe_desk.modules.ledger.model.year import AuditPaper, BookClosing, BookExport, BudgetLine, CashCount, YearEnd

__all__ = [
    "Account",
    "AccountKind",
    "AccountRole",
    "AuditPaper",
    "BankLayout",
    "BankLine",
    "BankTaking",
    "BookExport",
    "BudgetLine",
    "CashCount",
    "Entry",
    "BookClosing",
    "Purse",
    "PurseKind",
    "Receipt",
    "Transfer",
    "Voucher",
    "YearEnd",
]
