"""Starts that race for one desk: never two writers, and the one that is late always hears a sentence."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from support.vault_desk import CHEAP, ROOT, WORDS

from kobe_desk.core.vault import checking, making

pytestmark = pytest.mark.fault
STARTS = 1_000 if os.environ.get("KOBE_DESK_SWEEP") == "full" else 100

RACER = """
import random, sys, time
from pathlib import Path
from kobe_desk.core.database import DeskInUse
from kobe_desk.core.vault import keys, opening
folder, starts = Path(sys.argv[1]), int(sys.argv[3])
unlocked = keys.unlock(folder, keys.Passphrase(sys.argv[2]))
for _ in range(starts):
    try:
        with opening.open_desk(folder, unlocked) as desk, desk.noting("race", "race"):
            opened = time.monotonic()
            time.sleep(random.random() / 100)
            closed = time.monotonic()
        print("open", opened, closed)
    except DeskInUse:
        print("refused")
        time.sleep(random.random() / 100)
"""


def test_of_racing_starts_one_opens_and_the_others_are_told(tmp_path: Path) -> None:
    made = making.make_desk(tmp_path / "みなと坂", WORDS, "書記", cost=CHEAP)
    command = [sys.executable, "-X", "utf8", "-c", RACER, str(made.folder), WORDS, str(STARTS)]
    environment = os.environ | {"HOME": str(tmp_path)}
    racers = [subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = [line.split() for racer in racers for line in racer.communicate()[0].splitlines()]
    assert [racer.returncode for racer in racers] == [0, 0, 0]
    assert len(said) == 3 * STARTS
    opened = sorted((float(words[1]), float(words[2])) for words in said if words[0] == "open")
    assert 0 < len(opened) < len(said)
    assert all(before[1] <= after[0] for before, after in pairwise(opened))
    assert checking.check(made.folder, made.unlocked).sound
