"""Import, saves, exports, keys, backups and restoring, killed at random moments and calls, and on a full disk.

Run by `python -m pytest -m fault`; KOBE_DESK_SWEEP=full tries every system call instead of a share.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from support.vault_desk import CHEAP, ROOT, WORDS

from kobe_desk import sample
from kobe_desk.core.database import DiskFailed, DiskFull
from kobe_desk.core.errors import UserError
from kobe_desk.core.vault import checking, making, opening
from kobe_desk.modules.members.usecases import PeopleFilter, PersonRequest, add_person, people

pytestmark = pytest.mark.fault
EVERY_CALL = os.environ.get("KOBE_DESK_SWEEP") == "full"
SHARES = {  # of each work: random moments, calls that write, writes from which on the disk is full
    "main": (200, 50, 25),
    "package": (20, 20, 10),
    "keys": (50, 40, 20),
    "restore": (50, 40, 20),
}


def swept(tmp_path: Path, *how: object) -> str:
    """Run a sweep; what it says when nothing was lost."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "HOME": str(tmp_path)}
    work, kind, *figures = how
    program = ROOT / "tests" / "faults" / "sweep.py"
    command = [program, work, kind, tmp_path / "sweep", *figures]
    ended = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, env=environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.parametrize("work", SHARES)
def test_killed_at_any_moment_nothing_acknowledged_is_lost(work: str, tmp_path: Path) -> None:
    moments = SHARES[work][0] * (10 if EVERY_CALL else 1)
    assert swept(tmp_path, work, "kill", moments, 20_260_401).startswith(f"{moments} tried")


@pytest.mark.parametrize("work", SHARES)
def test_killed_at_any_call_that_writes_nothing_acknowledged_is_lost(work: str, tmp_path: Path) -> None:
    swept(tmp_path, work, "strace", 0 if EVERY_CALL else SHARES[work][1], 7)


@pytest.mark.parametrize("work", SHARES)
def test_a_disk_that_is_full_from_some_write_on_is_said_in_words_and_costs_nothing(work: str, tmp_path: Path) -> None:
    swept(tmp_path, work, "full", 0 if EVERY_CALL else SHARES[work][2], 11)


def test_a_limit_on_the_size_of_files_is_said_in_words_and_costs_nothing(tmp_path: Path) -> None:
    swept(tmp_path, "main", "small")


def test_the_same_open_desk_reads_on_and_saves_again_when_there_is_room(tmp_path: Path) -> None:
    made = making.make_desk(tmp_path / "desk", WORDS, "書記", cost=CHEAP)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with opening.open_desk(made.folder, made.unlocked) as desk:
        sample.set_up(desk.records)
        desk.records.do(add_person, PersonRequest(name="保存　一郎"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (desk.folder.database.stat().st_size, hard))
        try:
            with pytest.raises((DiskFull, DiskFailed)) as refused:
                sample.take_in_roster(desk.records)
            assert isinstance(refused.value, UserError)
            assert [row.name for row in desk.records.ask(people, PeopleFilter()).rows] == ["保存　一郎"]
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert sample.take_in_roster(desk.records).refused == 0
    assert checking.check(made.folder, made.unlocked).sound
