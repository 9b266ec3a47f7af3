"""What `start.py` runs once everything is in place: the desk, the main job without a screen, or every check."""

import os
import shutil
import sys
from collections.abc import Mapping, Sequence

from steps import ROOT, environment, system
from steps.say import CannotGoOn, call, speak_plainly, step

DEMO = "demo-output"
OPEN = ("kobe-desk", "--sample")
HEADLESS = (
    ("kobe-desk-cli", "demo", "--out", DEMO),
    ("python", "-m", "kobe_desk.pictures", "--out", f"{DEMO}/screens"),
)
CHECKS = (
    ("python", "-m", "ruff", "check", "."),
    ("python", "-m", "ruff", "format", "--check", "."),
    ("python", "-m", "mypy"),
)
PYTEST = ("python", "-m", "pytest")
WITHOUT_STORIES = ("-m", "not fault and not benchmark and not slow and not story")
SLOW = ("-m", "slow")
SIDE_BY_SIDE = 4
"""So many processes share the tests at most; a file stays in one of them, and what takes longest begins first."""
STORIES = ("-m", "story")
XVFB = ("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24")
NEEDS_A_PERSON, WRONG_USE = 3, 2


def run(arguments: Sequence[str], usage: str) -> int:
    speak_plainly()
    try:
        match list(arguments):
            case ["test", *rest]:
                return run_tests(rest)
            case [] | ["--headless"]:
                return show(headless="--headless" in arguments or without_screen(sys.platform, os.environ))
            case _:
                print(usage)
                return 0 if "--help" in arguments or "-h" in arguments else WRONG_USE
    except CannotGoOn as reason:
        print(f"\n{reason}", file=sys.stderr, flush=True)
        return NEEDS_A_PERSON
    except KeyboardInterrupt:
        print("\n中止しました。もう一度実行すれば続けられます。/ Stopped. Run it again to go on.", file=sys.stderr)
        return 130


def without_screen(platform: str, variables: Mapping[str, str]) -> bool:
    """Whether there is no screen to open a window on."""
    if variables.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return True
    return platform.startswith("linux") and not (variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def show(*, headless: bool) -> int:
    """The desk with the sample association, or the main job without a screen."""
    system.provide("headless" if headless else "desk")
    environment.prepare("run")
    if headless:
        return _main_job()
    step("見本の会で Kobe Desk を開きます", "Opening Kobe Desk with the sample association")
    return _start(OPEN)


def run_tests(arguments: Sequence[str]) -> int:
    """Lint, format, types and tests; with arguments only pytest, with these."""
    system.provide("test")
    environment.prepare("test")
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    if tuple(arguments) == STORIES:
        return _play_stories(platform)
    if tuple(arguments) == SLOW:
        return _start((*PYTEST, *_shared(), *SLOW), platform)
    if arguments:
        return _start((*PYTEST, *arguments), platform)
    step("書き方と型を調べています", "Checking style and types")
    failed = [command for command in CHECKS if _start(command)]
    step("テストを走らせています", "Running the tests")
    tests = _start((*PYTEST, *_shared(), *WITHOUT_STORIES), platform)
    step("仕事の流れを窓で通しています", "Playing the stories in real windows")
    stories = _play_stories(platform)
    for command in failed:
        print(f"✗ {' '.join(command)}", flush=True)
    return tests or stories or int(bool(failed))


def _shared() -> tuple[str, ...]:
    """How pytest divides the files among processes; nothing where there is one processor."""
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    many = min(ours, SIDE_BY_SIDE)
    return ("-n", str(many), "--dist", "loadfile", "--no-loadscope-reorder") if many > 1 else ()


def _play_stories(platform: str) -> int:
    """On X servers of their own where there is Xvfb (a process has one platform of Qt), else like the other tests."""
    if shutil.which(XVFB[0]) and sys.platform.startswith("linux"):
        return _start((*PYTEST, *_shared(), *STORIES), "xcb", XVFB)
    return _start((*PYTEST, *_shared(), *STORIES), platform)


def _main_job() -> int:
    """Leaves the package, every PDF and a picture of every screen in `demo-output/`."""
    step("画面なしで、名簿から申請の書類一式までを作ります", "The main job without a screen, from roster to package")
    shutil.rmtree(ROOT / DEMO, ignore_errors=True)
    for command in HEADLESS:
        if code := _start(command, "offscreen"):
            return code
    step(f"できました: {DEMO}/", f"Done. See {DEMO}/")
    return 0


def _start(command: Sequence[str], qt_platform: str = "", inside: Sequence[str] = ()) -> int:
    """Run a program of `.venv`, on Qt's platform of that name where one is given, inside another program if need be."""
    program = shutil.which(command[0], path=str(environment.PROGRAMS))
    if program is None:
        raise CannotGoOn(f".venv に {command[0]} がありません。/ {command[0]} is not in .venv.")
    chosen = {"QT_QPA_PLATFORM": qt_platform} if qt_platform else {}
    return call([*inside, program, *command[1:]], environment.surroundings() | chosen)
