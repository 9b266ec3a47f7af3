"""The page 会計: its parts, and the fiscal year they show."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.usecases import AccountRow, PurseRow
from kobe_desk.modules.ledger.view.accounts import AccountsPart
from kobe_desk.modules.ledger.view.book import BookPart
from kobe_desk.modules.ledger.view.budget import BudgetPart
from kobe_desk.modules.ledger.view.closing import ClosingPart
from kobe_desk.modules.ledger.view.entering import EnteringPart
from kobe_desk.modules.ledger.view.receipts import ReceiptsPart
from kobe_desk.modules.ledger.view.year_end import YearEndPart
from kobe_desk.ui.button import secondary
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList


class LedgerPage(Page):
    """Money that came in and went out, year by year."""

    help_page = "ledger"
    year_requested = Signal(int)
    accounts_wanted = Signal()
    """The usual accounts are to be written down, in a desk that has none."""

    def __init__(self) -> None:
        super().__init__(_("Money"))
        self._year = 0
        self.before = secondary(_("Year before"), "chevron-left")
        self.after = secondary(_("Year after"), "chevron-right")
        self.header.add(self.before, self.after)
        self.before.clicked.connect(lambda: self.year_requested.emit(self._year - 1))
        self.after.clicked.connect(lambda: self.year_requested.emit(self._year + 1))
        self.entering, self.book, self.receipts = EnteringPart(), BookPart(), ReceiptsPart()
        self.budget, self.closing, self.year_end = BudgetPart(), ClosingPart(), YearEndPart()
        self.accounts = AccountsPart()
        parts = (
            (_("Write in"), "pen-line", self.entering),
            (_("Cash book"), "book-open", self.book),
            (_("Receipts"), "receipt-text", self.receipts),
            (_("The budget"), "scale", self.budget),
            (_("Close months"), "lock", self.closing),
            (_("Year-end"), "clipboard-check", self.year_end),
            (_("Accounts"), "list", self.accounts),
        )
        self.parts = SideList(width=146)
        self.parts.show_entries([(words, icon) for words, icon, _part in parts])
        self.set_list(self.parts)
        self._parts = [part for _words, _icon, part in parts]
        words = _("Money is written down under accounts such as dues, and there are none yet.")
        self.beginning = Notice("info", words, (_("Make the usual accounts"), self.accounts_wanted.emit))
        self.add(self.beginning, *self._parts)
        self.parts.chosen.connect(self.show_part)
        self.beginning.hide()
        self.show_part(0)

    def show_part(self, place: int) -> None:
        for number, part in enumerate(self._parts):
            part.setVisible(number == place)
        self.parts.mark(place)
        self.to_top()

    def show_year(self, span: FiscalYear) -> None:
        self._year = span.year
        self.header.say(_("Money of {year}").format(year=span.label))
        self.book.show_year(span)

    def show_accounts(self, rows: Sequence[AccountRow], *, may_begin: bool) -> None:
        """Every account; those put away are offered nowhere but in their own list."""
        self.beginning.setVisible(not rows and may_begin)
        offered = tuple(row for row in rows if not row.retired)
        self.entering.show_accounts(offered)
        self.book.show_accounts(rows)
        self.receipts.show_accounts(offered)
        self.accounts.show_accounts(rows)

    def show_purses(self, rows: Sequence[PurseRow]) -> None:
        self.entering.show_purses(rows)
        self.book.show_purses(rows)
        self.receipts.show_purses(rows)
        self.accounts.show_purses(rows)

    # Qt asks:

    def focus_first(self) -> None:
        self.parts.items[0].setFocus()
