"""Processes that are killed or whose disk fails: product code in a forked child, at a random moment or a system call.

The children are forked from a small process that has imported the product once, because starting Python two hundred
times would cost more than the work that is interrupted.
"""

import os
import random
import re
import signal
import subprocess
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kobe_desk.core.errors import UserError

Say = Callable[[str], None]
Work = Callable[[Path, Say], None]
WRITES = "write,pwrite64,fsync,fdatasync,unlink,unlinkat,ftruncate,rename,renameat2"
"""Every call by which something reaches the disk."""


REFUSED, BUG = 1, 2
"""How a child ends that was not killed: it said why in words, or it did not."""


@dataclass(frozen=True)
class Left:
    """What a child had acknowledged when it ended, and how it ended."""

    said: tuple[str, ...]
    killed: bool
    code: int


class Child:
    """A forked child at work, stopped before its first step until `go`."""

    def __init__(self, work: Work, folder: Path, before: Callable[[], None] = lambda: None) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            os._exit(_at_work(work, folder, before, writing))
        os.close(writing)
        self._answers = reading
        os.waitpid(self.pid, os.WUNTRACED)

    def go(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def end(self) -> Left:
        """Wait for it."""
        _pid, status = os.waitpid(self.pid, 0)
        with os.fdopen(self._answers) as answers:
            said = tuple(answers.read().splitlines())
        return Left(said, os.WIFSIGNALED(status), os.waitstatus_to_exitcode(status))


def _at_work(work: Work, folder: Path, before: Callable[[], None], writing: int) -> int:
    os.kill(os.getpid(), signal.SIGSTOP)
    before()
    try:
        work(folder, lambda words: _tell(writing, words))
    except (UserError, OSError):
        return REFUSED
    except BaseException:
        traceback.print_exc()
        return BUG
    return 0


def _tell(writing: int, words: str) -> None:
    os.write(writing, f"{words}\n".encode())


def killed_after(work: Work, folder: Path, seconds: float) -> Left:
    """Kill the work at a moment."""
    child = Child(work, folder)
    child.go()
    time.sleep(seconds)
    child.kill()
    return child.end()


def undisturbed(work: Work, folder: Path) -> tuple[Left, float]:
    """The work to its end, and how long it took."""
    child = Child(work, folder)
    began = time.perf_counter()
    child.go()
    left = child.end()
    return left, time.perf_counter() - began


def injected(work: Work, folder: Path, fault: str, log: Path) -> Left:
    """The work while strace injects a fault: `pwrite64:signal=SIGKILL:when=7`, `write:error=ENOSPC:when=3+`."""
    child = Child(work, folder)
    calls = fault.split(":")[0]
    command = ["strace", "-f", "-qq", "-p", str(child.pid), "-o", str(log), "-e", f"trace={calls}"]
    inject = ["-e", f"inject={fault}"] if ":" in fault else []
    tracer = subprocess.Popen([*command, *inject], stderr=subprocess.DEVNULL)
    _wait_for_tracer(child.pid)
    child.go()
    left = child.end()
    tracer.wait()
    return left


def _wait_for_tracer(pid: int) -> None:
    status = Path(f"/proc/{pid}/status")
    for _ in range(2_000):
        if "TracerPid:\t0\n" not in status.read_text():
            return
        time.sleep(0.002)
    raise TimeoutError("strace did not attach")


def calls_of(work: Work, folder: Path, log: Path) -> list[tuple[str, int]]:
    """Every call of the work that reaches the disk, by name and number: strace counts each name by itself."""
    injected(work, folder, WRITES, log)
    found = re.findall(r"^(\d+) +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE)
    most: Counter[str] = Counter()
    for (_thread, name), count in Counter(found).items():
        most[name] = max(most[name], count)
    return [(name, number) for name, count in sorted(most.items()) for number in range(1, count + 1)]


def moments(count: int, longest: float, seed: int) -> list[float]:
    """Random moments of the work, the first and the last among them."""
    chosen = random.Random(seed)
    return [0.0, longest, *(chosen.uniform(0, longest) for _ in range(count - 2))]
