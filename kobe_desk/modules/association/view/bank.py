"""振込口座: where a subsidy is paid to."""

from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Bank
from kobe_desk.ui.button import primary
from kobe_desk.ui.field import Choice, FormField, Need, Option, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice


class BankPart(QWidget):
    """The account as the bank book shows it."""

    save_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        kinds = Choice([Option("ordinary", _("Ordinary account")), Option("current", _("Current account"))])
        self.form = Form(
            {
                "bank": FormField(_("Bank"), TextField(width=260)),
                "bank_code": FormField(_("Bank code"), TextField(width=90), Need.OPTIONAL, _("Four digits.")),
                "branch": FormField(_("Branch"), TextField(width=260)),
                "branch_code": FormField(_("Branch code"), TextField(width=90), Need.OPTIONAL, _("Three digits.")),
                "kind": FormField(_("Kind of account"), kinds),
                "number": FormField(
                    _("Account number"), TextField(width=130, guarded=True), support=_("Up to seven digits.")
                ),
                "holder": FormField(_("Account holder"), TextField(width=340)),
                "holder_kana": FormField(
                    _("Holder in katakana"), TextField(width=340), Need.OPTIONAL, _("As in the bank book.")
                ),
            }
        )
        kinds.set_value("ordinary")
        self.save = primary(_("Save the account"), "save")
        self.save.clicked.connect(self._save)
        note = Notice("info", _("The account must be in the association's own name."))
        self.setLayout(Column(note, self.form, Row(self.save, STRETCH), STRETCH, gap="group"))

    def show_bank(self, bank: Bank | None) -> None:
        if bank is not None:
            self.form.fill(asdict(bank))

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            self.save_requested.emit(Bank(**{name: value or "" for name, value in values.items()}))
