"""予算: by account, beside what it came to and what it was last year; filled line by line or from last year's."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.table import BUDGET_COLUMNS
from kobe_desk.modules.ledger.usecases import BudgetRow
from kobe_desk.modules.ledger.view.quick import QuickForm
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, MoneyField, Need, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class BudgetPart(QWidget):
    """What the year is meant to come to, and how far it is."""

    line_requested = Signal(object, object, str)
    """An account, its yen (None takes the line away), and the note."""
    proposal_requested = Signal()
    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model: TableModel[BudgetRow] = TableModel(BUDGET_COLUMNS, key=lambda row: row.account_id)
        self.table = Table(self._model, _("Budget by account"))
        self.table.setMinimumHeight(260)
        self.table.row_chosen.connect(self._fill)
        self._sum = Paragraph(narrow=True)
        self.unequal = Notice("warn")
        self.propose = secondary(_("Fill in from last year"), "copy")
        self.propose.clicked.connect(self.proposal_requested)
        self.print = secondary(_("Print the budget"), "printer")
        self.print.clicked.connect(self.print_wanted)
        tools = QWidget()
        tools.setLayout(Flow(self.propose, self.print))
        self.form = QuickForm(
            (
                ("amount", FormField(_("The budget"), MoneyField(), Need.OPTIONAL, unit=_("yen"))),
                ("note", FormField(_("How it is made up"), TextField(320), Need.OPTIONAL)),
            )
        )
        self.table.row_opened.connect(lambda _row: self.form.fields["amount"].focus())
        self.save = primary(_("Write this line"), "save")
        self.save.clicked.connect(self._save)
        self.card = Card(_("Budget of the chosen account"), self.form, Row(self.save, STRETCH))
        self.setLayout(Column(tools, self.table, self._sum, self.unequal, self.card, STRETCH))

    def show_budget(self, rows: Sequence[BudgetRow]) -> None:
        self._model.show(rows)
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self._model.index(0, 0))
        sides = {kind: sum(row.budget or 0 for row in rows if row.kind == kind) for kind in ("income", "expense")}
        words = _("Budget: {income} in, {expense} out")
        self._sum.say(words.format(income=yen(sides["income"]), expense=yen(sides["expense"])))
        difference = sides["income"] - sides["expense"]
        self.unequal.setVisible(bool(difference))
        said = _("Income and expense of the budget differ by {yen}. Make them equal, for example with a reserve.")
        self.unequal.ask(said.format(yen=yen(abs(difference))))
        self._fill(self.table.row)

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.unequal.ask(error.message())
            self.unequal.show()

    def _fill(self, row: BudgetRow | None) -> None:
        self.card.setVisible(row is not None)
        if row is not None:
            self.card.heading.setText(_("Budget of “{account}”").format(account=row.account))
            self.form.fill({"amount": row.budget, "note": row.note})

    def _save(self) -> None:
        values, row = self.form.read(), self.table.row
        if values is not None and row is not None:
            self.line_requested.emit(row.account_id, values["amount"], values["note"])
            self._go_on()

    def _go_on(self) -> None:
        """The next account is chosen: a budget is written from the top to the bottom."""
        below = self.table.currentIndex().row() + 1
        if below < self._model.rowCount():
            self.table.setCurrentIndex(self._model.index(below, 0))
            self.form.fields["amount"].focus()
