"""Pictures of every screen: `python -m kobe_desk.pictures --out DIR [--size 12 20]`.

The sample association is opened without a screen, and each page that the window knows is saved as a PNG: the entries
of the rail as they are registered, the parts of 設定, the pages of the first run. 今日 is drawn in every palette.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from kobe_desk.core import settings
from kobe_desk.core.settings import PALETTES, SIZES, Settings

WIDTH, HEIGHT = 1366, 768
_LONGEST = 120.0
_QUIET = 0.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Save the pictures. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m kobe_desk.pictures")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--size", type=int, nargs="+", default=[12, 20], choices=SIZES)
    options = parser.parse_args(arguments)
    for path in take_pictures(options.out, options.size):
        sys.stdout.write(f"{path}\n")
    return 0


def take_pictures(folder: Path, sizes: Sequence[int] = (12, 20)) -> tuple[Path, ...]:
    """Every screen at each size, in a home of its own that is gone afterwards."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    with _own_home():
        from kobe_desk.app.start_up import application

        application()
        taken: list[Path] = []
        for size in sizes:
            taken += _start_pages(folder, size)
            taken += _desk_pages(folder, size)
        return tuple(taken)


@contextmanager
def _own_home() -> Iterator[None]:
    """Nobody's settings and desks are read, and none are left behind."""
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DOCUMENTS_DIR")
    before = {name: os.environ.pop(name, None) for name in names}
    with tempfile.TemporaryDirectory(prefix="kobe-desk-") as home:
        os.environ["HOME"] = home
        try:
            yield
        finally:
            os.environ.pop("HOME")
            os.environ.update({name: value for name, value in before.items() if value is not None})


def _start_pages(folder: Path, size: int) -> Iterator[Path]:
    """The first run and the page of opening."""
    from kobe_desk.app.program import Program
    from kobe_desk.app.start.unlock import KnownDesk, UnlockPage
    from kobe_desk.core.vault.crypto import Cost

    program = Program(Settings(size=size), Cost(64, 1, 1))
    program.begin()
    window = program.entrance
    assert window is not None  # noqa: S101 - shown by the line before
    yield _save(window, folder, "first-run", size)
    for name, go_on in _first_run(program):
        go_on()
        yield _save(window, folder, name, size)
    window.show_page(UnlockPage((KnownDesk(Path.home() / "みなと坂自治会.kobedesk", True),)))
    yield _save(window, folder, "unlock", size)
    program.close()


def _first_run(program: object) -> Iterator[tuple[str, Callable[[], None]]]:
    """The pages of a new desk, each with what leads to it."""
    from kobe_desk.app.program import Program
    from kobe_desk.app.start.begin import BeginPage
    from kobe_desk.app.start.passphrase import PassphrasePage
    from kobe_desk.app.start.recovery import RecoveryPage
    from kobe_desk.app.start.who import WhoPage

    assert isinstance(program, Program) and program.entrance is not None  # noqa: S101
    window = program.entrance

    def press(kind: type[QWidget], act: Callable[[QWidget], None]) -> None:
        page = window.shown_page()
        assert isinstance(page, kind)  # noqa: S101 - the order of the first run
        act(page)
        _wait(lambda: window.shown_page() is not page)

    def begin(page: QWidget) -> None:
        assert isinstance(page, BeginPage)  # noqa: S101
        page.new.click()

    def answer_who(page: QWidget) -> None:
        assert isinstance(page, WhoPage)  # noqa: S101
        page.association.set_value("みなと坂自治会")
        page.person.set_value("中村 花子")
        page.next.click()

    def answer_words(page: QWidget) -> None:
        assert isinstance(page, PassphrasePage)  # noqa: S101
        page.again.words.setText(page.words)
        page.next.click()

    def answer_code(page: QWidget) -> None:
        assert isinstance(page, RecoveryPage)  # noqa: S101
        page.line.set_value("".join(page.asked.groups) + page.asked.check)
        page.next.click()

    yield "first-run-who", lambda: press(BeginPage, begin)
    yield "first-run-passphrase", lambda: press(WhoPage, answer_who)
    yield "first-run-recovery", lambda: press(PassphrasePage, answer_words)
    yield "first-run-place", lambda: press(RecoveryPage, answer_code)


def _desk_pages(folder: Path, size: int) -> Iterator[Path]:
    """The sample desk: every entry of the rail, every part of 設定, 今日 in every palette."""
    from kobe_desk.app.program import Program
    from kobe_desk.app.settings_pages.page import PARTS

    program = Program(replace(settings.read(), size=size))
    program.begin(sample=True)
    _wait(lambda: program.opened is not None)
    assert program.opened is not None  # noqa: S101 - waited for
    opened = program.opened
    opened.window.resize(WIDTH, HEIGHT)
    for entry in opened.window.entries:
        if entry.open is not None:
            opened.open_at(entry.name)
            yield _save(opened.window, folder, entry.name, size)
    for part in PARTS:
        opened.open_at("settings", part.name)
        yield _save(opened.window, folder, f"settings-{part.name}", size)
    opened.open_at("home")
    for palette in PALETTES[1:]:
        opened.choose(replace(opened.settings, palette=palette))
        yield _save(opened.window, folder, f"home-{palette}", size)
    opened.choose(replace(opened.settings, palette=PALETTES[0]))
    program.close()
    _wait(lambda: program.opened is None)


def _save(window: QWidget, folder: Path, name: str, size: int) -> Path:
    window.resize(WIDTH, HEIGHT)
    end = time.monotonic() + _QUIET
    while time.monotonic() < end:
        _turn()
    path = folder / f"{name}-{size}pt.png"
    window.grab().save(str(path))
    return path


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        _turn()


def _turn() -> None:
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(main())
