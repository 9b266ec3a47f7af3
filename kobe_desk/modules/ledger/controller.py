"""What the page 会計 wishes, done at the desk."""

from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.modules.ledger import usecases
from kobe_desk.modules.ledger.usecases import AccountRow, EntryRequest, ReceiptRequest
from kobe_desk.modules.ledger.view import LedgerPage
from kobe_desk.ui.desk import Desk

TABLES = {"account", "entry", "receipt"}


class LedgerController(QObject):
    """Shows one fiscal year at a time."""

    def __init__(self, desk: Desk, page: LedgerPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._year = 0
        page.year_requested.connect(self._open_year)
        page.book.entry_requested.connect(self._enter)
        page.book.reversal_requested.connect(self._reverse)
        page.receipts.receipt_requested.connect(self._give)
        page.receipts.cancel_requested.connect(self._cancel)
        page.accounts.account_requested.connect(self._add_account)
        desk.changed.connect(self._on_changed)
        page.accounts_wanted.connect(self._open_books)
        desk.ask(usecases.accounts, then=self._show_accounts)
        desk.ask(usecases.year_of, clock.today(), then=self._open_year)

    def _show_accounts(self, rows: tuple[AccountRow, ...]) -> None:
        self._page.show_accounts(rows, may_begin=self._desk.who.may("ledger.edit"))

    def _open_books(self) -> None:
        self._desk.do(usecases.open_books)

    def _open_year(self, year: int) -> None:
        self._year = year
        self._page.show_year(year)
        self._desk.ask(usecases.cash_book, year, then=self._page.book.show_entries)
        self._desk.ask(usecases.receipts, year, then=self._page.receipts.show_receipts)
        self._desk.ask(usecases.totals, year, then=self._page.accounts.show_totals)

    def _on_changed(self, change: Change) -> None:
        if "account" in change.tables:
            self._desk.ask(usecases.accounts, then=self._show_accounts)
        if change.tables & TABLES and self._year:
            self._open_year(self._year)

    def _enter(self, request: EntryRequest) -> None:
        part = self._page.book
        self._desk.do(usecases.post_entry, request, then=part.clear, refused=part.show_refusal)

    def _reverse(self, key: UUID) -> None:
        self._desk.do(usecases.reverse_entry, key)

    def _give(self, request: ReceiptRequest) -> None:
        part = self._page.receipts
        self._desk.do(usecases.give_receipt, request, then=part.clear, refused=part.show_refusal)

    def _cancel(self, key: UUID) -> None:
        self._desk.do(usecases.cancel_receipt, key)

    def _add_account(self, name: str, kind: str) -> None:
        part = self._page.accounts
        self._desk.do(usecases.add_account, name, kind, then=part.clear, refused=part.show_refusal)
