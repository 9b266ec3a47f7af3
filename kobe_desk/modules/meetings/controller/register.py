"""いつ決めたか at the desk."""

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.usecases import MinutesPage
from kobe_desk.modules.meetings.view.register import RegisterPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack


class RegisterController(QObject):
    """A child of its page. An answer to words that were typed over since is not shown."""

    def __init__(self, desk: Desk, page: RegisterPage, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._stack = desk, page, stack
        self._words, self._body = "", ""
        page.searched.connect(self._search)
        page.print_wanted.connect(self._print)
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.bodies, then=page.know_bodies)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.resolution_register, self._words, self._body, then=self._page.show_register)
        if self._words.strip():
            self._desk.ask(usecases.find_in_minutes, self._words, then=self._page.show_hits)
        else:
            self._page.show_hits(MinutesPage((), 0))

    def _search(self, words: str, body: str) -> None:
        self._words, self._body = words, body
        self.refresh()

    def _print(self, words: str, body: str) -> None:
        from kobe_desk.modules.meetings.controller.papers import RegisterPapersController
        from kobe_desk.modules.meetings.view.papers import MeetingPapersPage

        page = MeetingPapersPage(_("Register of resolutions"), _("To the search"))
        RegisterPapersController(self._desk, page, words, body, words)
        self._stack.open(page)

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"meeting", "agenda_item", "adopted_minutes"}:
            self.refresh()
