"""Pictures of papers: the main job is done in a folder, and every sheet that comes of it becomes a PNG."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from PIL import Image

from kobe_desk.paper.render import page_count, render_page
from kobe_desk.pictures.png import save_png

DPI = 80
_SHEETS = 2
"""Further sheets of a long paper look like these."""


def main_job(folder: Path) -> Path:
    """Do the whole main job; returns the package, which lies in the folder with every paper."""
    from kobe_desk.cli.demo import demo

    with redirect_stdout(StringIO()):  # its answer is for machines; the pictures' names are this command's
        failed = demo(Namespace(out=folder, json=True))
    if failed:
        raise RuntimeError("the package of the main job does not verify")
    return next(folder.glob("*.zip"))


def paper_pictures(papers: Path, folder: Path) -> Iterator[Path]:
    """The first sheets of each PDF in `papers`."""
    for path in sorted(papers.glob("*.pdf")):
        pdf = path.read_bytes()
        for page in range(min(page_count(pdf), _SHEETS)):
            picture = render_page(pdf, page, DPI)
            target = folder / f"paper-{path.stem.replace(' ', '-')}-{page + 1}.png"
            save_png(Image.frombytes("RGB", (picture.width, picture.height), picture.pixels), target)
            yield target
