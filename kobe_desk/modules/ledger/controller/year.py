"""Budget, closing of months and the year-end, done at the desk."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.ledger import usecases
from kobe_desk.modules.ledger.usecases import CountRequest, YearEndRequest
from kobe_desk.modules.ledger.usecases.locking import next_month
from kobe_desk.modules.ledger.view import LedgerPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

TABLES = {"budget_line", "book_closing", "cash_count", "year_end"}


class YearController(QObject):
    """A child of its page; told by the ledger's controller which year is in sight."""

    def __init__(self, desk: Desk, page: LedgerPage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._stack = desk, page, stack
        self._year = 0
        page.budget.line_requested.connect(self._write_budget)
        page.budget.proposal_requested.connect(self._propose)
        page.budget.print_wanted.connect(lambda: self._print(_("Budget on paper"), "budget"))
        page.closing.month_chosen.connect(self._ask_facts)
        page.closing.close_requested.connect(self._close)
        page.closing.reopen_requested.connect(self._reopen)
        page.year_end.save_requested.connect(self._save)
        page.year_end.carry_requested.connect(self._carry)
        page.year_end.open_requested.connect(self._open_again)
        page.year_end.print_wanted.connect(lambda: self._print(_("Papers of the year"), "year"))
        page.year_end.audit_wanted.connect(self._open_audit)
        desk.changed.connect(self._on_changed)

    def open_year(self, year: int) -> None:
        """Show the year in the parts that belong to it; the months to close are those of the whole book."""
        self._year = year
        self._ask_year()
        self._desk.ask(usecases.month_to_close, then=self._show_months)
        self._desk.ask(usecases.closings, then=self._page.closing.show_closings)

    def _ask_year(self) -> None:
        self._desk.ask(usecases.budget, self._year, then=self._page.budget.show_budget)
        self._desk.ask(usecases.settlement, self._year, then=self._page.year_end.show_settlement)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES and self._year:
            self.open_year(self._year)

    # budget

    def _write_budget(self, account: UUID, yen: int | None, note: str) -> None:
        part = self._page.budget
        self._desk.do(usecases.save_budget, self._year, {account: yen}, {account: note}, refused=part.show_refusal)

    def _propose(self) -> None:
        self._desk.do(usecases.propose_budget, self._year, refused=self._page.budget.show_refusal)

    # months

    def _show_months(self, first: date | None) -> None:
        months = _ended(first)
        self._page.closing.show_months(months, months[0] if months else None)
        if months:
            self._ask_facts(months[0])

    def _ask_facts(self, month: date) -> None:
        self._desk.ask(usecases.month_facts, month, then=self._page.closing.show_facts)

    def _close(self, month: date, counts: tuple[CountRequest, ...]) -> None:
        part = self._page.closing
        self._desk.do(usecases.close_month, month, counts, refused=part.show_refusal)

    def _reopen(self, key: UUID, reason: str) -> None:
        part = self._page.closing
        self._desk.do(usecases.reopen_month, key, reason, then=part.clear, refused=part.show_refusal)

    # the year

    def _save(self, said: YearEndRequest) -> None:
        self._desk.do(usecases.save_year_end, self._year, said, refused=self._page.year_end.show_refusal)

    def _carry(self) -> None:
        self._desk.do(usecases.carry_over, self._year, refused=self._page.year_end.show_refusal)

    def _open_again(self) -> None:
        self._desk.do(usecases.open_settlement, self._year, refused=self._page.year_end.show_refusal)

    def _open_audit(self) -> None:
        from kobe_desk.modules.ledger.controller.auditing import AuditController
        from kobe_desk.modules.ledger.view.auditing import AuditPage

        page = AuditPage()
        AuditController(self._desk, page, self._year)
        self._stack.open(page)

    def _print(self, title: str, what: str) -> None:
        from kobe_desk.modules.ledger.controller.printing import YearPrintController
        from kobe_desk.modules.ledger.view.papers import LedgerPapersPage

        page = LedgerPapersPage(title, _("To the money"))
        YearPrintController(self._desk, page, self._year, what)
        self._stack.open(page)


def _ended(first: date | None) -> tuple[date, ...]:
    """The months from one to the last that is over."""
    this = clock.today().replace(day=1)
    found: list[date] = []
    while first is not None and first < this:
        found.append(first)
        first = next_month(first)
    return tuple(found)
