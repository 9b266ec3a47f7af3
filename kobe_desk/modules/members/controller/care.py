"""From the page 名簿の手入れ to the pages of its tasks, each imported when it is first wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kobe_desk.modules.members.usecases import PeopleFilter
from kobe_desk.modules.members.view.care import AREAS, DUPLICATES, EXPORT, FORGET, GIVEN, OWN, CarePage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases.own.fields import FieldRow


class CareController(QObject):
    """A child of its page. `which` and `words`: the people the roster shows, for a file of them."""

    made = Signal(object)
    """Papers by name."""

    def __init__(self, desk: Desk, page: CarePage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._stack = desk, stack
        self.which, self.words = PeopleFilter(), ""
        ways = {
            AREAS: self._areas,
            OWN: self.open_own,
            DUPLICATES: self._duplicates,
            EXPORT: self._export,
            GIVEN: self._given,
            FORGET: self._forget,
        }
        page.wanted.connect(lambda key: ways[key]())

    def _areas(self) -> None:
        from kobe_desk.modules.members.controller.areas import AreasController
        from kobe_desk.modules.members.view.areas import AreasPage

        page = AreasPage()
        AreasController(self._desk, page)
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

    def _forget(self) -> None:
        from kobe_desk.modules.members.controller.anonymising import AnonymiseController
        from kobe_desk.modules.members.view.anonymising import AnonymisePage

        page = AnonymisePage()
        AnonymiseController(self._desk, page).made.connect(self.made)
        self._stack.open(page)
