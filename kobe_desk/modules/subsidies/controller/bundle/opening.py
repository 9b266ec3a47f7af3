"""Opens what leads on from a bundle one level down: calculations, comparison, lists, newer versions, forms, help."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.controller.bundle.beside import (
    CalculationsController,
    CompareTogetherController,
    NewerTogetherController,
)
from kobe_desk.modules.subsidies.controller.bundle.wizard import BundleController
from kobe_desk.modules.subsidies.controller.comparing import ListingController
from kobe_desk.modules.subsidies.controller.helping.opening import HelpingPages
from kobe_desk.modules.subsidies.controller.overlay import OwnFormsController
from kobe_desk.modules.subsidies.view import (
    BundlePage,
    CalculationsPage,
    ComparePage,
    ListingPage,
    NewerPage,
    OwnFormsPage,
)
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack


class BundlePages(QObject):
    """A child of the stack. What is typed in the bundle is saved before another page reads it."""

    layout_wanted = Signal(object, str)
    """An application, and its form."""

    def __init__(self, desk: Desk, stack: PageStack, helping: HelpingPages) -> None:
        super().__init__(stack)
        self._desk, self._stack, self._helping = desk, stack, helping

    def offer(self, page: BundlePage, controller: BundleController) -> None:
        """From now on, open what this page asks for."""
        controller.calculation_wanted.connect(self._calculate)
        controller.compare_wanted.connect(partial(self._compare, controller))
        for wish, opens in (
            (page.compare_wanted, self._compare),
            (page.list_wanted, self._list),
            (page.newer_wanted, self._look_at_newer),
            (page.forms_wanted, self._forms),
            (page.help_wanted, self._ask_help),
        ):
            wish.connect(partial(controller.save_before, partial(opens, controller)))

    def _calculate(self, keys: tuple[UUID, ...], member: int) -> None:
        page = CalculationsPage()
        CalculationsController(self._desk, page, keys, member)
        self._stack.open(page)

    def _compare(self, controller: BundleController, table: str = "") -> None:
        page = ComparePage(_("To the applications"), at=table)
        CompareTogetherController(self._desk, page, controller.key)
        self._stack.open(page)

    def _list(self, controller: BundleController) -> None:
        page = ListingPage(_("To the applications"))
        ListingController(self._desk, page, *controller.state.row.keys)
        self._stack.open(page)

    def _look_at_newer(self, controller: BundleController) -> None:
        page = NewerPage()
        newer = NewerTogetherController(self._desk, page, controller.state.row.keys)
        newer.taken.connect(controller.go_on_anew)
        newer.nothing_left.connect(partial(self._stack.leave, page))
        self._stack.open(page)

    def _ask_help(self, controller: BundleController) -> None:
        self._helping.ask_help(controller.key, together=True)

    def _forms(self, controller: BundleController) -> None:
        opened = controller.state.row.opened
        page = OwnFormsPage(_("To the applications"))
        page.offer([(each.application.id, each.application.programme.title) for each in opened])
        forms = OwnFormsController(self._desk, page, opened[0].application.id)
        forms.layout_wanted.connect(lambda form: self.layout_wanted.emit(forms.key, form))
        self._stack.open(page)
