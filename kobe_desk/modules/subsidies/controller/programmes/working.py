"""The worked examples of a programme at the desk; their papers are made in the workshop."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.usecases import PaperRequest, WorkedRow, WorkedRows
from kobe_desk.modules.subsidies.view import ExamplesPage
from kobe_desk.ui.desk import Desk


class ExamplesController(QObject):
    """A child of its page."""

    made = Signal(object, object)
    """A WorkedRow, and its papers."""

    def __init__(self, desk: Desk, page: ExamplesPage, key: str) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._found: WorkedRows | None = None
        page.papers_wanted.connect(self._make)
        desk.ask(usecases.worked_examples, key, then=self._show, refused=page.show_refusal)

    def _show(self, found: WorkedRows) -> None:
        self._found = found
        self._page.show_examples(found)
        self._page.focus_first()

    def _make(self, row: WorkedRow) -> None:
        if self._found is not None:
            self._desk.run(
                exchange.example_papers, self._found.programme, row.name, row.data,
                then=partial(self._tell, row), refused=self._page.show_refusal,
            )  # fmt: skip

    def _tell(self, row: WorkedRow, made: tuple[PaperRequest, ...]) -> None:
        self.made.emit(row, made)
