"""This year's copy (今年度版) of a past definition at the desk."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.usecases import CopyRow
from kobe_desk.modules.subsidies.view import CopyPage
from kobe_desk.ui.desk import Desk


class CopyController(QObject):
    """This year's copy: every figure confirmed or changed."""

    finished = Signal(str)

    def __init__(self, desk: Desk, page: CopyPage, key: str) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        page.confirmed.connect(self._confirm)
        page.example_accepted.connect(self._accept)
        page.begin_wanted.connect(lambda: self.finished.emit(key))
        self._refresh()

    def _refresh(self, _left: object = None) -> None:
        self._desk.ask(usecases.programme_copy, self._key, then=self._show)

    def _show(self, row: CopyRow) -> None:
        self._page.show_copy(row)
        self._page.focus_first()

    def _confirm(self, at: str, values: tuple[object, ...], source: str) -> None:
        refused = partial(self._page.show_refusal, at)
        self._desk.do(usecases.confirm_figure, self._key, at, values, source, then=self._refresh, refused=refused)

    def _accept(self, mark: str) -> None:
        self._desk.do(usecases.accept_example, self._key, mark, then=self._refresh)
