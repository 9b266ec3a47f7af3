"""独自の項目: the fields the association has made for itself, and one form to make or correct one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases.own.fields import FieldRequest, FieldRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import FormField, Need, Select, TextArea, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Lines
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

CHOICE = "choice"
KINDS = {
    "text": N_("Text"),
    "number": N_("Number"),
    "date": N_("Day"),
    "yes_no": N_("Yes or no"),
    CHOICE: N_("One of several"),
}
OF = {"person": N_("Of a person"), "household": N_("Of a household")}
COLUMNS: tuple[Column[FieldRow], ...] = (
    Column(N_("Field"), lambda row: row.name, width=220, stretch=True, bold=True),
    Column(N_("Whose"), lambda row: _(OF[row.of]), width=130, secondary=True),
    Column(N_("What is written"), lambda row: _(KINDS[row.kind]), width=180),
    Column(N_("Entries"), lambda row: f"{row.count:,}", width=90, right=True, secondary=True),
)


class FieldsPart(QWidget):
    """Fields in their order; they stand in the same order on the page of a person and in the list."""

    add_requested = Signal(object)
    correct_requested = Signal(object, object)
    remove_requested = Signal(object)
    order_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[FieldRow, ...] = ()
        self._corrected: FieldRow | None = None
        self.model: TableModel[FieldRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("List of fields"))
        self.table.setMinimumHeight(210)
        self.table.row_opened.connect(lambda _row: self._correct())
        self._none = Paragraph(_("There is no field of your own yet, such as dog, or fire extinguishers."), ink="muted")
        acts = (
            (secondary(_("Move up"), "arrow-up", name=_("Move the field up")), lambda: self._move(-1)),
            (secondary(_("Move down"), "arrow-down", name=_("Move the field down")), lambda: self._move(1)),
            (secondary(_("Correct the field"), "pencil"), self._correct),
            (secondary(_("Take this field away"), "trash-2"), self._remove),
        )
        for button, act in acts:
            button.clicked.connect(lambda _checked=False, act=act: act())
        self.up, self.down, self.correct, self.remove = (button for button, _act in acts)
        self._acts = QWidget()
        self._acts.setLayout(Flow(*(button for button, _act in acts)))
        self.warning = Notice("warn")
        self.form = Form(_fields())
        self.form.edited.connect(self._fit)
        self.save = secondary(_("Add this field"), "plus")
        self.save.clicked.connect(self._save)
        self.stop = secondary(_("Leave it"), name=_("Leave the field"))
        self.stop.clicked.connect(self.clear)
        self.card = Card(_("Another field"), self.form)
        self.card.body.addLayout(Flow(self.save, self.stop))
        self.setLayout(Lines(self._none, self.table, self._acts, self.warning, self.card, STRETCH, gap="group"))
        self.show_fields(())
        self.clear()

    def show_fields(self, rows: Sequence[FieldRow]) -> None:
        self._rows = tuple(rows)
        self.model.show(self._rows)
        for part in (self.table, self._acts):
            part.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def clear(self, _result: object = None) -> None:
        """An empty form for another field."""
        self._corrected = None
        self.warning.hide()
        self.form.fill({"name": "", "of": "person", "kind": "text", "choices": ""})
        self.form.fields["of"].show()
        self.card.heading.setText(_("Another field"))
        self.save.say(_("Add this field"), "plus")
        self.stop.hide()
        self._fit()

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _fit(self) -> None:
        self.form.fields["choices"].setVisible(self.form.fields["kind"].value() == CHOICE)

    def _correct(self) -> None:
        row: FieldRow | None = self.table.row
        if row is None:
            return
        self._corrected = row
        self.form.fill({"name": row.name, "of": row.of, "kind": row.kind, "choices": "\n".join(row.choices)})
        self.form.fields["of"].hide()
        self.card.heading.setText(_("Correct “{name}”").format(name=row.name))
        self.save.say(_("Save the field"), "save")
        self.stop.show()
        self._fit()
        self.form.focus_first()

    def _move(self, by: int) -> None:
        place = next((at for at, row in enumerate(self._rows) if row == self.table.row), None)
        if place is None or not 0 <= place + by < len(self._rows):
            return
        keys = [row.id for row in self._rows]
        keys[place], keys[place + by] = keys[place + by], keys[place]
        self.order_requested.emit(tuple(keys))

    def _remove(self) -> None:
        if self.table.row is not None:
            self.remove_requested.emit(self.table.row.id)

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        choices = tuple((values["choices"] or "").split("\n"))
        request = FieldRequest(values["name"], values["of"], values["kind"], choices)
        if self._corrected is None:
            self.add_requested.emit(request)
        else:
            self.correct_requested.emit(self._corrected.id, request)


def _fields() -> dict[str, FormField]:
    of = [(key, _(words)) for key, words in OF.items()]
    kinds = [(key, _(words)) for key, words in KINDS.items()]
    return {
        "name": FormField(_("Name of the field"), TextField(260)),
        "of": FormField(_("Whose"), Select(of, 200), Need.UNSAID),
        "kind": FormField(_("What is written"), Select(kinds, 200), Need.UNSAID),
        "choices": FormField(_("Choices"), TextArea(4, 320), Need.UNSAID, _("One in each line.")),
    }
