"""Opens the pages of a programme one level down: its figures, its forms, what changed, its file."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.copying import CopyController
from kobe_desk.modules.subsidies.controller.programmes.editing import EditController
from kobe_desk.modules.subsidies.controller.programmes.handing import GiveController, TakeController
from kobe_desk.modules.subsidies.controller.programmes.newer import DifferenceController, NewerController
from kobe_desk.modules.subsidies.controller.programmes.working import ExamplesController
from kobe_desk.modules.subsidies.usecases import PaperRequest, WorkedRow
from kobe_desk.modules.subsidies.usecases.programmes import copy_for_next_year
from kobe_desk.modules.subsidies.view import CopyPage, ExamplePapersPage, ExamplesPage
from kobe_desk.modules.subsidies.view.programmes import DifferencePage, EditPage, GivePage, TakePage
from kobe_desk.ui.desk import Desk, Refused
from kobe_desk.ui.page import PageStack


class ProgrammePages(QObject):
    """A child of the stack it opens its pages in."""

    begin_wanted = Signal(str)

    def __init__(self, desk: Desk, stack: PageStack, refused: Refused) -> None:
        super().__init__(stack)
        self._desk, self._stack, self._refused = desk, stack, refused

    def copy(self, key: str) -> None:
        """The figures of one's own programme, or of this year's copy of a past one, which is made first."""
        if key.startswith("own:"):
            self.figures(key)
        else:
            self._desk.do(usecases.copy_programme, key, then=self.figures, refused=self._refused)

    def figures(self, key: str) -> None:
        page = CopyPage()
        page.edit_wanted.connect(partial(self.edit, key))
        page.difference_wanted.connect(partial(self.difference, key))
        page.give_wanted.connect(partial(self.give, key))
        page.next_wanted.connect(partial(self._next_year, page, key))
        page.examples_wanted.connect(partial(self.examples, key, _("To the programme")))
        CopyController(self._desk, page, key).finished.connect(partial(self._begin, page))
        self._stack.open(page)

    def examples(self, key: str, back: str = "") -> None:
        """The worked examples of a programme, and from there the papers of one."""
        page = ExamplesPage(back or _("To subsidies"))
        ExamplesController(self._desk, page, key).made.connect(self._show_papers)
        self._stack.open(page)

    def _show_papers(self, row: WorkedRow, made: tuple[PaperRequest, ...]) -> None:
        page = ExamplePapersPage(row.title)
        self._stack.open(page)
        page.show_made(made)

    def edit(self, key: str) -> None:
        """The forms of a programme."""
        page = EditPage()
        controller = EditController(self._desk, page, key)
        controller.difference_wanted.connect(self.difference)
        controller.figures_wanted.connect(self.figures)
        self._stack.open(page)

    def difference(self, key: str) -> None:
        page = DifferencePage(_("To the programme"))
        DifferenceController(self._desk, page, key)
        self._stack.open(page)

    def give(self, key: str) -> None:
        page = GivePage()
        GiveController(self._desk, page, key)
        self._stack.open(page)

    def take(self) -> None:
        """A programme's file, looked at before it is taken in."""
        page = TakePage()
        TakeController(self._desk, page).taken.connect(partial(self._taken, page))
        self._stack.open(page)

    def newer(self, key: UUID, then: Callable[[], None]) -> None:
        """What a newer version changes for an application; `then` once it rests on it."""
        page = DifferencePage(_("To the application"), taking=True)
        NewerController(self._desk, page, key).taken.connect(partial(self._done, page, then))
        self._stack.open(page)

    def _done(self, page: DifferencePage, then: Callable[[], None]) -> None:
        self._stack.leave(page)
        then()

    def _taken(self, page: TakePage, key: str) -> None:
        self._stack.leave(page)
        self.figures(key)

    def _next_year(self, page: CopyPage, key: str) -> None:
        self._desk.do(copy_for_next_year, key, then=partial(self._show_next, page), refused=self._refused)

    def _show_next(self, page: CopyPage, key: str) -> None:
        self._stack.leave(page)
        self.figures(key)

    def _begin(self, page: CopyPage, key: str) -> None:
        self._stack.leave(page)
        self.begin_wanted.emit(key)
