"""Photographs from a telephone or a camera, made fit to be kept: upright, small, and written anew.

Place, camera and time of the photograph (EXIF) are left behind. A stranger's file may hurt whoever reads it, so this
is a job for the child process.
"""

import struct
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_

LARGEST_FILE = 20 * 1024 * 1024  # bytes: what a telephone's camera writes, and more
MOST_PIXELS = 80_000_000
QUALITY = 82
_EXIF, _TAKEN = 0x8769, 0x9003
"""Where a camera writes when a photograph was taken."""
_DAMAGE = (TypeError, LookupError, ArithmeticError, struct.error)
"""What the library stumbles into where a file says one thing and holds another."""


class PictureTooLarge(UserError):
    text = N_("This photograph is too large, so it was not kept. Take it smaller (at most 20 MB, 80 million pixels).")


class PictureUnreadable(UserError):
    text = N_("This file is no JPEG or PNG that can be read. Save it as one of these and choose it again.")


def read_picture(path: Path, side: int) -> bytes:
    """A photograph from a file, clean. Raises PictureTooLarge, PictureUnreadable."""
    return clean_picture(read_original(path), side)


def read_original(path: Path) -> bytes:
    """A file as it is, to be cleaned. Raises PictureTooLarge, PictureUnreadable."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PictureTooLarge("file")
        return path.read_bytes()
    except OSError:
        raise PictureUnreadable("file") from None


def day_taken(data: bytes) -> date | None:
    """The day the camera wrote into a photograph, before that is left behind; None where it says nothing that reads."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as opened:
            said = opened.getexif().get_ifd(_EXIF).get(_TAKEN)
        return datetime.strptime(str(said)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - the camera's own wall clock
    except Exception:  # noqa: BLE001 - a stranger's file: whatever is wrong with it, the day is not known
        return None


def clean_picture(data: bytes, side: int) -> bytes:
    """A JPEG of at most `side` pixels on its longer side, without anything beside the picture.

    Raises PictureTooLarge, PictureUnreadable.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureTooLarge("file")
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((side, side))
            plain = Image.new("RGB", upright.size, "white")
            plain.paste(upright, mask=upright.getchannel("A") if "A" in upright.getbands() else None)
    except Image.DecompressionBombError:  # told by the library itself, far beyond our bound
        raise PictureTooLarge("file") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, *_DAMAGE):
        raise PictureUnreadable("file") from None
    buffer = BytesIO()
    plain.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()
