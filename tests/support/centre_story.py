"""The window of a story about the bookings, and what it needs to be played."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.bookings import usecases
from kobe_desk.modules.bookings.view.bookings import BookingsPage
from kobe_desk.modules.bookings.view.printing import BookingPapersPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import Page
from kobe_desk.ui.window import DeskWindow
from support.audit import settle
from support.papers import squeezed, text_of

P = TypeVar("P", bound=Page)
MANAGER = Who("slot-1", "館長　𠮷田", Role.SECRETARY, admin=True)
MORNING = datetime(2026, 11, 25, 1, 32, tzinfo=UTC)
"""Wednesday, 25 November 2026, 10:32 in Kobe."""


@dataclass
class Centre:
    """The window of a story, the desk behind it, and what the story has to remember."""

    records: Records
    desk: Desk
    window: DeskWindow
    qtbot: QtBot
    folder: Path
    remembered: Any = None

    def page(self, kind: type[P]) -> P:
        """The page in sight, which is of this kind."""
        settle()
        page = self.window.shown_page()
        assert isinstance(page, kind), type(page).__name__
        return page

    @property
    def week(self) -> BookingsPage:
        return self.page(BookingsPage)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        settle()

    def press(self, widget: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
        widget.setFocus()
        self.qtbot.keyClick(widget, key)
        settle()

    def words(self, name: str) -> str:
        """What stands on a paper of the preview."""
        papers = {each.name: each.pdf for each in self.page(BookingPapersPage).preview.papers}
        return squeezed(text_of(papers[name], self.folder))

    def on(self, day: date) -> tuple[usecases.BookingRow, ...]:
        return self.records.ask(usecases.bookings_on, day)
