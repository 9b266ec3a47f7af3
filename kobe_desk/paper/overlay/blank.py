"""A funder's empty form (窓口の様式) taken in: checked, then its pages made anew, upright and flat.

Only what is drawn on the pages is taken over: fields to fill in become what they show, scripts and cross-references
of two kinds stay behind. A page that is turned or shows only a part of itself becomes that part, the right way up.
"""

import ctypes
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_
from kobe_desk.paper.pdfium import alone, refuse_without_pages
from kobe_desk.paper.sheet import MM

MOST_BYTES = 5 * 1024 * 1024
MOST_PAGES = 50
LONGEST = 500.0
"""mm: a side of a page, which a layout can still name."""
_PLAIN_FORMS = (pdfium.FORMTYPE_NONE, pdfium.FORMTYPE_ACRO_FORM)


class BlankNotPdf(UserError):
    text = N_("This file is not a PDF that can be read. Save the form as a PDF again and choose it.")


class BlankTooLarge(UserError):
    text = N_("This PDF is larger than 5 MB, so it was not taken. Ask the office for a smaller one.")


class BlankTooLong(UserError):
    text = N_("This PDF has {pages} pages; at most 50 are taken. Save only the pages of the form and choose that.")


class BlankLocked(UserError):
    text = N_("This PDF is locked with a password or against copying. Ask the office for one without.")


class BlankNeedsAdobe(UserError):
    text = N_(
        "This PDF can be filled in with Adobe's program only (XFA). Print it as a PDF from there and choose that file."
    )


class BlankTooWide(UserError):
    text = N_("Page {page} is longer than 50 cm, so it was not taken. Choose the form at its true size.")


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty form made flat. `sizes`: width and height of each page in mm, as it is looked at."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    had_fields: bool = False
    """Whether it had fields to fill in, which now are only drawn."""


@alone
def take_blank(data: bytes) -> Blank:
    """The form of these bytes, flat. Raises NoPages or one of the refusals above."""
    if len(data) > MOST_BYTES:
        raise BlankTooLarge
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise BlankNotPdf
    document = _opened(data)
    try:
        kind = _refuse_unfit(document)
        return _flat(document, had_fields=kind == pdfium.FORMTYPE_ACRO_FORM)
    finally:
        document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        refuse_without_pages(data)
        locked = getattr(fault, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise (BlankLocked if locked else BlankNotPdf) from None


def _refuse_unfit(document: pypdfium2.PdfDocument) -> int:
    if pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0:
        raise BlankLocked
    pages = len(document)
    if pages > MOST_PAGES:
        raise BlankTooLong(pages=pages)
    kind: int = pdfium.FPDF_GetFormType(document)
    if kind not in _PLAIN_FORMS:
        raise BlankNeedsAdobe
    return kind


def _flat(document: pypdfium2.PdfDocument, *, had_fields: bool) -> Blank:
    made = pypdfium2.PdfDocument.new()
    sizes = []
    try:
        for number in range(len(document)):
            sizes.append(_take_page(document, number, made))
        return Blank(saved(made), tuple(sizes), had_fields)
    finally:
        made.close()


def _take_page(document: pypdfium2.PdfDocument, number: int, made: pypdfium2.PdfDocument) -> tuple[float, float]:
    try:
        page = document[number]
        if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_FAIL:
            raise BlankNotPdf
    except pypdfium2.PdfiumError:
        raise BlankNotPdf from None
    width, height = page.get_size()
    if max(width, height) > LONGEST * MM:
        raise BlankTooWide(page=number + 1)
    page.close()
    lay_over(made, made.new_page(width, height), document, number)
    return round(width / MM, 2), round(height / MM, 2)


def lay_over(
    made: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    source: pypdfium2.PdfDocument,
    number: int,
    shift: tuple[float, float] = (0.0, 0.0),
) -> None:
    """Draw a page of another document above what a page shows, moved by `shift` points; it stays text."""
    captured = pdfium.FPDF_NewXObjectFromPage(made, source, number)
    if not captured:
        raise BlankNotPdf
    drawn = pdfium.FPDF_NewFormObjectFromXObject(captured)
    pdfium.FPDFPageObj_Transform(drawn, *map(ctypes.c_double, (1, 0, 0, 1, *shift)))
    page.insert_obj(pypdfium2.PdfObject(drawn, page=None, pdf=made))
    page.gen_content()
    pdfium.FPDF_CloseXObject(captured)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()
