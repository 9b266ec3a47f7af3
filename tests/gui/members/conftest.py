"""The roster in a real window, over a real desk."""

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot
from support.audit import settle
from support.roster import HEAD, ROWS, fill

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.members.module import RosterStack
from kobe_desk.modules.members.view.roster import RosterPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.window import DeskWindow


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.stopped_at(datetime(2026, 11, 25, 1, 32, tzinfo=UTC)):
        yield


@pytest.fixture
def make_window(desk: Desk, qtbot: QtBot) -> Callable[[], DeskWindow]:
    """The window over the desk as it is when this is called."""

    def make() -> DeskWindow:
        window = DeskWindow([Entry("members", "名簿", "users", open=lambda: RosterStack(desk))])
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.open("members")
        window.show()
        window.activateWindow()
        settle()
        return window

    return make


@pytest.fixture
def window(records: Records, make_window: Callable[[], DeskWindow]) -> DeskWindow:
    fill(records)
    return make_window()


@pytest.fixture
def stack(window: DeskWindow) -> RosterStack:
    found = window.page("members")
    assert isinstance(found, RosterStack)
    return found


@pytest.fixture
def roster(stack: RosterStack) -> RosterPage:
    assert isinstance(stack.page, RosterPage)
    return stack.page


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A roster as associations keep it: a title above, headings in the third line, and two bad rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("みなと坂自治会　名簿",), (), HEAD, *ROWS):
        sheet.append(row)
    path = tmp_path / "名簿R8.xlsx"
    book.save(path)
    return path


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    """The same rows in the characters of an old Windows."""
    path = tmp_path / "名簿.csv"
    with path.open("w", encoding="cp932", errors="replace", newline="") as file:
        csv.writer(file).writerows((HEAD, *ROWS))
    return path
