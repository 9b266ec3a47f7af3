"""This year's copy (今年度版) of a past definition at the desk."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.proving import Proving
from kobe_desk.modules.subsidies.usecases import CopyRow
from kobe_desk.modules.subsidies.view import CopyPage
from kobe_desk.ui.desk import Desk


class CopyController(QObject):
    """This year's copy: every figure confirmed or changed."""

    finished = Signal(str)

    def __init__(self, desk: Desk, page: CopyPage, key: str) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._proving = Proving(desk, self)
        self._proving.known.connect(self._refresh)
        page.confirmed.connect(self._confirm)
        page.example_accepted.connect(self._accept)
        page.begin_wanted.connect(lambda: self.finished.emit(key))
        desk.changed.connect(self._on_changed)
        self._refresh()

    def _on_changed(self, change: Change) -> None:
        if "own_programme" in change.tables:
            self._refresh()

    def _refresh(self) -> None:
        self._desk.ask(usecases.programme_copy, self._key, then=self._show, refused=self._gone)

    def _show(self, row: CopyRow) -> None:
        self._page.show_copy(row)
        if not row.tried:
            self._proving.prove((self._key,))
        if self._page.isVisible():
            self._page.focus_first()

    def _gone(self, error: UserError) -> None:
        """Undone elsewhere: there is nothing to show any more."""
        self._page.show_gone(error)

    def _confirm(self, at: str, values: tuple[object, ...], source: str) -> None:
        refused = partial(self._page.show_refusal, at)
        self._desk.do(usecases.confirm_figure, self._key, at, values, source, refused=refused)

    def _accept(self, mark: str) -> None:
        self._desk.do(usecases.accept_example, self._key, mark)
