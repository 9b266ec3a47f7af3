"""領収書: numbers without gaps; a cancelled one keeps its place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.table import RECEIPT_COLUMNS
from kobe_desk.modules.ledger.usecases import AccountRow, PurseRow, ReceiptRequest, ReceiptRow
from kobe_desk.modules.ledger.view.quick import QuickForm
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, MoneyField, Select, TextField
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class ReceiptsPart(QWidget):
    """Money taken against a receipt goes into the cash book at the same moment."""

    receipt_requested = Signal(object)
    cancel_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model: TableModel[ReceiptRow] = TableModel(RECEIPT_COLUMNS)
        self.table = Table(self._model, _("List of receipts"))
        self.table.setMinimumHeight(240)
        self.cancel = secondary(_("Cancel this receipt"), "ban")
        self.cancel.clicked.connect(self._cancel)
        self._accounts, self._purses = Select(), Select()
        self.form = QuickForm(
            (("day", FormField(_("Day"), DateField())),
             ("amount", FormField(_("Amount"), MoneyField(), unit=_("yen")))),
            (("account", FormField(_("Account"), self._accounts)),
             ("purse", FormField(_("Where the money is"), self._purses))),
            (("payer", FormField(_("Received from"), TextField(width=280))),
             ("purpose", FormField(_("For"), TextField(width=280)))),
        )  # fmt: skip
        self.give = primary(_("Give the receipt"), "receipt-text")
        self.give.clicked.connect(self._give)
        card = Card(_("Another receipt"), self.form, Row(self.give, STRETCH))
        self._none = Paragraph(_("No receipt was given in this year yet."), ink="muted")
        self.setLayout(Column(self._none, self.table, Row(self.cancel, STRETCH), card, STRETCH, gap="group"))
        self.form.fill({"day": clock.today()})

    def show_receipts(self, rows: tuple[ReceiptRow, ...]) -> None:
        self._model.show(rows)
        self._none.setVisible(not rows)
        for part in (self.table, self.cancel):
            part.setVisible(bool(rows))

    def show_accounts(self, rows: Sequence[AccountRow]) -> None:
        self._accounts.offer([(row.id, row.name) for row in rows if row.kind == "income"])

    def show_purses(self, rows: Sequence[PurseRow]) -> None:
        self._purses.offer([(row.id, row.name) for row in rows if not row.retired])

    def clear(self, _result: object = None) -> None:
        self.form.fill({"payer": "", "amount": None, "purpose": ""})

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _give(self) -> None:
        values = self.form.read()
        if values is not None:
            self.receipt_requested.emit(ReceiptRequest(**values))

    def _cancel(self) -> None:
        row = self.table.row
        if row is not None:
            self.cancel_requested.emit(row.id)
