"""「使える助成は？」: what the desk knows first, then what is answered; both judge every programme."""

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.core.drafts import Draft
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.usecases import FINDER
from kobe_desk.modules.subsidies.usecases.overview import last_results
from kobe_desk.modules.subsidies.view import FinderPage
from kobe_desk.ui.desk import Desk

TABLES = {"application", "own_programme", "grant_step"}
KNOWN = {"association", "document", "bank_account", "person", "household"}
"""Where the facts come from that the desk knows."""


class FinderController(QObject):
    """A child of its page. What was answered is kept as a draft, so that it is there the next time."""

    def __init__(self, desk: Desk, page: FinderPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._known: Mapping[str, Any] = {}
        page.facts_changed.connect(self._changed)
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.known_facts, then=self._begin)
        desk.ask(last_results, then=page.show_results)

    def _begin(self, known: Mapping[str, Any]) -> None:
        self._known = known
        self._desk.draft(FINDER, "", self._show)

    def _show(self, draft: Draft | None) -> None:
        given = json.loads(draft.text) if draft is not None else {}
        self._page.show_facts({**self._known, **given}, self._known)
        self._find()

    def _changed(self) -> None:
        facts = self._page.facts()
        own = {name: each for name, each in facts.items() if self._known.get(name) != each}
        self._desk.keep(Draft(FINDER, "", json.dumps(own, ensure_ascii=False)))
        self._page.show_sources(facts, self._known)
        self._find()

    def _find(self) -> None:
        self._desk.ask(usecases.find_programmes, self._page.facts(), then=self._page.show_found)

    def _on_changed(self, change: Change) -> None:
        if change.tables & KNOWN:
            self._desk.ask(usecases.known_facts, then=self._begin)
        elif change.tables & TABLES:
            self._desk.ask(last_results, then=self._page.show_results)
            self._find()
