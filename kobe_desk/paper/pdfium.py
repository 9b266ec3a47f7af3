"""PDFium for one caller at a time: it is not made for two threads, not even with a document each.

The preview draws pages on the screen's thread while a package is put together on another. Two at once end the program
without a word, or spoil its memory for later.
"""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import N_

P = ParamSpec("P")
R = TypeVar("R")
_ONE_AT_A_TIME = RLock()


def alone(work: Callable[P, R]) -> Callable[P, R]:
    """Work with PDFium, from opening a document to closing it; whoever comes meanwhile waits."""

    @wraps(work)
    def waiting(*args: P.args, **kwargs: P.kwargs) -> R:
        with _ONE_AT_A_TIME:
            return work(*args, **kwargs)

    return waiting


class NoPages(UserError):
    text = N_("This PDF has no pages, so it was not taken. Save the paper as a PDF again and choose that file.")


@alone
def refuse_without_pages(data: bytes) -> None:
    """Raises NoPages for a PDF that opens and holds nothing: of such a one the library tells the fault of the file
    before it, and that may be a password."""
    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        pages = pdfium.FPDF_GetPageCount(document)
        pdfium.FPDF_CloseDocument(document)
        if not pages:
            raise NoPages("file")
