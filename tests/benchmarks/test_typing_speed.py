"""Typing minutes in the real window: no frame takes longer than 50 ms while what was typed is kept."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from uuid import UUID

import pytest
from benchmarks.race import Ratios
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.key import KEY
from support.meetings import planned, settled
from support.typing_window import open_minutes, type_letter, wait

from kobe_desk.core import migrate
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.modules.meetings.view.writing import MinutesArea
from kobe_desk.ui.desk import Desk

pytestmark = pytest.mark.benchmark
FRAME = 0.050
"""Seconds: the longest that a frame may take."""
ROUNDS, LETTERS = 5, 120
LONG = "議長が会計に説明を求め、会計が決算書により説明した。\n" * 400


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Desk, UUID]]:
    """A meeting of an association of six hundred, half of whom came; its first point has ten thousand characters."""
    path = tmp_path / "desk.db"
    migrate.create(path, KEY)
    records = Records(Database.open(path, KEY), Who("slot-1", "書記", Role.SECRETARY))
    settled(records, 600)
    key, motion, *_others = planned(records, *(f"議案{number}について" for number in range(1, 9)))
    ids = [each.id for each in records.ask(meetings.voters, key)]
    at = records.ask(meetings.meeting, key).starts
    records.do(meetings.receive_all, tuple((each, at) for each in ids[::2]))
    records.do(meetings.write_item, motion, LONG)
    made = Desk(records)
    yield made, key
    made.close()


class Frames:
    """How long the window was busy at a stretch, seen by a timer that wants to fire without a pause."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def stop(self) -> float:
        self._timer.stop()
        return self.longest


def test_keeping_what_is_typed_never_holds_up_the_typing(ratios: Ratios, desk: tuple[Desk, UUID], qtbot: QtBot) -> None:
    """In every round the draft is kept several times; a round in which another program had the machine says nothing,
    so the middle one counts."""
    opened, key = desk
    window, area = open_minutes(opened, key)
    qtbot.addWidget(window)
    kept: list[None] = []
    opened.saved.connect(lambda: kept.append(None))
    area.moveCursor(area.textCursor().MoveOperation.End)
    _type(area)  # the window has come to rest then
    longest = []
    for _round in range(ROUNDS):
        before = len(kept)
        longest.append(_type(area))
        assert len(kept) > before
    row = ratios.compare(
        f"longest frame, typing in {len(LONG):,} characters", [(each, FRAME) for each in longest], most=1.0,
        unit="ms", scale=1_000, beside=f"kept {len(kept)} times",
    )  # fmt: skip
    points = window.shown_page().minutes.writing.list.items
    after = []
    for point in points[1 : ROUNDS + 1]:
        point.click()
        after.append((_type(area), FRAME))
    ratios.compare("longest frame, a point being written down", after, most=None, unit="ms", scale=1_000)
    assert median(longest) <= FRAME, str(row)


def _type(area: MinutesArea) -> float:
    """Letters at thirty milliseconds each."""
    done: list[int] = []
    frames = Frames()
    timer = QTimer(interval=30)
    timer.timeout.connect(lambda: (type_letter(area, len(done)), done.append(0)))
    timer.start()
    wait(lambda: len(done) >= LETTERS)
    timer.stop()
    QApplication.processEvents()
    return frames.stop()
