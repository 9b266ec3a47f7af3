"""Minutes being typed when the program is killed: what was kept is there when the window is opened again."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from support.key import KEY
from support.meetings import planned, settled
from support.typing_window import open_minutes
from support.vault_desk import ROOT

from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.ui.desk import Desk

pytestmark = pytest.mark.fault
LOST_AT_MOST = 2_000_000_000
"""Nanoseconds of typing."""
KILLS = 5
TYPING = """
import sys, time
from pathlib import Path
from uuid import UUID
from support.key import KEY
from kobe_desk.core.database import Database
from kobe_desk.core.drafts import Draft
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
records = Records(Database.open(Path(sys.argv[1]), KEY), Who("slot-1", "書記", Role.SECRETARY))
text = ""
while True:
    text += "議長が採決を諮った。"
    records.keep(Draft("minutes", sys.argv[2], text, len(text)))
    print(len(text), flush=True)
    time.sleep(0.02)
"""


@pytest.mark.parametrize("moment", [0.15, 0.4, 0.9])
def test_what_was_typed_is_there_after_kill_9(records: Records, tmp_path: Path, moment: float) -> None:
    settled(records, 2)
    _key, motion = planned(records, "倉庫の修理")
    records.do(meetings.write_item, motion, "説明があった。")
    path = records.database.path
    records.close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    command = [sys.executable, "-c", TYPING, str(path), str(motion)]
    typing = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
    assert typing.stdout is not None
    typing.stdout.readline()
    time.sleep(moment)
    typing.send_signal(signal.SIGKILL)
    said = [int(line) for line in typing.stdout.read().split()]
    typing.wait()
    again = Records(Database.open(path, KEY), Who("slot-1", "書記", Role.SECRETARY))
    draft = again.draft("minutes", str(motion))
    row = again.ask(meetings.meeting, _key)
    again.close()
    assert draft is not None
    assert len(draft.text) >= max(said, default=0)
    assert draft.cursor == len(draft.text)
    assert row.items[0].text == "説明があった。"


def test_the_real_window_loses_two_seconds_of_typing_at_most(records: Records, tmp_path: Path, qtbot: QtBot) -> None:
    """Killed again and again at a random moment, it goes on each time from where the one before was cut off."""
    settled(records, 2)
    key, _motion = planned(records, "倉庫の修理")
    path = records.database.path
    records.close()
    dice = random.Random(time.time_ns())
    before = ""
    for _kill in range(KILLS):
        moment = dice.uniform(0.1, 5.0)
        typed, killed = _type_until_killed(path, key, moment)
        kept = _text_after_reopening(path, key, qtbot)
        needed = max((count for at, count in typed if at <= killed - LOST_AT_MOST), default=len(before))
        assert len(kept) >= needed, f"{moment:.2f} s after the first letter"
        assert kept.startswith(before)
        assert len(kept) <= max(count for _at, count in typed)
        before = kept
    assert len(before) > 0


def _type_until_killed(path: Path, key: UUID, moment: float) -> tuple[list[tuple[int, int]], int]:
    """When each letter was typed and how many then stood there, and when the process was killed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    command = [sys.executable, "-m", "support.typing_window", str(path), str(key)]
    typing = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
    assert typing.stdout is not None
    first = typing.stdout.readline()
    time.sleep(moment)
    killed = time.monotonic_ns()
    typing.send_signal(signal.SIGKILL)
    lines = [first, *typing.stdout]
    typing.wait()
    return [(int(at), int(count)) for at, count in (line.split() for line in lines if line.endswith("\n"))], killed


def _text_after_reopening(path: Path, key: UUID, qtbot: QtBot) -> str:
    """What stands in the field when the person opens the minutes again."""
    records = Records(Database.open(path, KEY), Who("slot-1", "書記", Role.SECRETARY))
    window, area = open_minutes(Desk(records, inline=True), key)
    qtbot.addWidget(window)
    text = area.value()
    assert records.ask(meetings.meeting, key).items[0].text == text
    window.close()
    records.close()
    return text
