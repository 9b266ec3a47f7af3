"""From the page 名簿の手入れ to the pages of its tasks, each imported when it is first wanted."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.japanese.fiscal_year import fiscal_year
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.members.usecases import PeopleFilter
from kobe_desk.modules.members.view.care import (
    AREAS,
    DRAWER,
    DUPLICATES,
    EVENTS,
    EXPORT,
    FORGET,
    GIVEN,
    LEADERS,
    LEAKS,
    OWN,
    YEAR,
    CarePage,
)
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases.own.fields import FieldRow


class CareController(QObject):
    """A child of its page. `which` and `words`: the people the roster shows, for a file of them."""

    made = Signal(object)
    """Papers by name."""
    place_wanted = Signal(str)
    """The wish to go to a page that is not reached from here: the dues, the roster itself."""

    def __init__(self, desk: Desk, page: CarePage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._stack = desk, stack
        self.which, self.words = PeopleFilter(), ""
        ways = {
            YEAR: self._year,
            AREAS: self._areas,
            LEADERS: self._leaders,
            EVENTS: self._events,
            OWN: self.open_own,
            DUPLICATES: self._duplicates,
            EXPORT: self._export,
            GIVEN: self._given,
            LEAKS: self._leaks,
            DRAWER: self._drawer,
            FORGET: self._forget,
        }
        self._ways = ways
        page.wanted.connect(lambda key: ways[key]())

    def open_task(self, task: str, record: str = "") -> None:
        """The page of a task at once, or an event by its key."""
        if record:
            self._event(UUID(record))
        else:
            self._ways[task]()

    def _year(self) -> None:
        from kobe_desk.modules.members.controller.year_turn import YearTurnController
        from kobe_desk.modules.members.view.year_turn import YearTurnPage

        page = YearTurnPage()
        YearTurnController(self._desk, page).place_wanted.connect(self._go)
        self._stack.open(page)

    def _go(self, place: str) -> None:
        if place in self._ways:
            self._ways[place]()
        else:
            self.place_wanted.emit(place)

    def _areas(self) -> None:
        from kobe_desk.modules.members.controller.areas import AreasController
        from kobe_desk.modules.members.view.areas import AreasPage

        page = AreasPage()
        AreasController(self._desk, page)
        self._stack.open(page)

    def _leaders(self) -> None:
        self._desk.ask(profile, then=self._open_leaders)

    def _open_leaders(self, found: Profile | None) -> None:
        from kobe_desk.modules.members.controller.leaders import LeadersController
        from kobe_desk.modules.members.view.leaders import LeadersPage

        page = LeadersPage(fiscal_year(clock.today(), found.year_starts if found else 4))
        LeadersController(self._desk, page).made.connect(self.made)
        self._stack.open(page)

    def _events(self) -> None:
        from kobe_desk.modules.members.controller.events import EventsController
        from kobe_desk.modules.members.view.events import EventsPage

        page = EventsPage()
        EventsController(self._desk, page).opened.connect(self._event)
        self._stack.open(page)

    def _event(self, key: UUID) -> None:
        from kobe_desk.modules.members.controller.events import EventController
        from kobe_desk.modules.members.view.events import EventPage

        page = EventPage()
        controller = EventController(self._desk, page, key, self._stack)
        controller.made.connect(self.made)
        controller.gone.connect(lambda: self._stack.leave(page))
        self._stack.open(page)

    def open_own(self) -> None:
        """What the association notes beyond the usual."""
        from kobe_desk.modules.members.controller.own import OwnController
        from kobe_desk.modules.members.view.own.page import OwnPage

        page = OwnPage()
        OwnController(self._desk, page)
        self._stack.open(page)

    def _duplicates(self) -> None:
        from kobe_desk.modules.members.controller.duplicates import DuplicatesController
        from kobe_desk.modules.members.view.duplicates import DuplicatesPage

        page = DuplicatesPage()
        DuplicatesController(self._desk, page)
        self._stack.open(page)

    def _export(self) -> None:
        from kobe_desk.modules.members.usecases.own.fields import own_fields

        self._desk.ask(own_fields, then=self._open_export)

    def _open_export(self, own: "tuple[FieldRow, ...]") -> None:
        from kobe_desk.modules.members.controller.exporting import ExportController, items
        from kobe_desk.modules.members.view.exporting import ExportPage

        page = ExportPage(items(own))
        ExportController(self._desk, page, self.which, self.words)
        self._stack.open(page)

    def _given(self) -> None:
        from kobe_desk.modules.members.controller.given import GivenController
        from kobe_desk.modules.members.view.given import GivenPage

        page = GivenPage()
        GivenController(self._desk, page)
        self._stack.open(page)

    def _leaks(self) -> None:
        from kobe_desk.modules.members.controller.leaks import LeaksController
        from kobe_desk.modules.members.view.leaks import LeaksPage

        page = LeaksPage()
        LeaksController(self._desk, page)
        self._stack.open(page)

    def _drawer(self) -> None:
        from kobe_desk.modules.members.controller.drawer import DrawerController
        from kobe_desk.modules.members.view.drawer import DrawerPage

        page = DrawerPage()
        DrawerController(self._desk, page).made.connect(self.made)
        self._stack.open(page)

    def _forget(self) -> None:
        from kobe_desk.modules.members.controller.anonymising import AnonymiseController
        from kobe_desk.modules.members.view.anonymising import AnonymisePage

        page = AnonymisePage()
        AnonymiseController(self._desk, page).made.connect(self.made)
        self._stack.open(page)
