"""Pictures of pages for the preview: the same bytes that are printed and exported, shown from memory. No Qt."""

from dataclasses import dataclass

import pypdfium2
from PIL.Image import Image

from kobe_desk.paper.pdfium import alone

INCH = 72.0


@dataclass(frozen=True)
class Picture:
    """A page as pixels: RGB, three bytes each, rows from the top without padding."""

    width: int
    height: int
    pixels: bytes


@alone
def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def opens(pdf: bytes) -> bool:
    """Whether a PDF can be read without a password and has a page."""
    try:
        return page_count(pdf) > 0
    except pypdfium2.PdfiumError:
        return False


@alone
def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(document.get_page_size(number) for number in range(len(document)))
    finally:
        document.close()


def render_page(pdf: bytes, page: int = 0, dpi: float = 96.0) -> Picture:
    """The picture of a page (counted from 0)."""
    image = _image(pdf, page, dpi)
    return Picture(image.width, image.height, image.tobytes())


@alone
def page_text(pdf: bytes, page: int = 0) -> str:
    """The text layer of a page, as searching and reading aloud find it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text: str = document[page].get_textpage().get_text_bounded()
        return text
    finally:
        document.close()


@alone
def _image(pdf: bytes, page: int, dpi: float) -> Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()  # the stamps of signatures stand in fields, which are not drawn otherwise
        image: Image = document[page].render(scale=dpi / INCH).to_pil()
        return image.convert("RGB")
    finally:
        document.close()
