"""What goes with a later stage at the desk: files read in the workshop, papers named, moved, turned, taken out."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.controller.attaching import Turning
from kobe_desk.modules.subsidies.controller.later_order import Written
from kobe_desk.modules.subsidies.usecases import LaterEnclosures
from kobe_desk.modules.subsidies.view import LaterEnclosuresPage
from kobe_desk.ui.desk import Desk

TABLES = {"enclosure", "document", "voucher", "allocation", "event_photo"}


class LaterEnclosuresController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: LaterEnclosuresPage, written: Written) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._which = (written.key, written.row.occasion)
        self._turning = Turning(self, desk, self._do, lambda _paper, error: self._refused(error))
        page.files_chosen.connect(self._read)
        page.document_chosen.connect(
            lambda name, key: self._do(usecases.enclose_document_later, *self._which, key, name)
        )
        page.by_hand_wanted.connect(self._by_hand)
        page.named.connect(lambda key, title: self._do(usecases.name_enclosed, key, title))
        page.moved.connect(lambda key, by: self._do(usecases.move_enclosed, key, by))
        page.take_out_wanted.connect(lambda key: self._do(usecases.take_out_later, key))
        page.turn_wanted.connect(self._turn)
        desk.changed.connect(self._on_changed)
        self._known: LaterEnclosures | None = None
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(usecases.later_enclosures, *self._which, then=self._show)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._ask()

    def _show(self, row: LaterEnclosures) -> None:
        first, self._known = self._known is None, row
        self._page.show_enclosures(row)
        if first:
            self._page.focus_first()

    def _do(self, verb: Any, *args: object) -> None:
        self._page.say("warn", "")
        self._desk.do(verb, *args, refused=self._refused)

    def _refused(self, error: UserError) -> None:
        self._page.show_refusal(error)

    def _by_hand(self, name: str, title: str) -> None:
        if name:
            self._do(usecases.enclose_by_hand, *self._which, title, name)
            return
        self._desk.do(
            usecases.enclose_by_hand, *self._which, title,
            then=lambda _done: self._page.added_by_hand(), refused=self._refused,
        )  # fmt: skip

    def _turn(self, key: UUID) -> None:
        papers = self._known.papers if self._known else ()
        self._turning.turn(next(each for each in papers if each.id == key), (key,))

    def _read(self, name: str, paths: tuple[Path, ...]) -> None:
        self._page.say("warn", "")
        self._desk.run(
            exchange.read_enclosures, paths, then=partial(self._take, name), refused=self._refused,
            text=_("Reading the files"),
        )  # fmt: skip

    def _take(self, name: str, read: exchange.ReadFiles) -> None:
        files = tuple((each.title, each.file_name, each.data) for each in read.files)
        if files:
            self._desk.do(usecases.enclose_later, *self._which, files, name, refused=self._refused)
        if read.refused:
            self._page.show_refused(read.refused)
