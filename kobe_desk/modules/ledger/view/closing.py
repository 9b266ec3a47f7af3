"""月の締め: what the book says, what was counted, and why it differs; then those days take nothing more."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.table import CLOSING_COLUMNS, closing_words
from kobe_desk.modules.ledger.usecases import ClosingRow, CountRequest, MonthFacts
from kobe_desk.modules.ledger.view.quick import QuickForm
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, MoneyField, Need, Select, TextField
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class ClosingPart(QWidget):
    """The month whose turn it is, and the months that are closed."""

    month_chosen = Signal(object)
    close_requested = Signal(object, object)
    """The first day of the month, and what was counted."""
    reopen_requested = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._facts: MonthFacts | None = None
        self.month = Select()
        self.month.edited.connect(lambda: self.month_chosen.emit(self.month.value()))
        self.which = FormField(_("Close up to the end of"), self.month, Need.UNSAID)
        self._told = Paragraph(narrow=True)
        self.papers = Notice("warn")
        self.form = QuickForm()
        self._form_place = Column(self.form, gap=0)
        self.close_month = primary(_("Close up to this day"), "lock")
        self.close_month.clicked.connect(self._close)
        self.card = Card(_("Count the money and close"), self.which, self._told, self.papers)
        self.card.body.addLayout(self._form_place)
        self.card.body.add(Row(self.close_month, STRETCH))
        self.nothing = Notice("ok")
        self._model: TableModel[ClosingRow] = TableModel(CLOSING_COLUMNS)
        self.table = Table(self._model, _("Closed months"))
        self.table.setMinimumHeight(200)
        self._whole = Paragraph(ink="muted", narrow=True)
        self.table.shown_whole_in = self._whole
        self.table.row_chosen.connect(lambda row: self._whole.say(closing_words(row) if row is not None else ""))
        self.reason = FormField(_("Why it is opened again"), TextField(380))
        self.reopen = secondary(_("Open the last closed month again"), "lock-open")
        self.reopen.clicked.connect(self._reopen)
        self.done = Card(_("Closed months"), self.table, self._whole, self.reason, Row(self.reopen, STRETCH))
        self.setLayout(Column(self.nothing, self.card, self.done, STRETCH, gap="group"))

    def show_months(self, months: Sequence[date], chosen: date | None) -> None:
        """The months that can be closed; none: the last ended one is closed already."""
        words = _("{year} month {month}")
        self.month.offer([(each, words.format(year=era.era_year(each), month=each.month)) for each in months])
        self.month.set_value(chosen)
        self.card.setVisible(bool(months))
        self.nothing.setVisible(not months)
        self.nothing.ask(_("Every month that is over is closed. The next one is closed from its end on."))

    def show_facts(self, facts: MonthFacts) -> None:
        """A field for each place of money; what was typed stays when only the book has changed."""
        typed = self.form.typed() if self._facts and self._facts.month == facts.month else {}
        self._facts = facts
        words = _("In this month {lines} lines, {income} in, {expense} out.")
        self._told.say(words.format(lines=facts.lines, income=yen(facts.income), expense=yen(facts.expense)))
        self.papers.setVisible(bool(facts.without_paper))
        said = _("For {count} lines of expense no receipt is filed yet. It can also be filed later.")
        self.papers.ask(said.format(count=facts.without_paper))
        self._form_place.empty()
        self.form = QuickForm(*(_count_row(each.name, each.book, str(each.purse)) for each in facts.purses))
        self.form.fill(typed)
        self._form_place.add(self.form)

    def show_closings(self, rows: Sequence[ClosingRow]) -> None:
        self._model.show(rows)
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self._model.index(0, 0))
        self.done.setVisible(bool(rows))
        standing = any(row.reopened is None for row in rows)
        self.reason.setVisible(standing)
        self.reopen.setVisible(standing)

    def clear(self, _result: object = None) -> None:
        self.reason.set_value("")

    def show_refusal(self, error: UserError) -> None:
        if error.field == "reason" or not self.form.show_refusal(error):
            self.reason.refuse(error.message())

    def _close(self) -> None:
        values = self.form.read()
        if values is None or self._facts is None:
            return
        counts = tuple(
            CountRequest(each.purse, values[f"counted-{each.purse}"], values[f"why-{each.purse}"])
            for each in self._facts.purses
        )
        self.close_requested.emit(self._facts.month, counts)

    def _reopen(self) -> None:
        row = next((row for row in self._rows() if row.reopened is None), None)
        if row is not None:
            self.reopen_requested.emit(row.id, self.reason.control.value())

    def _rows(self) -> list[ClosingRow]:
        found = (self._model.row_at(place) for place in range(self._model.rowCount()))
        return [row for row in found if row is not None]


def _count_row(name: str, book: int, key: str) -> tuple[tuple[str, FormField], tuple[str, FormField]]:
    support = _("The book says {yen}.").format(yen=yen(book))
    counted = FormField(_("Counted: {purse}").format(purse=name), MoneyField(), Need.REQUIRED, support, unit=_("yen"))
    why = FormField(_("Why {purse} differs").format(purse=name), TextField(280), Need.OPTIONAL,
                    _("Only if the sums differ."))  # fmt: skip
    return (f"counted-{key}", counted), (f"why-{key}", why)
