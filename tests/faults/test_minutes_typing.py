"""Minutes being typed when the program is killed: what was kept is there, and the carry-over lists what was open."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.key import KEY
from support.meetings import planned, settled
from support.vault_desk import ROOT

from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.meetings import usecases as meetings

pytestmark = pytest.mark.fault
TYPING = """
import sys, time
from pathlib import Path
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
