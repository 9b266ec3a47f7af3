"""An application beside the one before it, and the list of its answers to copy from."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.controller.later_order import Ordering, Written
from kobe_desk.modules.subsidies.usecases import AnswerList, ComparedRow
from kobe_desk.modules.subsidies.view import ComparePage, ListingPage
from kobe_desk.ui.desk import Desk

Verb = Callable[..., Any]


class CompareController(QObject):
    """A child of its page: every question is settled by itself."""

    def __init__(self, desk: Desk, page: ComparePage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        page.before_wanted.connect(lambda field: self._do(self.before, field))
        page.today_wanted.connect(lambda field: self._do(self.today, field))
        page.keep_wanted.connect(lambda field: self._do(self.keep, field))
        page.row_before_wanted.connect(lambda *row: self._do(self.row_before, *row))
        page.row_today_wanted.connect(lambda *row: self._do(self.row_today, *row))
        page.row_keep_wanted.connect(lambda *row: self._do(self.row_keep, *row))
        desk.changed.connect(self._on_changed)
        self._refresh()

    query: Verb = staticmethod(usecases.compared)
    before: Verb = staticmethod(usecases.take_before)
    today: Verb = staticmethod(usecases.take_today)
    keep: Verb = staticmethod(usecases.keep_answer)
    row_before: Verb = staticmethod(usecases.take_row_before)
    row_today: Verb = staticmethod(usecases.take_row_today)
    row_keep: Verb = staticmethod(usecases.keep_row)

    def _refresh(self) -> None:
        self._desk.ask(self.query, self._key, then=self._show)

    def _show(self, row: ComparedRow) -> None:
        self._page.show_compared(row)
        self._page.focus_first()

    def _do(self, verb: Verb, item: str, *line: str) -> None:
        self._desk.do(verb, self._key, item, *line, refused=self._refused)

    def _refused(self, error: UserError) -> None:
        """Show what stands there now, and say why nothing was done."""

        def show(row: ComparedRow) -> None:
            self._show(row)
            self._page.show_refusal(error)

        self._desk.ask(self.query, self._key, then=show)

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"answer", "application"}:
            self._refresh()


class Listing(QObject):
    """A child of its page: the lists are made in the workshop like the papers."""

    def __init__(self, desk: Desk, page: ListingPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._lists: tuple[AnswerList, ...] = ()
        page.save_wanted.connect(self._save)

    def make(self, job: Verb, order: object) -> None:
        self._desk.run(job, order, then=self._show, refused=self._refused)

    def _show(self, lists: tuple[AnswerList, ...]) -> None:
        self._lists = lists
        self._page.show_lists(lists)
        self._page.focus_first()

    def _save(self, target: Path) -> None:
        self._desk.run(exchange.write_lists, self._lists, target, then=self._saved, refused=self._refused)

    def _saved(self, target: Path) -> None:
        self._page.say("ok", _("{name} was written.").format(name=target.name))

    def _refused(self, error: UserError) -> None:
        self._page.say("warn", error.message())


class ListingController(Listing):
    """One list for each of these applications."""

    def __init__(self, desk: Desk, page: ListingPage, *keys: UUID) -> None:
        super().__init__(desk, page)
        desk.ask(usecases.paper_orders, keys, then=partial(self.make, exchange.list_all))


class LaterListingController(Listing):
    """The list of what the papers of one later stage say."""

    def __init__(self, desk: Desk, page: ListingPage, written: Written) -> None:
        super().__init__(desk, page)
        Ordering(self, desk, written).order(partial(self.make, exchange.later_list))
