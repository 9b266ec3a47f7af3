"""A photograph or a scan of a receipt made into a PDF: a job of the child process, which a stranger's file may hurt.

Photographs are turned upright, made smaller than A4 at 200 dpi, and written anew without what a camera adds.
"""

from io import BytesIO
from pathlib import Path

from kobe_desk.core.errors import UserError
from kobe_desk.core.picture import LARGEST_FILE, PictureTooLarge, PictureUnreadable, clean_picture
from kobe_desk.core.progress import Report
from kobe_desk.core.text import N_
from kobe_desk.paper.pdfium import alone, refuse_without_pages

SIDE = 1_700  # pixels on the longer side: A4 at 150 dpi
A4 = (595.28, 841.89)
MARGIN = 28.0


class ScanUnreadable(UserError):
    text = N_("This file is no PDF, JPEG or PNG that can be read. Save it as one of these and choose it again.")


class ScanLocked(UserError):
    text = N_(
        "This PDF is locked with a password, so it was not taken. Open it, print it into a new PDF without one, and "
        "choose that."
    )


def pdf_of_scan(path: Path, report: Report) -> tuple[str, bytes]:
    """The name and the PDF of a scan or photograph. Raises NoPages, PictureTooLarge, ScanUnreadable, ScanLocked."""
    report(0, 1)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PictureTooLarge("file")
        data = path.read_bytes()
    except OSError:
        raise ScanUnreadable("file") from None
    if data.startswith(b"%PDF-"):
        return path.name, _checked(data)
    return f"{path.stem}.pdf", _page(_picture(data))


@alone
def _checked(data: bytes) -> bytes:
    """A PDF that opens and has a page. Raises NoPages, ScanLocked, ScanUnreadable."""
    import pypdfium2

    try:
        pypdfium2.PdfDocument(data).close()
    except pypdfium2.PdfiumError as fault:
        refuse_without_pages(data)
        locked = fault.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
        raise (ScanLocked if locked else ScanUnreadable)("file") from None
    return data


def _picture(data: bytes) -> bytes:
    """The photograph, clean."""
    try:
        return clean_picture(data, SIDE)
    except PictureUnreadable:
        raise ScanUnreadable("file") from None


def _page(picture: bytes) -> bytes:
    """One sheet of A4, lying where the picture does, with the picture as large as it fits."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    image = ImageReader(BytesIO(picture))
    width, height = image.getSize()
    sheet = A4 if height >= width else (A4[1], A4[0])
    scale = min((sheet[0] - 2 * MARGIN) / width, (sheet[1] - 2 * MARGIN) / height)
    across, up = width * scale, height * scale
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=sheet, invariant=1)
    canvas.drawImage(image, (sheet[0] - across) / 2, (sheet[1] - up) / 2, across, up)
    canvas.save()
    return buffer.getvalue()
