"""科目と口座: what money is written under and where it lies; the ready-made ones are only a beginning."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.ledger.table import ACCOUNT_COLUMNS, KINDS, PURSE_COLUMNS, PURSE_KINDS
from kobe_desk.modules.ledger.usecases import AccountRow, PurseRow
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import Choice, FormField, Option, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Table, TableModel


class _List(QWidget):
    """Rows with a name that can be changed, put away or added to."""

    add_requested = Signal(str, str)
    rename_requested = Signal(object, str)
    retire_requested = Signal(object)

    def __init__(self, table: Table, kinds: dict[str, str], begin: str, words: dict[str, str]) -> None:
        super().__init__()
        self.table = table
        table.setMinimumHeight(230)
        table.row_chosen.connect(self._fill)
        options = Choice([Option(kind, _(title)) for kind, title in kinds.items()], columns=2)
        self.form = Form({"name": FormField(words["name"], TextField(280)), "kind": FormField(words["kind"], options)})
        self.form.fill({"kind": begin})
        self.rename = secondary(words["rename"], "pencil")
        self.add = secondary(words["add"], "plus")
        self.retire = secondary(words["retire"], "archive")
        self.rename.clicked.connect(self._rename)
        self.add.clicked.connect(self._add)
        self.retire.clicked.connect(self._retire)
        self.refusal = Notice("warn")
        self.refusal.hide()
        self.acts = Flow(self.retire)
        acts, below = QWidget(), QWidget()
        acts.setLayout(self.acts)
        below.setLayout(Flow(self.rename, self.add))
        self.setLayout(Column(table, acts, self.refusal, self.form, below))

    def clear(self, _result: object = None) -> None:
        self.refusal.hide()
        self.form.fill({"name": ""})

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.refusal.ask(error.message())
            self.refusal.show()

    def _fill(self, row: Any) -> None:
        if row is not None:
            self.form.fill({"name": row.name, "kind": row.kind})

    def _add(self) -> None:
        values = self.form.read()
        if values is not None:
            self.add_requested.emit(values["name"], values["kind"])

    def _rename(self) -> None:
        values = self.form.read()
        if values is not None and self.table.row is not None:
            self.rename_requested.emit(self.table.row.id, values["name"])

    def _retire(self) -> None:
        if self.table.row is not None:
            self.retire_requested.emit(self.table.row.id)


class AccountsPart(QWidget):
    """Both lists, one below the other."""

    move_requested = Signal(object, int)
    remove_requested = Signal(object)
    headings_wanted = Signal()
    """Where the accounts go in the programmes of subsidies is to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self._accounts: TableModel[AccountRow] = TableModel(ACCOUNT_COLUMNS)
        self._purses: TableModel[PurseRow] = TableModel(PURSE_COLUMNS)
        self.accounts = _List(Table(self._accounts, _("List of accounts")), KINDS, "expense", {
            "name": _("Name of the account"), "kind": _("Kind"), "rename": _("Call the chosen account this"),
            "add": _("Add the account"), "retire": _("Put away or offer again"),
        })  # fmt: skip
        self.purses = _List(Table(self._purses, _("Places for money")), PURSE_KINDS, "bank", {
            "name": _("Name of the place"), "kind": _("Kind of place"), "rename": _("Call the chosen place this"),
            "add": _("Add the place"), "retire": _("Put the place away or offer it again"),
        })  # fmt: skip
        self.up = secondary(_("Up"), "arrow-up", name=_("Move the account up"))
        self.down = secondary(_("Down"), "arrow-down", name=_("Move the account down"))
        self.remove = secondary(_("Remove it"), "trash-2", name=_("Remove the account"))
        self.up.clicked.connect(lambda: self._with_account(self.move_requested, -1))
        self.down.clicked.connect(lambda: self._with_account(self.move_requested, 1))
        self.remove.clicked.connect(lambda: self._with_account(self.remove_requested))
        self.accounts.acts.add(self.up, self.down, self.remove)
        self.headings = link(_("Headings of the accounts"), "list")
        self.headings.clicked.connect(self.headings_wanted)
        self.accounts.acts.add(self.headings)
        usual = Notice("info", _("The accounts that are here from the beginning are examples. Make them your own."))
        self.setLayout(Column(usual, Card(_("Accounts"), self.accounts),
                              Card(_("Where the money is"), self.purses), STRETCH, gap="group"))  # fmt: skip

    def show_accounts(self, rows: Sequence[AccountRow]) -> None:
        self._accounts.show(rows)

    def show_purses(self, rows: Sequence[PurseRow]) -> None:
        self._purses.show(rows)

    def _with_account(self, wish: Any, *more: int) -> None:
        row = self.accounts.table.row
        if row is not None:
            wish.emit(row.id, *more)
