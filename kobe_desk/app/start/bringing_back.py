"""Brings back a backup from its page."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kobe_desk.app.background import Background
from kobe_desk.app.when import day_and_time
from kobe_desk.core import clock, paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.ui.window import StartWindow

if TYPE_CHECKING:
    from kobe_desk.app.start.bring_back import BringBackPage
    from kobe_desk.app.tasks import BackupFacts


class BringingBack(QObject):
    """Shows the page, reads what the chosen backup says of itself, and opens what was brought back."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, window: StartWindow, background: Background) -> None:
        super().__init__(window)
        self._window, self._background = window, background
        self._page: BringBackPage | None = None

    def show(self, backup: Path | None = None, folder: Path | None = None) -> None:
        """Show the page, with the backup and the desk's folder filled in where they are known."""
        from kobe_desk.app.start.bring_back import BringBackPage

        self._page = page = BringBackPage()
        page.back.connect(self.left)
        page.backup_chosen.connect(self._look)
        page.answered.connect(self._bring_back)
        page.line_left.connect(self._check_line)
        self._window.show_page(page)
        if folder is not None:
            page.folder.set_value(folder)
        if backup is not None:
            page.backup.set_value(backup)
            self._look(backup)

    def _look(self, backup: Path | None) -> None:
        from kobe_desk.app import tasks

        page = self._page
        if page is None:
            return
        if backup is None:
            page.hide_facts()
            return
        self._background.run(
            partial(tasks.facts_of, backup), self._show_facts, lambda error: page.hide_facts(error.message()), page
        )

    def _show_facts(self, facts: "BackupFacts") -> None:
        if self._page is not None:
            made = day_and_time(facts.made_at.astimezone(clock.JST))
            words = _("{name}, backup of {moment}").format(name=facts.name, moment=made)
            self._page.show_facts(words, paths.documents() / f"{facts.name}.kobedesk")

    def _bring_back(self) -> None:
        from kobe_desk.app import tasks
        from kobe_desk.app.opening import Typed

        page = self._page
        if page is None:
            return
        typed = Typed(*page.secret.typed())
        backup, folder = page.backup.value(), page.folder.value()
        page.busy(True)
        self._background.run(partial(tasks.bring_back, backup, folder, typed), self._done, self._refused, page)

    def _done(self, opened: Any) -> None:
        self.opened.emit(opened)

    def _refused(self, error: UserError) -> None:
        if self._page is not None:
            self._page.busy(False)
            self._page.show_refusal(error)

    def _check_line(self, at: int, text: str) -> None:
        from kobe_desk.app import tasks

        page = self._page
        if page is None:
            return
        field = page.secret.code.fields[at]
        self._background.run(
            partial(tasks.check_line, at, text),
            lambda _: field.refuse(""),
            lambda error: field.refuse(error.message()),
            page,
        )
