"""The page 助成 in a real window, over the sample association, at noon of 25 November 2026."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from support.subsidy_window import AtDesk

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.controller.application import ApplicationController

MIHON = "chiiki-katsudo-mihon"


class Opened(AtDesk):
    """The window with its desk, and short ways to what is in sight."""

    def __init__(self, records: Records, qtbot: object) -> None:
        self._qtbot = qtbot
        super().__init__(records, qtbot)

    @property
    def stack(self):
        return self.window.page("subsidies")

    @property
    def wizard(self) -> ApplicationController:
        return next(each for each in self.page.children() if isinstance(each, ApplicationController))

    def click(self, button: object) -> None:
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def begin(self) -> ApplicationController:
        self.click(self.page.buttons[MIHON])
        return self.wizard

    def go_on(self, key: UUID) -> ApplicationController:
        self.stack.controller.refresh()
        self.click(self.page.buttons[str(key)])
        return self.wizard

    def field(self, name: str):
        return self.page.questions.fields[name]


@pytest.fixture
def opened(sample_records: Records, qtbot) -> Iterator[Opened]:
    yield Opened(sample_records, qtbot)
