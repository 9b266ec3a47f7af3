"""出納帳: the lines of a year by place, month, account and words, and what is done with one of them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _, n_
from kobe_desk.modules.ledger.table import ENTRY_COLUMNS, ENTRY_FACTS
from kobe_desk.modules.ledger.usecases import AccountRow, Book, BookFilter, EntryRow, PurseRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.field import SearchField, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph

_MONTHS = 12


class BookPart(QWidget):
    """Nothing is ever erased here: a mistake is taken back by a second line."""

    filter_changed = Signal(object)
    reversal_requested = Signal(object)
    papers_wanted = Signal(object)
    """An `EntryRow`: its receipts."""
    print_wanted = Signal()
    slips_wanted = Signal()
    export_wanted = Signal()
    bank_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.which = BookFilter(0)
        self._model: TableModel[EntryRow] = TableModel(ENTRY_COLUMNS)
        self.table = Table(self._model, _("Lines of the cash book"))
        self.table.setMinimumHeight(240)
        self.table.row_chosen.connect(self._show_whole)
        self.table.row_opened.connect(self.papers_wanted)
        self._whole = Paragraph(ink="muted", narrow=True)
        self.table.shown_whole_in = self._whole
        self._sum = Paragraph(narrow=True)
        self._none = Paragraph(_("Nothing is written into the book of this year yet."), ink="muted")
        self.opening = Notice("info")
        self.opening.hide()
        column = Column(self._filters(), self.opening, self._none, gap="item")
        column.addWidget(self.table, 1)
        column.add(self._sum, self._whole, self._acts())
        self.setLayout(column)

    def _filters(self) -> QWidget:
        self.purse, self.month, self.account = Select(), Select(), Select()
        for select, name in (
            (self.purse, _("Place for money to show")),
            (self.month, _("Month to show")),
            (self.account, _("Account to show")),
        ):
            select.setAccessibleName(name)
            select.edited.connect(self._ask)
        self.search = SearchField(width=190)
        self.search.searched.connect(lambda _words: self._ask())
        holder = QWidget()
        holder.setLayout(Flow(self.purse, self.month, self.account, self.search, gap=10))
        return holder

    def _acts(self) -> QWidget:
        self.reverse = secondary(_("Take this line back"), "undo-2")
        self.papers = secondary(_("Receipts of this line"), "paperclip")
        self.print = secondary(_("Print the book"), "printer")
        self.slips = secondary(_("Print the slips"), "receipt-text")
        self.export = secondary(_("Write to a file"), "download")
        self.bank = secondary(_("Take in the bank’s lines"), "file-up")
        self.reverse.clicked.connect(self._reverse)
        self.papers.clicked.connect(self._open_papers)
        self.print.clicked.connect(self.print_wanted)
        self.slips.clicked.connect(self.slips_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.bank.clicked.connect(self.bank_wanted)
        holder = QWidget()
        holder.setLayout(Flow(self.reverse, self.papers, self.print, self.slips, self.export, self.bank))
        return holder

    def show_year(self, span: FiscalYear) -> None:
        """Begin with the whole year, unless it is the one in sight."""
        if self.which.year == span.year:
            return
        self.which = BookFilter(span.year, self.which.purse)
        months = [_first(span, number) for number in range(_MONTHS)]
        words = _("month {month}")
        self.month.offer([(None, _("Whole year")), *((each, words.format(month=each.month)) for each in months)])
        self.month.set_value(None)
        self.account.set_value(None)
        self.search.set_text("")

    def show_accounts(self, rows: Sequence[AccountRow]) -> None:
        self.account.offer([(None, _("All accounts")), *((row.id, row.name) for row in rows)])

    def show_purses(self, rows: Sequence[PurseRow]) -> None:
        self.purse.offer([(None, _("Cash and bank together")), *((row.id, row.name) for row in rows)])

    def show_book(self, book: Book) -> None:
        """The lines, what they come to, and what the year before left."""
        rows = book.rows
        self._model.show(rows)
        self._none.setVisible(not rows)
        self._none.say(
            _("Nothing is written into the book of this year yet.") if book.which.whole else _("No line fits.")
        )
        for part in (self.table, self._whole, self.reverse, self.papers, self._sum):
            part.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self._model.index(len(rows) - 1, 0))
        words = n_("{count} line: {income} in, {expense} out", "{count} lines: {income} in, {expense} out", len(rows))
        self._sum.say(words.format(count=f"{len(rows):,}", income=yen(book.income), expense=yen(book.expense)))
        self.opening.setVisible(bool(book.opening))
        said = _("{yen} of the year before are not carried over yet. The balance holds them.")
        self.opening.ask(said.format(yen=yen(book.opening)))

    @property
    def lines(self) -> int:
        """How many lines are in sight."""
        return self._model.rowCount()

    def said(self) -> str:
        """The filter in words, for the head of the paper and the record of a file."""
        chosen = [select.currentText() for select in (self.purse, self.month, self.account) if select.value()]
        return "　".join([*chosen, *filter(None, (self.search.text(),))])

    def _show_whole(self, row: EntryRow | None) -> None:
        """Every fact of the chosen line in words: large type leaves room for a few columns only."""
        facts = [(_(column.title), column.text(row)) for column in ENTRY_FACTS] if row is not None else []
        pair = _("{what}: {fact}")
        self._whole.say(_(", ").join(pair.format(what=what, fact=fact) for what, fact in facts if fact))
        self.papers.setEnabled(row is not None and not row.moved)

    def _ask(self) -> None:
        self.which = BookFilter(
            self.which.year, self.purse.value(), self.month.value(), self.account.value(), self.search.text()
        )
        self.filter_changed.emit(self.which)

    def _reverse(self) -> None:
        if self.table.row is not None:
            self.reversal_requested.emit(self.table.row.id)

    def _open_papers(self) -> None:
        if self.table.row is not None:
            self.papers_wanted.emit(self.table.row)


def _first(span: FiscalYear, number: int) -> date:
    """The first day of the month so many after the year's first."""
    month = span.first_month - 1 + number
    return date(span.year + month // 12, month % 12 + 1, 1)
