"""Pictures: `python -m kobe_desk.pictures --out DIR [--size 12 20] [--day 2026-11-25] [--papers] [--programmes]`.

The sample association is opened without a screen, and each page of the program is saved as a PNG.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.settings import SIZES, Settings
from kobe_desk.pictures.home import own_home
from kobe_desk.ui.collecting import Collector

WIDTH, HEIGHT = 1366, 768
_MORNING = time(10, 32)


def main(arguments: Sequence[str] | None = None) -> int:
    """Save the pictures. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m kobe_desk.pictures")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--size", type=int, nargs="+", default=[12, 20], choices=SIZES)
    parser.add_argument("--day", type=date.fromisoformat, help="the day that the clock shows; today without it")
    parser.add_argument("--papers", action="store_true", help="every paper of the main job, too")
    words = "only a sheet of papers for each programme, and for the ledger"
    parser.add_argument("--programmes", action="store_true", help=words)
    options = parser.parse_args(arguments)
    moment = datetime.combine(options.day, _MORNING, clock.JST) if options.day else None
    with clock.stopped_at(moment) if moment else nullcontext():
        made = programme_pictures(options.out) if options.programmes else None
        for path in made or take_pictures(options.out, options.size, papers=options.papers):
            sys.stdout.write(f"{path}\n")
    return 0


def programme_pictures(folder: Path) -> Iterator[Path]:
    """The papers of every programme, from the worked examples."""
    with own_home() as home:
        from kobe_desk.core.text import use_language
        from kobe_desk.pictures.every_programme import every_programme

        use_language("ja")
        yield from every_programme(home, folder)


def take_pictures(folder: Path, sizes: Sequence[int] = (12, 20), *, papers: bool = False) -> Iterator[Path]:
    """Every screen at each size, in a home of its own that is gone afterwards."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    with own_home() as home:
        from kobe_desk.app.start_up import application
        from kobe_desk.pictures.papers import main_job, paper_pictures
        from kobe_desk.pictures.tour import tour

        Collector(application())
        package = main_job(home / "papers") if papers else None
        if papers:
            yield from paper_pictures(home / "papers", folder)
        for size in sizes:
            for scene in tour(Settings(size=size), package=package):
                yield _save(scene.window, folder / f"{scene.name}-{size}pt.png")


def _save(window: QWidget, path: Path) -> Path:
    """A window as a PNG."""
    from kobe_desk.pictures.patience import still_after
    from kobe_desk.pictures.png import save_png

    if not window.isModal():
        still_after(lambda: window.resize(WIDTH, HEIGHT))
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(data, "BMP")
    with Image.open(BytesIO(data.data().data())) as image:
        save_png(image, path)
    return path


if __name__ == "__main__":
    sys.exit(main())
