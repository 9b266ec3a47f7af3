"""費目の対応 at the desk: where the accounts of the cash book go in a programme."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.text import n_
from kobe_desk.modules.subsidies.usecases.granting.headings import HeadingMap, heading_map, set_headings
from kobe_desk.modules.subsidies.view import HeadingsPage
from kobe_desk.ui.desk import Desk

TABLES = {"account_heading", "account", "allocation", "application", "entry"}


class HeadingsController(QObject):
    """A child of its page. `key`: the application whose programme is shown first; the newest one without it."""

    def __init__(self, desk: Desk, page: HeadingsPage, key: UUID | None) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        page.programme_chosen.connect(self._open)
        page.wanted.connect(self._set)
        desk.changed.connect(self._on_changed)
        self._open(key)

    def _open(self, key: UUID | None) -> None:
        self._desk.ask(heading_map, key, then=self._show)

    def _show(self, found: HeadingMap | None) -> None:
        self._key = found.key if found else None
        self._page.show_map(found)

    def _set(self, key: UUID, headings: Mapping[UUID, str | None]) -> None:
        count = len(headings)
        words = n_("Set for {n} account.", "Set for {n} accounts.", count).format(n=count)
        self._desk.do(set_headings, key, headings, then=lambda _none: self._page.say(words),
                      refused=self._page.show_refusal)  # fmt: skip

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._open(self._key)
