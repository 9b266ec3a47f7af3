"""Controls of 異動: some of a few people, and another household that is looked for by name."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.text import _
from kobe_desk.modules.members.table import town_and_number
from kobe_desk.modules.members.usecases import PersonRow
from kobe_desk.ui.field import CheckBox, SearchField, Select
from kobe_desk.ui.layout import Column


class People(QWidget):
    """Some of a few people: a box to tick for each. The value is the keys of those ticked."""

    edited = Signal()

    def __init__(self, people: Sequence[tuple[UUID, str]]) -> None:
        super().__init__()
        self._boxes = [(key, CheckBox(name)) for key, name in people]
        self.setLayout(Column(*(box for _key, box in self._boxes), gap="hair"))
        for _key, box in self._boxes:
            box.edited.connect(self.edited)

    def value(self) -> tuple[UUID, ...]:
        return tuple(key for key, box in self._boxes if box.isChecked())

    def set_value(self, value: Sequence[UUID] | None) -> None:
        for key, box in self._boxes:
            box.setChecked(key in (value or ()))

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return tuple((box.text(), box) for _key, box in self._boxes)


class HomeSearch(QWidget):
    """A household found by the name of somebody in it. The value is its key."""

    edited = Signal()
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._search = SearchField(width=220)
        self._search.searched.connect(self.searched)
        self._found = Select(width=380)
        self._found.edited.connect(self.edited)
        self.setLayout(Column(self._search, self._found, gap="item"))
        self.show_homes(())

    def show_homes(self, rows: Iterable[PersonRow]) -> None:
        """One line for each household, named by who was found in it."""
        homes = {row.household_id: f"{row.name}（{town_and_number(row.address)}）" for row in rows if row.household_id}
        self._found.offer([(None, _("Please choose") if homes else _("Nobody found yet")), *homes.items()])
        self.edited.emit()

    def value(self) -> UUID | None:
        found: UUID | None = self._found.value()
        return found

    def set_value(self, value: UUID | None) -> None:
        self._found.set_value(value)

    def parts(self) -> tuple[tuple[str, QWidget], ...]:
        return ((_("Search"), self._search.edit), (_("Found"), self._found))
