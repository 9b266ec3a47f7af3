"""Interrupts a piece of work in every way a computer can, and looks each time at what is left.

python sweep.py WORK kill FOLDER COUNT SEED     killed at COUNT random moments
python sweep.py WORK strace FOLDER COUNT SEED   killed at COUNT random system calls that write (0: every one of them)
python sweep.py WORK full FOLDER COUNT SEED     the disk is full from COUNT random writes on (0: from every one on)
python sweep.py WORK small FOLDER               no file may grow beyond so many bytes, in steps

WORK is one of the files beside this one that end in _work. Prints one line for each moment that went wrong and exits
1; prints the number of moments and exits 0 otherwise.
"""

import random
import resource
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, TypeVar

from support import faults
from support.faults import Left, Say

T = TypeVar("T")


class Work(Protocol):
    """What a file of work offers."""

    def template(self, folder: Path) -> None:
        """Make what the work begins with."""

    def work(self, folder: Path, say: Say) -> None:
        """Every line that is said stands for something that must never be lost again."""

    def wrong(self, folder: Path, left: Left) -> Iterator[str]:
        """What is not as it was promised."""


def fresh(folder: Path) -> Path:
    """A copy of the template."""
    copy = folder / "now"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "template", copy)
    return copy


def prepare(of: Work, folder: Path) -> float:
    """Make the template and do the work once, which must go well. Returns how long it takes."""
    (folder / "template").mkdir(parents=True)
    of.template(folder / "template")
    of.work(fresh(folder), lambda _words: None)  # imports and fills what is kept in memory: the children inherit it
    copy = fresh(folder)
    left, seconds = faults.undisturbed(of.work, copy)
    assert left.code == 0, left
    assert list(of.wrong(copy, left)) == []
    return seconds


def by_moment(of: Work, folder: Path, count: int, seed: int) -> Iterator[tuple[str, Left]]:
    for seconds in faults.moments(count, prepare(of, folder) * 1.05, seed):
        yield f"killed after {seconds:.4f} s", faults.killed_after(of.work, fresh(folder), seconds)


def by_call(of: Work, folder: Path, count: int, seed: int) -> Iterator[tuple[str, Left]]:
    prepare(of, folder)
    log = folder / "strace.log"
    for name, number in _share(faults.calls_of(of.work, fresh(folder), log), count, seed):
        how = f"{name}:signal=SIGKILL:when={number}"
        yield how, faults.injected(of.work, fresh(folder), how, log)


def by_room(of: Work, folder: Path, count: int, seed: int) -> Iterator[tuple[str, Left]]:
    prepare(of, folder)
    log = folder / "strace.log"
    most = max(number for _name, number in faults.calls_of(of.work, fresh(folder), log))
    for number in _share(range(1, most + 1), count, seed):
        how = f"{faults.WRITES}:error=ENOSPC:when={number}+"
        yield how, faults.injected(of.work, fresh(folder), how, log)


def _share(every: Sequence[T], count: int, seed: int) -> Sequence[T]:
    """So many of them (0: all)."""
    return every if count == 0 else random.Random(seed).sample(every, min(count, len(every)))


def by_size(of: Work, folder: Path) -> Iterator[tuple[str, Left]]:
    prepare(of, folder)
    for most in range(0, 1_400_000, 40_000):
        child = faults.Child(of.work, fresh(folder), lambda most=most: _limit(most))  # type: ignore[misc]
        child.go()
        yield f"no file beyond {most} bytes", child.end()


def _limit(most: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


SWEEPS: dict[str, Callable[..., Iterator[tuple[str, Left]]]] = {
    "kill": by_moment,
    "strace": by_call,
    "full": by_room,
    "small": by_size,
}


def main(name: str, kind: str, folder: str, *figures: str) -> int:
    of: Work = import_module(f"{name}_work")  # type: ignore[assignment]
    bad = tried = interrupted = 0
    for moment, left in SWEEPS[kind](of, Path(folder), *map(int, figures)):
        tried += 1
        interrupted += left.code != 0
        faulty = ["it ended with a bug instead of a sentence"] if left.code == faults.BUG else []
        try:
            faulty += of.wrong(Path(folder) / "now", left)
        except Exception as error:
            faulty.append(f"{type(error).__name__}: {error}")
        bad += bool(faulty)
        for each in faulty:
            print(f"{name}, {moment}, after {left.said[-1:] or 'nothing'}: {each}")
    print(f"{tried} tried, {interrupted} interrupted, {bad} bad")
    return int(bad > 0 or interrupted == 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
