"""Photographs are kept upright, small, and without place, camera and time."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kobe_desk.core.picture import PictureTooLarge, PictureUnreadable, clean_picture, read_picture


def photograph(width: int = 3000, height: int = 2000) -> bytes:
    """As a telephone writes it: lying, with its place and its camera, and turned by a mark."""
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    buffer = BytesIO()
    Image.new("RGB", (width, height), (200, 120, 40)).save(buffer, "JPEG", exif=exif, comment=b"SECRETWORDS")
    return buffer.getvalue()


def test_a_photograph_is_turned_upright_made_small_and_tells_nothing_of_its_camera() -> None:
    made = photograph()
    assert b"SECRETCAMERA" in made and b"SECRETWORDS" in made
    clean = clean_picture(made, 480)
    with Image.open(BytesIO(clean)) as opened:
        assert opened.size == (320, 480) and opened.format == "JPEG"
        assert not opened.getexif()
    assert b"SECRET" not in clean and b"Exif" not in clean
    assert len(clean) < 40_000


def test_a_small_picture_is_not_blown_up_and_what_is_transparent_is_white() -> None:
    buffer = BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(buffer, "PNG")
    with Image.open(BytesIO(clean_picture(buffer.getvalue(), 480))) as opened:
        assert opened.size == (40, 30)
        assert opened.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"MZ\x90", b"GIF89a", b"%PDF-1.7", b"\xff\xd8\xff\xe0 broken"])
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(data)
    with pytest.raises(PictureUnreadable):
        read_picture(path, 480)
    with pytest.raises(PictureUnreadable):
        read_picture(tmp_path / "missing.jpg", 480)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [9_000, 13_000])
def test_a_small_file_of_far_too_many_pixels_is_too_large(side: int) -> None:
    buffer = BytesIO()
    Image.new("1", (side, side)).save(buffer, "PNG")
    assert buffer.tell() < 100_000
    with pytest.raises(PictureTooLarge):
        clean_picture(buffer.getvalue(), 480)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(PictureTooLarge):
        read_picture(path, 480)
