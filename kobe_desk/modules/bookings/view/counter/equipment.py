"""Equipment that is lent with a room: how many of each, beside how many are left at that time."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import EquipmentRow
from kobe_desk.ui.field import NumberField
from kobe_desk.ui.text import Label
from kobe_desk.ui.theme import follow, theme


class EquipmentField(QWidget):
    """A control of a form: its value is what is wanted, as pairs of equipment and count."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[UUID, NumberField] = {}
        self._rows: tuple[EquipmentRow, ...] = ()
        self._left: dict[UUID, Label] = {}
        self._wanted: dict[UUID, int] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(3, 1)
        follow(self, self._measure)

    def offer(self, rows: Sequence[EquipmentRow]) -> None:
        """What the centre lends; what was written stays."""
        if tuple(rows) == self._rows:
            return
        self._keep()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = tuple(rows)
        self.fields = {each.id: NumberField(56, least=0, most=999) for each in rows}
        self._left = {each.id: Label("", ink="muted") for each in rows}
        for at, each in enumerate(rows):
            field = self.fields[each.id]
            field.setAccessibleName(_("Equipment: {name}").format(name=each.name))
            field.edited.connect(self.edited)
            for column, widget in enumerate((Label(each.name), field, self._left[each.id])):
                self._grid.addWidget(widget, at, column)
        self.show_left({})
        self.set_value(tuple(self._wanted.items()))

    def show_left(self, left: Mapping[UUID, int]) -> None:
        """How many are not lent to somebody else at the chosen time."""
        for each in self._rows:
            words = _("{left} of {stock} are left") if each.id in left else _("{stock} there are")
            self._left[each.id].setText(words.format(stock=each.stock, left=left.get(each.id, 0)))

    def value(self) -> tuple[tuple[UUID, int], ...]:
        return tuple((key, count) for key, field in self.fields.items() if (count := field.value()))

    def set_value(self, value: Any) -> None:
        self._wanted = dict(value or ())
        for key, field in self.fields.items():
            field.set_value(self._wanted.get(key))

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((each.name, self.fields[each.id]) for each in self._rows)

    def _keep(self) -> None:
        written = {key: int(field.text()) for key, field in self.fields.items() if field.text().isdecimal()}
        self._wanted |= written

    def _measure(self) -> None:
        self._grid.setHorizontalSpacing(theme.space("item"))
        self._grid.setVerticalSpacing(theme.space("tight"))
