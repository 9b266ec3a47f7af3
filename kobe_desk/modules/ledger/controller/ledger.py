"""What the page 会計 wishes, done at the desk."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.drafts import Draft
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.ledger import usecases
from kobe_desk.modules.ledger.controller.year import YearController
from kobe_desk.modules.ledger.usecases import (
    AccountRow,
    Book,
    BookFilter,
    EntryRequest,
    EntryRow,
    ReceiptRequest,
    TransferRequest,
)
from kobe_desk.modules.ledger.view import LedgerPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

DRAFT = "ledger-entry"
TABLES = {"account", "purse", "entry", "transfer", "receipt", "voucher"}


class LedgerController(QObject):
    """A child of its page; asks again when the tables it shows have changed."""

    def __init__(self, desk: Desk, page: LedgerPage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._stack = desk, page, stack
        self._year, self._month, self._written = 0, 4, UUID(int=0)
        self._years = YearController(desk, page, stack)
        page.year_requested.connect(self._open_year)
        page.accounts_wanted.connect(lambda: desk.do(usecases.open_books))
        self._connect_book()
        self._connect_draft()
        self._connect_accounts()
        desk.changed.connect(self._on_changed)
        self._ask_accounts()
        desk.ask(profile, then=self._know)
        desk.draft(DRAFT, "", then=self._bring_back)

    def _connect_book(self) -> None:
        page, desk = self._page, self._desk
        page.entering.entry_requested.connect(self._enter)
        page.entering.move_requested.connect(self._move)
        page.entering.reversal_requested.connect(self._take_back)
        page.entering.scan_wanted.connect(self._open_vouchers)
        page.book.filter_changed.connect(lambda which: desk.ask(usecases.book, which, then=self._show_book))
        page.book.reversal_requested.connect(lambda key: desk.do(usecases.reverse_entry, key))
        page.book.papers_wanted.connect(self._open_vouchers)
        page.book.print_wanted.connect(self._print_book)
        page.book.slips_wanted.connect(self._print_slips)
        page.book.export_wanted.connect(self._export)
        page.book.bank_wanted.connect(self._open_bank)
        page.receipts.receipt_requested.connect(self._give)
        page.receipts.cancel_requested.connect(lambda key: desk.do(usecases.cancel_receipt, key))

    def _connect_draft(self) -> None:
        """What is being typed into the form is there again after a lock or a power cut."""
        part, desk = self._page.entering, self._desk
        part.draft_typed.connect(lambda text: desk.keep(Draft(DRAFT, "", text)))
        part.draft_dropped.connect(lambda: desk.drop(DRAFT))

    def _connect_accounts(self) -> None:
        part, desk = self._page.accounts, self._desk
        for one, add, rename, retire in (
            (part.accounts, usecases.add_account, usecases.rename_account, usecases.retire_account),
            (part.purses, usecases.add_purse, usecases.rename_purse, usecases.retire_purse),
        ):
            one.add_requested.connect(self._doing(add, one.clear, one.show_refusal))
            one.rename_requested.connect(self._doing(rename, one.clear, one.show_refusal))
            one.retire_requested.connect(self._doing(retire, one.clear, one.show_refusal))
        part.headings_wanted.connect(lambda: self._stack.jump_wanted.emit("subsidies", "headings:"))
        refused = part.accounts.show_refusal
        part.move_requested.connect(lambda key, steps: desk.do(usecases.move_account, key, steps))
        part.remove_requested.connect(lambda key: desk.do(usecases.remove_account, key, refused=refused))

    def _doing(self, usecase: Callable[..., object], then: Callable[..., None], refused: Callable[..., object]):  # type: ignore[no-untyped-def]
        return lambda *asked: self._desk.do(usecase, *asked, then=then, refused=refused)

    # what is shown

    def _know(self, found: Profile | None) -> None:
        self._month = found.year_starts if found else 4
        self._desk.ask(usecases.year_of, clock.today(), then=self._open_year)

    def _ask_accounts(self) -> None:
        self._desk.ask(usecases.all_accounts, then=self._show_accounts)
        self._desk.ask(usecases.purses, then=self._page.show_purses)

    def _bring_back(self, draft: Draft | None) -> None:
        if draft is not None:
            self._page.entering.restore(draft.text)

    def _show_accounts(self, rows: tuple[AccountRow, ...]) -> None:
        self._page.show_accounts(rows, may_begin=self._desk.who.may("ledger.edit"))

    def _open_year(self, year: int) -> None:
        self._year = year
        self._page.show_year(FiscalYear(year, self._month))
        self._desk.ask(usecases.book, self._page.book.which, then=self._show_book)
        self._desk.ask(usecases.receipts, year, then=self._page.receipts.show_receipts)
        self._years.open_year(year)

    def _show_book(self, book: Book) -> None:
        self._page.book.show_book(book)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._ask_accounts()
            if self._year:
                self._open_year(self._year)

    # what is done

    def _enter(self, request: EntryRequest) -> None:
        part = self._page.entering
        self._desk.do(usecases.post_entry, request, then=lambda key: self._tell(key, request.day),
                      refused=part.show_refusal)  # fmt: skip

    def _move(self, request: TransferRequest) -> None:
        part = self._page.entering
        self._desk.do(usecases.move_money, request, then=lambda key: self._tell(key, request.day),
                      refused=part.show_refusal)  # fmt: skip

    def _tell(self, key: UUID, day: date) -> None:
        """Say how the line stands in the book, in its own year."""
        self._written = key
        self._desk.ask(usecases.year_of, day, then=self._tell_of)

    def _tell_of(self, year: int) -> None:
        self._desk.ask(usecases.book, BookFilter(year), then=self._tell_line)

    def _tell_line(self, book: Book) -> None:
        row = next((row for row in book.rows if row.id == self._written), None)
        if row is not None:
            self._page.entering.show_written(row)

    def _take_back(self, key: UUID) -> None:
        part = self._page.entering
        self._desk.do(usecases.reverse_entry, key, then=lambda _key: part.forget(), refused=part.show_refusal)

    def _give(self, request: ReceiptRequest) -> None:
        part = self._page.receipts
        self._desk.do(usecases.give_receipt, request, then=part.clear, refused=part.show_refusal)

    # the pages one level down

    def _open_vouchers(self, row: EntryRow) -> None:
        from kobe_desk.modules.ledger.controller.vouchers import VouchersController
        from kobe_desk.modules.ledger.view.vouchers import VouchersPage

        if row.moved:
            return
        page = VouchersPage()
        VouchersController(self._desk, page, self._stack, row)
        self._stack.open(page)

    def _export(self) -> None:
        from kobe_desk.modules.ledger.controller.exporting import ExportBookController
        from kobe_desk.modules.ledger.view.exporting import ExportBookPage

        part = self._page.book
        page = ExportBookPage(part.said() or _("the whole year"), part.lines)
        ExportBookController(self._desk, page, part.which)
        self._stack.open(page)

    def _open_bank(self) -> None:
        from kobe_desk.modules.ledger.controller.bank import BankController
        from kobe_desk.modules.ledger.view.bank import BankPage

        page = BankPage()
        BankController(self._desk, page)
        self._stack.open(page)

    def _print_book(self) -> None:
        self._print(_("Cash book on paper"), slips=False)

    def _print_slips(self) -> None:
        self._print(_("Slips on paper"), slips=True)

    def _print(self, title: str, *, slips: bool) -> None:
        from kobe_desk.modules.ledger.controller.printing import BookPrintController
        from kobe_desk.modules.ledger.view.papers import LedgerPapersPage

        part = self._page.book
        page = LedgerPapersPage(title, _("To the book"))
        BookPrintController(self._desk, page, part.which, part.said(), slips=slips)
        self._stack.open(page)
