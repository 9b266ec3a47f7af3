"""Files that nobody should have to open: small on the disk, enormous once they are read."""

import zipfile
from pathlib import Path

from PIL import Image


def zip_bomb(path: Path) -> Path:
    """A hundred million bytes in a small file that calls itself a PDF."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bag:
        bag.writestr("quote.pdf", bytes(100_000_000))
    return path


def huge_picture(path: Path) -> Path:
    """A picture of 400 million pixels in a small file."""
    Image.new("1", (20_000, 20_000)).save(path, "PNG")
    return path
