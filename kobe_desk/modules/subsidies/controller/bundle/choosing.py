"""Which programmes are applied for together."""

from PySide6.QtCore import QObject, Signal

from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.proving import Proving
from kobe_desk.modules.subsidies.usecases import OfferRow
from kobe_desk.modules.subsidies.view import ChoosingPage
from kobe_desk.ui.desk import Desk


class ChoosingController(QObject):
    """A child of its page. `begun` tells the bundle that was begun."""

    begun = Signal(object)

    def __init__(self, desk: Desk, page: ChoosingPage, chosen: tuple[str, ...] = ()) -> None:
        super().__init__(page)
        self._desk, self._page, self._chosen = desk, page, chosen
        self._proving = Proving(desk, self)
        self._proving.known.connect(self._begin)
        page.choice_changed.connect(self._count)
        page.begin_requested.connect(self._proving.prove)
        desk.ask(usecases.offers, then=self._show)

    def _show(self, rows: tuple[OfferRow, ...]) -> None:
        self._page.show_offers(rows, self._chosen)
        self._count()

    def _count(self) -> None:
        self._desk.ask(usecases.counted_together, self._page.chosen(), then=self._page.show_count)

    def _begin(self, keys: tuple[str, ...]) -> None:
        self._desk.do(usecases.begin_bundle, keys, then=self.begun.emit, refused=self._page.show_refusal)
