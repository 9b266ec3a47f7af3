"""科目: what each account came to in the year, and a way to add one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.table import KINDS, TOTAL_COLUMNS
from kobe_desk.modules.ledger.usecases import AccountTotal
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Choice, FormField, Option, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class AccountsPart(QWidget):
    """The accounts with money in the year."""

    account_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._model: TableModel[AccountTotal] = TableModel(TOTAL_COLUMNS, key=lambda row: row.account)
        self.table = Table(self._model, _("List of accounts"))
        self.table.setMinimumHeight(240)
        kinds = Choice([Option(kind, _(words)) for kind, words in KINDS.items()])
        self.form = Form(
            {"name": FormField(_("Name of the account"), TextField(width=260)), "kind": FormField(_("Kind"), kinds)}
        )
        kinds.set_value("expense")
        self.add = secondary(_("Add the account"), "plus")
        self.add.clicked.connect(self._add)
        card = Card(_("Another account"), self.form, Row(self.add, STRETCH))
        self._none = Paragraph(_("No money has moved in this year yet."), ink="muted")
        self.setLayout(Column(self._none, self.table, card, STRETCH, gap="group"))

    def show_totals(self, rows: tuple[AccountTotal, ...]) -> None:
        self._model.show(rows)
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))

    def clear(self, _result: object = None) -> None:
        self.form.fill({"name": ""})

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _add(self) -> None:
        values = self.form.read()
        if values is not None:
            self.account_requested.emit(values["name"], values["kind"])
