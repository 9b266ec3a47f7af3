"""空きをさがす, asked of the desk."""

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.usecases import BandFact, CentreRules, RoomRow, SlotSearch
from kobe_desk.modules.bookings.view.finder import FinderPage
from kobe_desk.ui.desk import Desk


class FinderController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: FinderPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._bands: tuple[BandFact, ...] = ()
        self._search: SlotSearch | None = None
        page.search_requested.connect(self._look)
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.centre_rules, then=self._know_rules)
        desk.ask(usecases.rooms, then=self._know_rooms)

    def _know_rules(self, rules: CentreRules) -> None:
        self._bands = rules.bands

    def _know_rooms(self, rooms: tuple[RoomRow, ...]) -> None:
        self._page.offer(self._bands, rooms)

    def _look(self, search: SlotSearch) -> None:
        self._search = search
        self._desk.ask(usecases.free_slots, search, then=self._page.show_slots)

    def _on_changed(self, change: Change) -> None:
        if self._search is not None and change.tables & {"booking", "occupancy", "room"}:
            self._look(self._search)
