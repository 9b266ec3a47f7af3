"""The page センター: facts, rooms, and the dated rules one kind after the other."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.bookings.usecases import CentreRow, EquipmentRow, RoomRow
from kobe_desk.modules.bookings.view.centre.equipment import EquipmentPart
from kobe_desk.modules.bookings.view.centre.facts import FactsPart
from kobe_desk.modules.bookings.view.centre.kinds import KINDS
from kobe_desk.modules.bookings.view.centre.rooms import RoomsPart
from kobe_desk.modules.bookings.view.centre.rules import RulesPart
from kobe_desk.ui.button import secondary
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList


class CentrePage(Page):
    """Parts in the order in which a centre is written down."""

    help_page = "bookings-centre"
    centre_saved = Signal(object)
    room_saved = Signal(object, object)
    room_retired = Signal(object)
    equipment_saved = Signal(object, str, int)
    equipment_retired = Signal(object)
    rule_saved = Signal(object)
    rule_ended = Signal(object, object)
    closures_wanted = Signal()
    files_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("The centre"), back=_("To the bookings"))
        self.closures = secondary(_("Closures and openings"), "calendar-x")
        self.closures.clicked.connect(self.closures_wanted)
        self.files = secondary(_("Take in and hand out"), "arrow-up-down")
        self.files.clicked.connect(self.files_wanted)
        self.header.add(self.files, self.closures)
        self.facts, self.rooms, self.equipment = FactsPart(), RoomsPart(), EquipmentPart()
        self.rules = {name: RulesPart(kind) for name, kind in KINDS.items()}
        entries = (
            (_("What it is called"), "building", self.facts),
            (_("Rooms and equipment"), "door-open", self.rooms),
            *((_(kind.title), kind.icon, self.rules[name]) for name, kind in KINDS.items()),
        )
        self._parts: list[QWidget] = [part for _words, _icon, part in entries]
        self.list = SideList(width=196)
        self.list.show_entries([(words, icon) for words, icon, _part in entries])
        self.set_list(self.list)
        self.add(*self._parts, self.equipment)
        self.list.chosen.connect(self.show_part)
        self.facts.saved.connect(self.centre_saved)
        self.rooms.saved.connect(self.room_saved)
        self.rooms.retired.connect(self.room_retired)
        self.equipment.saved.connect(self.equipment_saved)
        self.equipment.retired.connect(self.equipment_retired)
        for part in self.rules.values():
            part.saved.connect(self.rule_saved)
            part.ended.connect(self.rule_ended)
        self.show_part(0)

    def show_part(self, place: int) -> None:
        for number, part in enumerate(self._parts):
            part.setVisible(number == place)
        self.equipment.setVisible(self._parts[place] is self.rooms)
        self.list.mark(place)
        self.to_top()

    def show_centre(self, centre: CentreRow | None) -> None:
        """Before there is a centre, only its first part is there."""
        for item in self.list.items[1:]:
            item.setEnabled(centre is not None)
        self.closures.setVisible(centre is not None)
        self.files.setVisible(centre is not None)
        if centre is not None:
            self.header.say(_("The centre"), centre.label)
            self.facts.show_centre(centre)

    def show_rooms(self, rows: Sequence[RoomRow]) -> None:
        self.rooms.show_rooms(rows)
        for part in self.rules.values():
            part.know_rooms(rows)

    def show_equipment(self, rows: Sequence[EquipmentRow]) -> None:
        self.equipment.show_equipment(rows)
        for part in self.rules.values():
            part.know_equipment(rows)

    def show_rules(self, rules: Sequence[Any]) -> None:
        """Each rule under its kind."""
        for part in self.rules.values():
            part.show_rules(tuple(each for each in rules if isinstance(each, part.kind.rule)))

    def show_refusal(self, error: UserError) -> None:
        for part in self._parts:
            if part.isVisible():
                part.show_refusal(error)  # type: ignore[attr-defined]

    # Qt asks:

    def focus_first(self) -> None:
        self.facts.form.focus_first()
