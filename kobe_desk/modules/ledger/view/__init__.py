"""会計: the cash book, the receipts and the accounts of a fiscal year."""

from kobe_desk.modules.ledger.view.page import LedgerPage

__all__ = ["LedgerPage"]
