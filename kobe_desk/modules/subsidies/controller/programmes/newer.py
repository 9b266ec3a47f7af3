"""Two versions of a programme side by side at the desk, and the newer one put under an application."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.modules.subsidies.usecases import programmes
from kobe_desk.modules.subsidies.usecases.programmes import DifferenceRow
from kobe_desk.modules.subsidies.view.programmes import DifferencePage
from kobe_desk.ui.desk import Desk


class DifferenceController(QObject):
    """A child of its page: what differs from the version before."""

    def __init__(self, desk: Desk, page: DifferencePage, key: str) -> None:
        super().__init__(page)
        self._page = page
        desk.ask(programmes.programme_difference, key, then=self._show, refused=page.show_refusal)

    def _show(self, row: DifferenceRow) -> None:
        self._page.show_difference(row)
        self._page.focus_first()


class NewerController(QObject):
    """A child of its page: what a newer version changes for an application."""

    taken = Signal()

    def __init__(self, desk: Desk, page: DifferencePage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        page.take_wanted.connect(self._take)
        desk.ask(programmes.newer_version, key, then=self._show, refused=page.show_refusal)

    def _show(self, row: DifferenceRow | None) -> None:
        if row is not None:
            self._page.show_difference(row)
            self._page.focus_first()

    def _take(self) -> None:
        self._desk.do(programmes.take_newer_version, self._key, then=self._tell, refused=self._page.show_refusal)

    def _tell(self, _done: object) -> None:
        self.taken.emit()
