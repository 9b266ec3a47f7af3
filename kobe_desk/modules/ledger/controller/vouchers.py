"""The receipts of a line: scans are made into PDFs by the child process, then kept at the desk."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.ledger import usecases
from kobe_desk.modules.ledger.exchange.scans import pdf_of_scan
from kobe_desk.modules.ledger.usecases import EntryRow, VoucherRow
from kobe_desk.modules.ledger.view.papers import LedgerPaper, LedgerPapersPage
from kobe_desk.modules.ledger.view.vouchers import VouchersPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack


class VouchersController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: VouchersPage, stack: PageStack, row: EntryRow) -> None:
        super().__init__(page)
        self._desk, self._page, self._stack, self._entry = desk, page, stack, row.id
        page.file_chosen.connect(self._take)
        page.change_requested.connect(self._change)
        page.drop_requested.connect(self._drop)
        page.look_wanted.connect(self._look)
        desk.changed.connect(self._on_changed)
        page.show_line(row)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(usecases.vouchers, self._entry, then=self._page.show_vouchers)

    def _on_changed(self, change: Change) -> None:
        if "voucher" in change.tables:
            self._ask()

    def _take(self, path: Path | None, number: str, page: str) -> None:
        if path is None:
            self._keep(number, page, "", b"")
            return
        self._desk.run(
            *(pdf_of_scan, path),
            then=lambda made: self._keep(number, page, *made),
            refused=self._page.show_refusal,
            text=_("Reading the file"),
        )

    def _keep(self, number: str, page: str, name: str, data: bytes) -> None:
        shown = self._page
        self._desk.do(usecases.keep_voucher, self._entry, number, page, name, data, then=shown.show_kept,
                      refused=shown.show_refusal)  # fmt: skip

    def _change(self, key: UUID, number: str, page: str) -> None:
        self._desk.do(usecases.file_voucher, key, number, page, refused=self._page.show_refusal)

    def _drop(self, key: UUID) -> None:
        self._desk.do(usecases.drop_voucher, key)

    def _look(self, row: VoucherRow) -> None:
        if row.file_name:
            self._desk.ask(usecases.voucher_bytes, row.id, then=lambda data: self._show(row.file_name, data))

    def _show(self, name: str, data: bytes) -> None:
        page = LedgerPapersPage(_("Scan of a receipt"), _("To the receipts"))
        page.show_papers([LedgerPaper(name, data)])
        self._stack.open(page)
