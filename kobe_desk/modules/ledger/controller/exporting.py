"""Writing the book to a file: recorded at the desk first, then written beside it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from kobe_desk.core.text import _
from kobe_desk.modules.ledger import usecases
from kobe_desk.modules.ledger.exchange.export import Form, lost_in_cp932, write_book
from kobe_desk.modules.ledger.usecases import BookFile, BookFilter, ExportRequest
from kobe_desk.modules.ledger.view.exporting import ExportBookPage, Lost
from kobe_desk.ui.desk import Desk


class ExportBookController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: ExportBookPage, which: BookFilter) -> None:
        super().__init__(page)
        self._desk, self._page, self._which = desk, page, which
        page.write_requested.connect(self._check)

    def _check(self, request: ExportRequest, mark: str | None) -> None:
        """Old characters are tried first: what they lack is a question, not a loss."""
        if request.kind == Form.CSV_CP932 and mark is None:
            then = partial(self._try, request)
            self._desk.ask(usecases.preview_book_file, self._which, request.what, then=then)
        else:
            self._record(request, mark)

    def _try(self, request: ExportRequest, file: BookFile) -> None:
        if lost := lost_in_cp932(file):
            self._page.show_lost([Lost(each.line, each.column, each.value, each.characters) for each in lost])
        else:
            self._record(request, None)

    def _record(self, request: ExportRequest, mark: str | None) -> None:
        target = self._page.target(request.kind)
        if target is None:
            return
        then = partial(self._write, target, request.kind, mark)
        self._desk.do(usecases.export_book, self._which, request, then=then, refused=self._page.show_refusal)

    def _write(self, target: Path, kind: str, mark: str | None, file: BookFile) -> None:
        self._desk.run(
            *(write_book, file, target, kind, _("Cash book"), mark),
            here=True,
            then=lambda path: self._page.show_written(path, file.number),
            refused=self._page.show_refusal,
            text=_("Writing the file"),
        )
