"""Pages beside the questions of a bundle: its calculations, what came before, and newer versions of its programmes."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.controller.comparing import CompareController, Verb
from kobe_desk.modules.subsidies.usecases import PaperOrder, programmes
from kobe_desk.modules.subsidies.usecases.programmes import DifferenceRow
from kobe_desk.modules.subsidies.view import CalculationsPage, NewerPage
from kobe_desk.ui.desk import Desk


class CalculationsController(QObject):
    """A child of its page: the way to the amount of each programme, that of one of them in sight."""

    def __init__(self, desk: Desk, page: CalculationsPage, keys: tuple[UUID, ...], member: int) -> None:
        super().__init__(page)
        self._desk, self._page, self._member, self._title = desk, page, member, ""
        desk.ask(usecases.paper_orders, keys, then=self._make)

    def _make(self, orders: tuple[PaperOrder, ...]) -> None:
        self._title = orders[self._member].application.programme.title
        text = _("Making the papers")
        self._desk.run(exchange.make_calculations, orders, then=self._show, refused=self._page.show_refusal, text=text)

    def _show(self, made: tuple[tuple[str, bytes], ...]) -> None:
        self._page.show_calculations(made, self._title)


class CompareTogetherController(CompareController):
    """The same for the questions of a bundle: each is settled in every application where it stands."""

    query: Verb = staticmethod(usecases.compared_together)
    before: Verb = staticmethod(usecases.take_before_together)
    today: Verb = staticmethod(usecases.take_today_together)
    keep: Verb = staticmethod(usecases.keep_answer_together)
    row_before: Verb = staticmethod(usecases.take_row_before_together)
    row_today: Verb = staticmethod(usecases.take_row_today_together)
    row_keep: Verb = staticmethod(usecases.keep_row_together)

    def _do(self, verb: Verb, item: str, *line: str) -> None:
        application, _colon, name = item.partition(":")
        self._desk.do(verb, self._key, UUID(application), name, *line, refused=self._refused)


class NewerTogetherController(QObject):
    """A child of its page. `taken` whenever an application rests on a newer version; `nothing_left` after the last."""

    taken = Signal()
    nothing_left = Signal()

    def __init__(self, desk: Desk, page: NewerPage, keys: tuple[UUID, ...]) -> None:
        super().__init__(page)
        self._desk, self._page, self._keys = desk, page, keys
        page.take_wanted.connect(self._take)
        desk.ask(programmes.newer_versions, keys, then=self._show)

    def _show(self, rows: tuple[tuple[UUID, DifferenceRow], ...]) -> None:
        if rows:
            self._page.show_versions(rows)
            self._page.focus_first()
        else:
            self.nothing_left.emit()

    def _take(self, key: UUID) -> None:
        self._desk.do(programmes.take_newer_version, key, then=self._tell, refused=self._refused)

    def _tell(self, _none: object) -> None:
        self.taken.emit()
        self._desk.ask(programmes.newer_versions, self._keys, then=self._show)

    def _refused(self, error: UserError) -> None:
        self._page.show_refusal(error)
