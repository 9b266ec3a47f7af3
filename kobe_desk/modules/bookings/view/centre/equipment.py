"""The equipment: what can be lent with a room, and how many there are."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import EquipmentRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Section
from kobe_desk.ui.field import FormField, NumberField, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

COLUMNS: tuple[Column[EquipmentRow], ...] = (
    Column(N_("Equipment"), lambda row: row.name, width=260, stretch=True, bold=True),
    Column(N_("Stock"), lambda row: str(row.stock), width=120, right=True),
)


class EquipmentSelect(Select):
    """A piece of equipment, or none."""

    def __init__(self) -> None:
        super().__init__([(None, _("none"))], 200)

    def offer_equipment(self, rows: Sequence[EquipmentRow]) -> None:
        self.offer([(None, _("none")), *((each.id, each.name) for each in rows)])


class EquipmentPart(QWidget):
    """A list, and the form of the chosen piece or of a new one below it."""

    saved = Signal(object, str, int)
    """The `EquipmentRow` (None for a new one), its name and how many there are."""
    retired = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row: EquipmentRow | None = None
        self.model: TableModel[EquipmentRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Equipment of the centre"))
        self.table.row_chosen.connect(self._show)
        self.form = Form(
            {
                "name": FormField(_("Called"), TextField(width=260)),
                "stock": FormField(_("How many there are"), NumberField(84, least=1, most=999)),
            }
        )
        self.new = secondary(_("New equipment"), "plus")
        self.retire = secondary(_("No longer lend it"), "archive")
        self.save = secondary(_("Save the equipment"), "save")
        self.warning = Notice("error")
        self.warning.hide()
        self.new.clicked.connect(self._begin)
        self.retire.clicked.connect(lambda: self.retired.emit(self._row))
        self.save.clicked.connect(self._save)
        buttons = QWidget()
        buttons.setLayout(Flow(self.new, self.retire, self.save, gap=10))
        self.section = Section(_("New equipment"), self.warning, self.form, buttons)
        words = _("It is asked for with the booking and lent once at a time. What it costs stands among the fees.")
        every = Section(_("Equipment"), Paragraph(words, ink="muted"), self.table)
        self.setLayout(Down(every, self.section, STRETCH, gap="group"))
        self.retire.hide()

    def show_equipment(self, rows: Sequence[EquipmentRow]) -> None:
        self.model.show(rows)

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _show(self, row: EquipmentRow | None) -> None:
        self.warning.hide()
        if row is None:
            return
        self._row = row
        self.section.heading.setText(row.name)
        self.retire.show()
        self.form.fill({"name": row.name, "stock": row.stock})

    def _begin(self) -> None:
        self._row = None
        self.section.heading.setText(_("New equipment"))
        self.retire.hide()
        self.form.fill(dict.fromkeys(self.form.fields))
        self.form.focus_first()

    def _save(self) -> None:
        values = self.form.read()
        if values is not None:
            self.saved.emit(self._row, values["name"], values["stock"])


def names_of(rows: Sequence[EquipmentRow]) -> dict[UUID, str]:
    return {each.id: each.name for each in rows}
