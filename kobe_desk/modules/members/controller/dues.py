"""What the page 会費 wishes, done at the desk."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.usecases import year_of
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import CollectionSheet, ReceiptSlip, RoundRow
from kobe_desk.modules.members.view.dues import DuesPage
from kobe_desk.ui.desk import Desk

TABLES = {"dues_rate", "dues_round", "dues_charge", "dues_payment", "entry", "receipt", "household", "person"}


def make_sheets(sheet: CollectionSheet, report: Report) -> bytes:
    """The sheets to collect with: a job of the child process."""
    from kobe_desk.modules.members.papers import collection_pdf

    report(0, 1)
    return collection_pdf(sheet)


def make_receipts(slips: tuple[ReceiptSlip, ...], report: Report) -> bytes:
    """The receipts with their stubs: a job of the child process."""
    from kobe_desk.modules.members.papers import receipts_pdf

    report(0, 1)
    return receipts_pdf(slips)


class DuesController(QObject):
    """Shows one fiscal year, and one collection of it."""

    made = Signal(object)
    """Papers by name."""

    def __init__(self, desk: Desk, page: DuesPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._year = 0
        self._round: UUID | None = None
        self._rows: tuple[RoundRow, ...] = ()
        page.year_requested.connect(self._open_year)
        self._connect_collecting()
        self._connect_plans()
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.areas, then=page.collecting.show_areas)
        desk.ask(year_of, clock.today(), then=self._open_year)

    def _connect_collecting(self) -> None:
        part = self._page.collecting
        part.round_chosen.connect(self._open_round)
        part.area_chosen.connect(lambda _area: self._show_round(self._round))
        part.take_requested.connect(lambda asked: self._do(part, usecases.take_dues, asked))
        part.cancel_requested.connect(lambda payments: self._do(part, usecases.cancel_dues, payments))
        part.exempt_requested.connect(lambda key, reason: self._do(part, usecases.exempt_charge, key, reason))
        part.ask_requested.connect(lambda key: self._do(part, usecases.ask_dues_again, key))
        part.print_requested.connect(self._print)
        part.receipts_requested.connect(self._ask_receipts)

    def _connect_plans(self) -> None:
        plan, rates = self._page.planning, self._page.rates
        plan.round_requested.connect(lambda request: self._do(plan, usecases.add_round, request))
        plan.look_requested.connect(self._look)
        plan.charge_requested.connect(lambda key, rule: self._do(plan, usecases.charge_round, key, rule))
        plan.remove_requested.connect(lambda key: self._do(plan, usecases.remove_round, key))
        rates.rate_requested.connect(lambda *said: self._do(rates, usecases.set_rate, self._year, *said))
        rates.remove_requested.connect(lambda key: self._do(rates, usecases.remove_rate, key))
        rates.copy_requested.connect(lambda: self._do(rates, usecases.copy_rates, self._year))

    def _do(self, part: Any, usecase: Any, *args: Any) -> None:
        self._desk.do(usecase, *args, then=part.clear, refused=part.show_refusal)

    def _open_year(self, year: int) -> None:
        self._year = year
        self._page.show_year(year)
        self._ask()

    def _ask(self) -> None:
        desk, page = self._desk, self._page
        desk.ask(usecases.rounds, self._year, then=self._show_rounds)
        desk.ask(usecases.rates, self._year, then=page.rates.show_rates)
        desk.ask(usecases.arrears, clock.today(), then=page.arrears.show_arrears)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES and self._year:
            self._ask()

    def _show_rounds(self, rows: tuple[RoundRow, ...]) -> None:
        self._page.planning.show_rounds(rows)
        self._page.collecting.show_rounds(rows, self._round)
        self._rows = rows
        self._show_round(self._page.collecting.rounds.value())

    def _open_round(self, key: UUID | None) -> None:
        self._page.collecting.show_rounds(self._rows, key)
        self._show_round(key)

    def _show_round(self, key: UUID | None) -> None:
        self._round = key
        if key is not None:
            part = self._page.collecting
            self._desk.ask(usecases.charges_of, key, part.area.value(), then=part.show_charges)

    def _look(self, key: UUID, rule: Any) -> None:
        plan = self._page.planning
        self._desk.ask(usecases.preview_charges, key, rule, then=plan.show_view, refused=plan.show_refusal)

    def _print(self, key: UUID | None) -> None:
        if key is not None:
            area = self._page.collecting.area.value()
            self._desk.ask(usecases.collection_sheet, key, area, then=self._make)

    def _make(self, sheet: CollectionSheet) -> None:
        name = f"集金表 {sheet.title}"
        self._desk.run(
            make_sheets, sheet, then=lambda pdf: self.made.emit([(name, pdf)]), text=_("Making the papers")
        )  # fmt: skip

    def _ask_receipts(self, payments: tuple[UUID, ...]) -> None:
        self._desk.ask(usecases.receipt_slips, payments, then=self._make_receipts)

    def _make_receipts(self, slips: tuple[ReceiptSlip, ...]) -> None:
        name = f"領収書 {slips[0].number}" if len(slips) == 1 else "領収書"
        self._desk.run(
            make_receipts, slips, then=lambda pdf: self.made.emit([(name, pdf)]), text=_("Making the papers")
        )  # fmt: skip
