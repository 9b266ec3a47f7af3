"""Starts the program: options, Qt, fonts and palette, the hook for bugs, the first window."""

import argparse
import faulthandler
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from kobe_desk import __version__
from kobe_desk.core import clock, paths
from kobe_desk.core import settings as kept_settings
from kobe_desk.core.text import _
from kobe_desk.core.vault.hardening import forbid_core_dumps
from kobe_desk.ui import crash
from kobe_desk.ui.collecting import Collector

_KEPT_REPORTS = 20


def run(arguments: Sequence[str] | None = None) -> int:
    """`kobe-desk [--sample] [DESK]`. Returns the exit code."""
    options = _parser().parse_args(arguments)
    forbid_core_dumps()
    _log_crashes()
    app = application()
    from kobe_desk.app.program import Program

    Collector(app)
    program = Program(kept_settings.read())
    program.ended.connect(app.quit)
    crash.install(keep_report)
    program.begin(options.desk, sample=options.sample)
    code: int = app.exec()
    return code


def application() -> QApplication:
    """The application with Qt's own words in Japanese; a window that closes does not end it, the program does."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("kobe-desk")
    app.setDesktopFileName("kobe-desk")
    app.setQuitOnLastWindowClosed(False)
    if kept_settings.read().language == "ja":
        translator = QTranslator(app)
        if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
    return app


def keep_report(report: str) -> None:
    """Write a bug's report beside the others; the newest twenty stay."""
    with suppress(OSError):
        folder = paths.logs()
        folder.mkdir(parents=True, exist_ok=True)
        stamp = clock.now().strftime("%Y%m%d-%H%M%S-%f")
        (folder / f"crash-{stamp}.txt").write_text(report, "utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT_REPORTS]:
            old.unlink()


def _log_crashes() -> None:
    """A crash below Python leaves the places in the code, nothing else, in a file on this computer."""
    with suppress(OSError):
        paths.logs().mkdir(parents=True, exist_ok=True)
        faulthandler.enable((paths.logs() / "stopped.txt").open("w"), all_threads=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kobe-desk", description=_("Kobe Desk"))
    parser.add_argument(
        "desk",
        nargs="?",
        type=Path,
        metavar="DESK",
        help="folder of a desk (NAME.kobedesk), a packet for helpers (NAME.kdpacket), or one for signing (NAME.kdsign)",
    )
    parser.add_argument("--sample", action="store_true", help="open the sample association")
    parser.add_argument("--version", action="version", version=f"Kobe Desk {__version__}")
    return parser
