"""Opens the pages about helpers one level down in 助成."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.controller.helping.asking import AskHelpController
from kobe_desk.modules.subsidies.controller.helping.packets import (
    HelpersController,
    HoursController,
    ReturnedController,
)
from kobe_desk.modules.subsidies.rules.packet import Packet
from kobe_desk.modules.subsidies.usecases.helping import ReturnedRow
from kobe_desk.modules.subsidies.view.helping import AskHelpPage, HelpersPage, HoursPage, ReturnedPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.papers_page import PapersPage


class SlipPage(PapersPage):
    """The slip with the six words, to be printed now: they are kept nowhere."""

    help_page = "subsidies-helpers"


class HelpingPages(QObject):
    """A child of the stack."""

    def __init__(self, desk: Desk, stack: PageStack) -> None:
        super().__init__(stack)
        self._desk, self._stack = desk, stack

    def ask_help(self, key: UUID, *, together: bool = False) -> None:
        """手伝いを頼む for an application, or for those of a bundle `together`."""
        page = AskHelpPage()
        AskHelpController(self._desk, page, key, together=together).handed_out.connect(partial(self._show_slip, page))
        self._stack.open(page)

    def _show_slip(self, page: AskHelpPage, slip: bytes) -> None:
        self._stack.leave(page)
        words = _("Print the six words now. They are kept nowhere, and the file does not open without them.")
        self._open_papers(_("Slip with the six words"), slip, _("To the application"), words)

    def show_signing_slip(self, slip: bytes) -> None:
        """The slip of a packet for signing."""
        words = _("Print the six words now. They are kept nowhere, and the file does not open without them.")
        self._open_papers(_("Slip with the six words"), slip, _("To the papers"), words)

    def open_helpers(self) -> None:
        """The packets that are out."""
        page = HelpersPage()
        page.hours_wanted.connect(self._open_hours)
        HelpersController(self._desk, page).came_back.connect(partial(self._open_returned, page))
        self._stack.open(page)

    def _open_returned(self, above: HelpersPage, back: Packet, row: ReturnedRow) -> None:
        page = ReturnedPage()
        controller = ReturnedController(self._desk, page, back, row)
        controller.merged.connect(partial(self._merged, above, page))
        self._stack.open(page)

    def _merged(self, above: HelpersPage, page: ReturnedPage, words: str) -> None:
        self._stack.leave(page)
        above.say("ok", words)

    def _open_hours(self) -> None:
        page = HoursPage()
        HoursController(self._desk, page).printed.connect(self._show_list)
        self._stack.open(page)

    def _show_list(self, pdf: bytes) -> None:
        self._open_papers(_("Hours and honoraria"), pdf, _("To the hours"))

    def _open_papers(self, title: str, pdf: bytes, back: str, warning: str = "") -> None:
        page = SlipPage(title, _("Papers"), back=back)
        page.show_papers([(title, pdf)])
        if warning:
            page.warning.ask(warning)
            page.warning.show()
        self._stack.open(page)
