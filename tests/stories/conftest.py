"""What the stories of the bookings share: the sample's centre, made once and copied for each, and a few steps."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when
from pytestqt.qtbot import QtBot
from support.audit import settle
from support.centre_story import MANAGER, MORNING, Centre
from support.key import KEY
from support.papers import squeezed

from kobe_desk.core import clock
from kobe_desk.core.database import Database
from kobe_desk.core.records import Records
from kobe_desk.core.text import use_language
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.bookings import module
from kobe_desk.sample.centre import run_centre
from kobe_desk.sample.facts import Days
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.theme import theme
from kobe_desk.ui.window import DeskWindow


@pytest.fixture(scope="session")
def sample_centre(empty_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of bookings up to that morning, and what is booked for the weeks to come."""
    path = Path(shutil.copy(empty_desk, tmp_path_factory.mktemp("centre") / "desk.db"))
    with clock.stopped_at(MORNING):
        records = Records(Database.open(path, KEY), MANAGER)
        records.do(association.save_profile, Profile("みなと坂ふれあいのまちづくり協議会"))
        run_centre(records, Days.now())
        records.close()
    return path


@pytest.fixture
def held_clock() -> Iterator[None]:
    use_language("ja")
    with clock.stopped_at(MORNING):
        yield


@given("見本のセンターの帳面がひらいている", target_fixture="centre")
def the_sample_is_open(sample_centre: Path, tmp_path: Path, qtbot: QtBot, held_clock: None) -> Iterator[Centre]:
    records = Records(Database.open(Path(shutil.copy(sample_centre, tmp_path / "centre.db")), KEY), MANAGER)
    theme.wear("light", 12)
    desk = Desk(records, inline=True)
    window = DeskWindow([Entry("bookings", "予約", "calendar-days", open=lambda: module.open_page(desk))])
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.open("bookings")
    window.show()
    window.activateWindow()
    settle()
    yield Centre(records, desk, window, qtbot, tmp_path)
    records.close()


@when(parsers.parse("{day:d}日後になる"))
def later(centre: Centre, day: int, request: pytest.FixtureRequest) -> None:
    held = clock.stopped_at(MORNING + timedelta(day))
    held.__enter__()
    request.addfinalizer(lambda: held.__exit__(None, None, None))


@when("元に戻すボタンを押す")
def undo(centre: Centre) -> None:
    centre.desk.undo()
    settle()


@then(parsers.parse("「{name}」に「{words}」とある"))
def the_paper_says(centre: Centre, name: str, words: str) -> None:
    assert squeezed(words) in centre.words(name)
