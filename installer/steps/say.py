"""Progress lines, and the programs that the set-up starts."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper

from steps import ROOT


class CannotGoOn(Exception):
    """The set-up needs the person at the keyboard; the message says what to do."""


def speak_plainly() -> None:
    """A console that lacks a character shows a question mark instead of stopping the set-up."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace", line_buffering=True)


def step(japanese: str, english: str) -> None:
    print(f"● {japanese}\n  {english}", flush=True)


def detail(text: str) -> None:
    print(f"  {text}", flush=True)


def true_time(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without faketime: a rehearsal of next year must not make certificates look expired."""
    kept = {name: value for name, value in environment.items() if not name.startswith("FAKETIME")}
    if "libfaketime" in kept.get("LD_PRELOAD", ""):
        del kept["LD_PRELOAD"]
    return kept


def call(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run in the project's root with this terminal; the exit code."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=environment or os.environ)


def follow(command: Sequence[str], environment: Mapping[str, str], heard: Callable[[str], None]) -> int:
    """Run in the project's root and hand over each line it says; the exit code."""
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            heard(line.rstrip())
    return process.returncode
