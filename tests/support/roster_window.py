"""The roster in the window of a story, and the desk behind it."""

from dataclasses import dataclass
from uuid import UUID

from pytestqt.qtbot import QtBot

from kobe_desk.core.records import Records
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.usecases import PeopleFilter, people
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow
from support.audit import settle


@dataclass
class Played:
    """What a story does it with, and looks at."""

    records: Records
    desk: Desk
    window: DeskWindow

    @property
    def stack(self) -> RosterStack:
        found = self.window.page("members")
        assert isinstance(found, RosterStack)
        return found

    @property
    def roster(self) -> RosterPage:
        page = self.stack.widget(0)
        assert isinstance(page, RosterPage)
        return page

    @property
    def everybody(self) -> int:
        return self.records.ask(people, PeopleFilter()).total

    def key(self, name: str) -> UUID:
        return next(row.id for row in self.records.ask(people, PeopleFilter()).rows if row.name == name)


def play(records: Records, desk: Desk, qtbot: QtBot) -> Played:
    """Open the roster in a window."""
    theme.wear("light", 12)
    window = DeskWindow([Entry("members", "名簿", "users", open=lambda: RosterStack(desk))])
    qtbot.addWidget(window)
    window.open("members")
    window.show()
    window.activateWindow()
    settle()
    return Played(records, desk, window)
