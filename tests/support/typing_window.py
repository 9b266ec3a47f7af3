"""The real window over a meeting's minutes, its records on their own thread, and somebody who types in it.

    python -m support.typing_window desk.db MEETING

types without an end and tells of each letter when it was typed, until it is killed.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.meetings import module
from kobe_desk.modules.meetings.view.meeting import MINUTES, MeetingPage
from kobe_desk.modules.meetings.view.writing import MinutesArea
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow
from support.key import KEY

EVERY = 40
"""Milliseconds between two letters: a fast typist's."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def open_minutes(desk: Desk, key: UUID) -> tuple[DeskWindow, MinutesArea]:
    """The window at the minutes of a meeting, once the desk has answered."""
    use_language("ja")
    theme.wear("light", 12)
    window = DeskWindow([Entry("meetings", module.TITLE, module.ICON, lambda: module.open_page(desk))])
    window.resize(1366, 690)
    window.open("meetings")
    window.show()
    window.page("meetings").controller.open_meeting(key, MINUTES)
    page = window.shown_page()
    assert isinstance(page, MeetingPage)
    wait(lambda: page.minutes.writing.at is not None and page.minutes.writing.isVisible())
    page.minutes.writing.area.setFocus()
    return window, page.minutes.writing.area


def wait(until: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "the window did not come to rest"
        QApplication.processEvents()
        time.sleep(0.002)


def type_letter(area: MinutesArea, number: int) -> None:
    """The next letter, by the keyboard; a new line now and then."""
    if number % 40 == 39:
        QTest.keyClick(area, Qt.Key.Key_Return)
    else:
        QTest.keyClicks(area, LETTERS[number % len(LETTERS)])


def main(path: str, key: str) -> None:
    application = QApplication([])
    desk = Desk(Records(Database.open(Path(path), KEY), Who("slot-1", "書記", Role.SECRETARY)))
    window, area = open_minutes(desk, UUID(key))
    typed = len(area.value())
    area.moveCursor(area.textCursor().MoveOperation.End)

    def another() -> None:
        nonlocal typed
        type_letter(area, typed)
        typed += 1
        print(time.monotonic_ns(), len(area.value()), flush=True)

    timer = QTimer(window, interval=EVERY)
    timer.timeout.connect(another)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
