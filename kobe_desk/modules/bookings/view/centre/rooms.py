"""The rooms: how many they hold, what is in them, and which of them are parts of another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import RoomRequest, RoomRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Section
from kobe_desk.ui.field import CheckBox, FormField, Need, NumberField, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel


def _size(row: RoomRow) -> str:
    return _("{count} people").format(count=row.capacity) if row.capacity else ""


COLUMNS: tuple[Column[RoomRow], ...] = (
    Column(N_("Room"), lambda row: row.name, width=200, stretch=True, bold=True),
    Column(N_("Holds"), _size, width=110, right=True),
    Column(N_("Parts"), lambda row: _(", ").join(row.part_names), width=170, secondary=True),
    Column(N_("Equipped with"), lambda row: row.features, width=220, stretch=True, secondary=True),
)


class RoomsPart(QWidget):
    """A list, and the form of the chosen room or of a new one below it."""

    saved = Signal(object, object)
    """The key of a room (None for a new one), and its `RoomRequest`."""
    retired = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._key: UUID | None = None
        self.model: TableModel[RoomRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Rooms of the centre"))
        self.table.row_chosen.connect(self._show)
        optional = Need.OPTIONAL
        self.form = Form(
            {
                "name": FormField(_("Name of the room"), TextField(width=260)),
                "kana": FormField(_("Reading"), TextField(width=260), optional),
                "capacity": FormField(_("Holds"), NumberField(84, least=0), optional, unit=_("people")),
                "features": FormField(
                    _("Equipped with"),
                    TextField(width=420),
                    optional,
                    _("Rooms are found by these words, such as 調理 or ピアノ."),
                ),
                "parts": FormField(
                    _("Made of"),
                    TextField(width=260),
                    optional,
                    _("For a room that can be divided, its parts: A、B. Rooms that share a part exclude each other."),
                ),
                "before": FormField(
                    _("Kept free before"), NumberField(84, least=0, most=240), optional, unit=_("minutes")
                ),
                "after": FormField(
                    _("Kept free after"), NumberField(84, least=0, most=240), optional, unit=_("minutes")
                ),
                "outdoors": FormField(_("Place"), CheckBox(_("In the open air")), Need.UNSAID),
            }
        )
        self.new = secondary(_("A new room"), "plus")
        self.save = primary(_("Save the room"), "save")
        self.retire = secondary(_("No longer book it"), "archive")
        self.warning = Notice("error")
        self.warning.hide()
        self.new.clicked.connect(self._begin)
        self.save.clicked.connect(self._save)
        self.retire.clicked.connect(lambda: self.retired.emit(self._key))
        buttons = QWidget()
        buttons.setLayout(Flow(self.new, self.retire, self.save, gap=10))
        self.section = Section(_("A new room"), self.warning, self.form, buttons)
        self.setLayout(Down(self.table, self.section, STRETCH, gap="group"))
        self.retire.hide()

    def show_rooms(self, rows: Sequence[RoomRow]) -> None:
        self.model.show(rows)
        if not rows:
            self._begin()

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _show(self, row: RoomRow | None) -> None:
        self.warning.hide()
        if row is None:
            return
        self._key = row.id
        self.section.heading.setText(row.name)
        self.retire.setVisible(row.retired is None)
        alone = len(row.part_names) == 1 and row.part_names[0] == row.name
        self.form.fill(
            {
                **{name: getattr(row, name) for name in ("name", "kana", "features", "outdoors")},
                **{name: getattr(row, name) or None for name in ("capacity", "before", "after")},
                "parts": "" if alone else "、".join(row.part_names),
            }
        )

    def _begin(self) -> None:
        self._key = None
        self.section.heading.setText(_("A new room"))
        self.retire.hide()
        self.form.fill(dict.fromkeys(self.form.fields))
        self.form.focus_first()

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        numbers = {name: values.pop(name) or 0 for name in ("capacity", "before", "after")}
        words: dict[str, Any] = {name: values.pop(name) or "" for name in ("name", "kana", "features", "parts")}
        parts = tuple(each.strip() for each in words.pop("parts").replace(",", "、").split("、") if each.strip())
        request = RoomRequest(**{**words, **numbers}, parts=parts, outdoors=bool(values["outdoors"]))
        self.saved.emit(self._key, request)
