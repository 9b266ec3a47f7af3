"""Programs of `children`, each in a process of its own, and the memory they hold (Linux)."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHILDREN = Path(__file__).parent / "children"


@dataclass(frozen=True)
class Run:
    """A program that says a line when something has happened, and may wait to be told to go on."""

    popen: "subprocess.Popen[str]"

    @property
    def process(self) -> int:
        return self.popen.pid

    def line(self) -> str:
        assert self.popen.stdout is not None
        return self.popen.stdout.readline().strip()

    def go_on(self) -> None:
        assert self.popen.stdin is not None
        self.popen.stdin.write("\n")
        self.popen.stdin.flush()

    def has_said(self, within: float) -> bool:
        """Whether a line has come, waiting so many seconds for it."""
        return bool(select.select([self.popen.stdout], [], [], within)[0])


@contextmanager
def child(program: object, *words: object, home: Path) -> Iterator[Run]:
    """Start a program; it is ended afterwards."""
    about = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    for name in ("QT_ACCESSIBILITY", "PYTHONDONTWRITEBYTECODE"):  # installed programs are compiled once, not always
        about.pop(name, None)
    command = [sys.executable, str(CHILDREN / str(program)), *map(str, words)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, env=about
    ) as popen:  # fmt: skip
        try:
            yield Run(popen)
        finally:
            popen.kill()


def pss(process: int) -> float:
    """MiB of a process, its share of what it has in common with others counted in part; 0 when it has ended.

    The program forbids others to look inside it, so this is 0 for everybody but root.
    """
    return _mib(process, "smaps_rollup", "Pss:")


def rss(process: int) -> float:
    """MiB of a process, whatever others share of it."""
    return _mib(process, "status", "VmRSS:")


def most_rss(process: int) -> float:
    """The most it ever was."""
    return _mib(process, "status", "VmHWM:")


def _mib(process: int, file: str, what: str) -> float:
    with suppress(OSError):
        lines = Path(f"/proc/{process}/{file}").read_text("utf-8").splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024
    return 0


def children_of(process: int) -> list[int]:
    with suppress(OSError):
        tasks = Path(f"/proc/{process}/task").iterdir()
        return [int(each) for task in tasks for each in (task / "children").read_text("ascii").split()]
    return []
