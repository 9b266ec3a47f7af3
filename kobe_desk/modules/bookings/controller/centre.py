"""The centre's facts, rooms and rules, done at the desk."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import CentreRequest, CentreRow, CentreRules, EquipmentRow, RoomRequest
from kobe_desk.modules.bookings.view.centre import CentrePage
from kobe_desk.ui.desk import Desk


class CentreController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: CentrePage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._there = False
        self._rules: list[Any] = []
        page.centre_saved.connect(self._save_centre)
        page.room_saved.connect(self._save_room)
        page.room_retired.connect(self._retire)
        page.equipment_saved.connect(self._save_equipment)
        page.equipment_retired.connect(self._retire_equipment)
        page.rule_saved.connect(lambda rule: desk.do(usecases.save_rule, rule, refused=page.show_refusal))
        page.rule_ended.connect(self._end)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.centre, then=self._show)

    def _show(self, centre: CentreRow | None) -> None:
        self._there = centre is not None
        self._page.show_centre(centre)
        if centre is not None:
            self._rules = []
            self._desk.ask(usecases.rooms, then=self._page.show_rooms)
            self._desk.ask(usecases.equipment, then=self._page.show_equipment)
            self._desk.ask(usecases.centre_rules, then=self._keep_calendar)
            for question in (usecases.fee_rules, usecases.exemptions, usecases.windows):
                self._desk.ask(question, then=self._keep)

    def _keep_calendar(self, rules: CentreRules) -> None:
        self._keep((*rules.openings, *rules.bands, *rules.closings))

    def _keep(self, rules: tuple[Any, ...]) -> None:
        self._rules += rules
        self._page.show_rules(self._rules)

    def _on_changed(self, change: Change) -> None:
        if not change.tables & {"booking", "occupancy"}:
            self.refresh()

    def _save_centre(self, request: CentreRequest) -> None:
        usecase = usecases.change_centre if self._there else usecases.open_centre
        self._desk.do(usecase, request, refused=self._page.show_refusal)

    def _save_room(self, key: UUID | None, request: RoomRequest) -> None:
        refused = self._page.show_refusal
        if key is None:
            self._desk.do(usecases.add_room, request, refused=refused)
        else:
            self._desk.do(usecases.change_room, key, request, refused=refused)

    def _retire(self, key: UUID) -> None:
        self._desk.do(usecases.retire_room, key, clock.today(), refused=self._page.show_refusal)

    def _save_equipment(self, row: EquipmentRow | None, name: str, stock: int) -> None:
        refused = self._page.equipment.show_refusal
        if row is None:
            self._desk.do(usecases.add_equipment, name, stock, refused=refused)
        else:
            self._desk.do(usecases.change_equipment, replace(row, name=name, stock=stock), refused=refused)

    def _retire_equipment(self, row: EquipmentRow) -> None:
        gone = replace(row, retired=clock.today())
        self._desk.do(usecases.change_equipment, gone, refused=self._page.equipment.show_refusal)

    def _end(self, rule: Any, until: date) -> None:
        self._desk.do(usecases.end_rule, rule, until, refused=self._page.show_refusal)
