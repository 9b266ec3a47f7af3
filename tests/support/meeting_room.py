"""The real window over meetings, and what somebody who sits before it does: go to a stage, click, look up a voter."""

import re
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kobe_desk.core.records import Records
from kobe_desk.modules.meetings import module, usecases
from kobe_desk.modules.meetings.view import MeetingPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow
from support.audit import settle
from support.ime import commit


@dataclass
class Played:
    """The window of a story, the records behind it, and what the people in it remember."""

    records: Records
    window: DeskWindow
    qtbot: QtBot
    passphrases: dict[str, str] = field(default_factory=dict)
    key: UUID | None = None

    def page(self, kind: type) -> object:
        settle()
        page = self.window.shown_page()
        assert isinstance(page, kind), type(page).__name__
        return page

    def click(self, button: QWidget) -> None:
        settle()
        button.setFocus()  # brings it into sight
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()

    def go(self, stage: int) -> MeetingPage:
        """To a stage of the meeting in sight, by its entry at the left."""
        page = self.page(MeetingPage)
        self.click(page.parts.items[stage])
        return page

    def back(self) -> None:
        self.click(self.window.shown_page().header.back)

    @property
    def meeting(self) -> usecases.MeetingRow:
        return self.records.ask(usecases.meeting, self.key)


def play(records: Records, qtbot: QtBot) -> Played:
    theme.wear("light", 12)
    desk = Desk(records, inline=True)
    window = DeskWindow([Entry("meetings", module.TITLE, module.ICON, lambda: module.open_page(desk))])
    desk.setParent(window)
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.open("meetings")
    window.show()
    window.activateWindow()
    settle()
    return Played(records, window, qtbot)


def marked(widget: QWidget) -> list[str]:
    """What stands out in bold inside its paragraphs."""
    shown = "".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())
    return re.findall(r"<b>(.*?)</b>", shown)


def texts_of(widget: QWidget) -> str:
    return "\n".join(re.sub(r"<[^>]+>", "", each.text()) for each in widget.findChildren(QLabel) if each.isVisible())


def look_for(played: Played, search: QWidget, words: str) -> None:
    search.edit.clear()
    with played.qtbot.waitSignal(search.searched, timeout=5_000):
        commit(search.edit, words)
    settle()
