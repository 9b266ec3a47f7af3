"""役職: the offices in their order; who holds them stands with the people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.table import OFFICE_COLUMNS
from kobe_desk.modules.association.usecases import OfficeRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, FormField, Need, Select, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph

OFFICE_KINDS = (
    ("chair", N_("Chair")),
    ("vice_chair", N_("Vice chair")),
    ("secretary", N_("Secretary")),
    ("treasurer", N_("Treasurer")),
    ("auditor", N_("Auditor")),
    ("block_leader", N_("Group leader")),
    ("other", N_("Another office")),
)


class OfficesPart(QWidget):
    """The list of offices, and one form to add another."""

    add_requested = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._model: TableModel[OfficeRow] = TableModel(OFFICE_COLUMNS)
        self.table = Table(self._model, _("List of offices"))
        self.form = Form(
            {
                "name": FormField(_("Name of the office"), TextField(width=260)),
                "kind": FormField(
                    _("Which office it is"), Select([(value, _(words)) for value, words in OFFICE_KINDS])
                ),
                "single": FormField(_("Holders"), CheckBox(_("One person at a time")), Need.UNSAID),
            }
        )
        self.form.fields["kind"].set_value("other")
        add = secondary(_("Add the office"), "plus")
        add.clicked.connect(self._add)
        hint = Paragraph(_("Who holds an office is written down in the roster."), ink="muted")
        card = Card(_("Another office"), self.form, Row(add, STRETCH))
        self.setLayout(Column(hint, self.table, card, STRETCH, gap="group"))
        self.table.setMinimumHeight(300)

    def show_offices(self, rows: tuple[OfficeRow, ...]) -> None:
        self._model.show(rows)

    def clear(self, _result: object = None) -> None:
        self.form.fill({"name": "", "kind": "other", "single": False})

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _add(self) -> None:
        values = self.form.read()
        if values is not None:
            self.add_requested.emit(values["name"], values["kind"], values["single"])
