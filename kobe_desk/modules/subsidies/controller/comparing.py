"""An application beside the one before it, and the list of its answers to copy from."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.usecases import ComparedRow, Listed, PaperOrder
from kobe_desk.modules.subsidies.view import ComparePage, ListingPage
from kobe_desk.ui.desk import Desk


class CompareController(QObject):
    """A child of its page: every question is settled by itself."""

    def __init__(self, desk: Desk, page: ComparePage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        page.before_wanted.connect(partial(self._do, usecases.take_before))
        page.today_wanted.connect(partial(self._do, usecases.take_today))
        page.keep_wanted.connect(partial(self._do, usecases.keep_answer))
        desk.changed.connect(self._on_changed)
        self._refresh()

    def _refresh(self) -> None:
        self._desk.ask(usecases.compared, self._key, then=self._show)

    def _show(self, row: ComparedRow) -> None:
        self._page.show_compared(row)
        self._page.focus_first()

    def _do(self, verb: object, field: str) -> None:
        self._desk.do(verb, self._key, field, refused=self._page.show_refusal)  # type: ignore[arg-type]

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"answer", "application"}:
            self._refresh()


class ListingController(QObject):
    """A child of its page: the list is made in the workshop, like the papers."""

    def __init__(self, desk: Desk, page: ListingPage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._rows: tuple[Listed, ...] = ()
        page.save_wanted.connect(self._save)
        desk.ask(usecases.paper_order, key, then=self._make)

    def _make(self, order: PaperOrder) -> None:
        title = order.application.programme.title
        self._desk.run(exchange.listed_answers, order, then=partial(self._show, title), refused=self._refused)

    def _show(self, title: str, rows: tuple[Listed, ...]) -> None:
        self._rows = rows
        self._page.show_list(title, rows)
        self._page.focus_first()

    def _save(self, target: Path) -> None:
        self._desk.run(exchange.write_list, self._rows, target, then=self._saved, refused=self._refused)

    def _saved(self, target: Path) -> None:
        self._page.say("ok", _("{name} was written.").format(name=target.name))

    def _refused(self, error: UserError) -> None:
        self._page.say("warn", error.message())
