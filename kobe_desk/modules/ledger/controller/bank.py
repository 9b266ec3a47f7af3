"""The bank's file: read by the child process, looked at with the desk, taken in when it is wished."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.sheets.sheet import Sheet
from kobe_desk.core.text import _
from kobe_desk.modules.ledger import usecases
from kobe_desk.modules.ledger.exchange.bank import read_bank_file
from kobe_desk.modules.ledger.rules import bank
from kobe_desk.modules.ledger.usecases import SKIP, BankRow, Decision, Layout, PurseRow, TakingRequest
from kobe_desk.modules.ledger.view.bank import BankPage, Problem
from kobe_desk.ui.desk import Desk


class BankController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: BankPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._sheet: Sheet | None = None
        self._fields: tuple[str, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        page.file_chosen.connect(self.read)
        page.columns_chosen.connect(self._map)
        page.purse_chosen.connect(lambda _key: self._look())
        page.take_requested.connect(self._take)
        desk.ask(usecases.accounts, then=page.know)
        desk.ask(usecases.purses, then=self._know_purses)

    def _know_purses(self, rows: tuple[PurseRow, ...]) -> None:
        self._page.know_purses(rows)

    def read(self, path: Path) -> None:
        """Read a file; the desk and its key are out of its reach."""
        self._desk.run(*(read_bank_file, path), then=self._ask_layouts, refused=self._page.show_refusal,
                       text=_("Reading the file"))  # fmt: skip

    def _ask_layouts(self, sheet: Sheet) -> None:
        self._desk.ask(usecases.bank_layouts, then=partial(self._show_sheet, sheet))

    def _show_sheet(self, sheet: Sheet, known: tuple[Layout, ...]) -> None:
        """As it was read the last time, else by its headings."""
        self._sheet = sheet
        before = next((each for each in known if each.headings == sheet.header), None)
        sample = [row.cells for row in sheet.first()]
        self._fields = before.fields if before else bank.guess(sheet.header, sample)
        if before is not None:
            self._page.purse.set_value(before.purse)
        self._page.show_file(sheet.file, sheet.header, self._fields, sample[0] if sample else ())
        self._page.columns.show_complete(complete=bank.complete(self._fields))
        self._look()

    def _map(self, fields: tuple[str, ...]) -> None:
        self._fields = fields
        self._page.columns.missing.setVisible(not bank.complete(fields))
        self._look()

    def _look(self) -> None:
        """Read the rows with these columns, and ask the desk what they could become."""
        purse: UUID | None = self._page.purse.value()
        if self._sheet is None or purse is None:
            return
        if not bank.complete(self._fields):
            self._page.show_rows((), ())
            return
        try:
            found = bank.read(self._sheet.rows(), self._sheet.header, self._fields, str(purse), clock.today())
        except UserError as gone:  # the file was changed or taken away since
            self._page.show_refusal(gone)
            return
        self._problems = tuple(Problem(each.line, each.column, each.value, _(each.reason)) for each in found.problems)
        self._desk.ask(usecases.bank_preview, purse, found.facts, then=self._show_rows)

    def _show_rows(self, rows: tuple[BankRow, ...]) -> None:
        self._page.show_rows(rows, self._problems)

    def _take(self, decisions: tuple[Decision, ...]) -> None:
        if self._sheet is None:
            return
        request = TakingRequest(
            self._page.purse.value(), self._sheet.file, self._sheet.header, self._fields, decisions
        )  # fmt: skip
        count = sum(each.what != SKIP for each in decisions)
        self._desk.do(usecases.take_bank, request, then=lambda _key: self._taken(count),
                      refused=self._page.show_refusal)  # fmt: skip

    def _taken(self, count: int) -> None:
        self._look()
        self._page.show_taken(count)
