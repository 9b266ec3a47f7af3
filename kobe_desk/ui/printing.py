"""Paper out of the program: the very bytes that were previewed go to the printer or into a file."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from kobe_desk.core import atomic, paths
from kobe_desk.core.errors import UserError
from kobe_desk.core.file_name import file_name
from kobe_desk.core.text import _
from kobe_desk.ui.dialog import inform

PRINT_DPI = 300
_POINTS = 72


def page_image(pdf: bytes, page: int, dpi: float) -> QImage:
    """A page of a PDF as a picture in memory."""
    from kobe_desk.paper import render  # the renderer is not needed before the first preview

    picture = render.render_page(pdf, page, dpi)
    pixels = QImage(picture.pixels, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    return pixels.copy()  # a QImage does not own the bytes it is made from


def save_pdf(parent: QWidget | None, pdf: bytes, name: str) -> Path | None:
    """Ask where to, and write the file whole or not at all; None when the person left it."""
    start = str(paths.documents().parent / f"{file_name(name)}.pdf")
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save as PDF"), start, "PDF (*.pdf)")
    if not chosen:
        return None
    target = Path(chosen) if chosen.lower().endswith(".pdf") else Path(f"{chosen}.pdf")
    return _written(parent, target, pdf)


def save_file(parent: QWidget | None, data: bytes, name: str, kinds: str) -> Path | None:
    """Ask where to (`kinds` such as "PEM (*.pem)"), and write the file whole or not at all; None when left."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save"), str(paths.documents().parent / name), kinds)
    if not chosen:
        return None
    return _written(parent, Path(chosen), data)


def _written(parent: QWidget | None, target: Path, data: bytes) -> Path | None:
    """The file, whole; where that does not work, the sentence that says why, and None."""
    from kobe_desk.core.vault import store  # brings in the records: not before the first paint

    try:
        with store.saying_why(target.parent):
            atomic.write_bytes(target, data)
    except UserError as error:
        inform(parent, _("The file was not saved"), error.message())
        return None
    return target


def print_pdf(parent: QWidget | None, pdf: bytes, name: str) -> bool:
    """Show the system's print dialog and print every page, fitted to the paper; False when the person left it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # needs libraries that a headless system lacks

    from kobe_desk.paper import render

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setResolution(PRINT_DPI)
    sizes = render.page_sizes(pdf)
    printer.setPageLayout(_layout(sizes[0]))
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter(printer)
    for page, size in enumerate(sizes):
        if page:
            printer.setPageLayout(_layout(size))
            printer.newPage()
        image = page_image(pdf, page, PRINT_DPI)
        painter.drawImage(QRectF(0, 0, *(side * PRINT_DPI / _POINTS for side in size)), image)
    painter.end()
    return True


def _layout(size: tuple[float, float]) -> QPageLayout:
    width, height = size
    landscape = width > height
    upright = QSizeF(min(size), max(size))
    paper = QPageSize(upright, QPageSize.Unit.Point, matchPolicy=QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
