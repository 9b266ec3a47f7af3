"""規約の定め at the desk: one body at a time."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.modules.association.usecases import Rules
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.usecases import BodyRequest, BodyRow
from kobe_desk.modules.meetings.view.rules import RulesPage
from kobe_desk.ui.desk import Desk

_WRITTEN = date(1900, 1, 2)
"""Rules since before this day are those of nobody."""


class RulesController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: RulesPage, body: str) -> None:
        super().__init__(page)
        self._desk, self._page, self._body = desk, page, body
        self._rules: Rules | None = None
        page.body_chosen.connect(self._choose)
        page.rule_saved.connect(self._save)
        page.ready_made.taken.connect(self._take)
        page.new_body.added.connect(self._add)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(usecases.bodies, then=self._show_bodies)
        self._desk.ask(usecases.rules_for, self._body, clock.today(), then=self._show)

    def _show_bodies(self, rows: tuple[BodyRow, ...]) -> None:
        self._page.show_bodies(rows, self._body)

    def _show(self, rules: Rules) -> None:
        self._rules = rules
        since = rules.since if rules.since > _WRITTEN else None
        self._page.show_rules(usecases.sentences(rules), asdict(rules), since)

    def _choose(self, body: str) -> None:
        self._body = body
        self.refresh()

    def _save(self, key: str, values: dict[str, Any]) -> None:
        if self._rules is None:
            return
        article = "".join((values.pop("article") or "").split())
        said = dict(each.partition("=")[::2] for each in self._rules.articles.split())
        said = {name: words for name, words in {**said, key: article}.items() if words}
        articles = " ".join(f"{name}={words}" for name, words in said.items())
        rules = replace(self._rules, body=self._body, articles=articles, **values)
        self._desk.do(usecases.save_meeting_rules, rules, refused=self._refused)

    def _take(self, name: str, since: date) -> None:
        self._desk.do(usecases.take_ready_made, name, since, refused=self._refused)

    def _add(self, request: BodyRequest) -> None:
        self._desk.do(usecases.add_body, request, then=self._added, refused=self._refused)

    def _added(self, body: str) -> None:
        self._page.new_body.form.fill({"name": "", "mark": ""})
        self._choose(body)

    def _refused(self, error: UserError) -> None:
        if not self._page.show_refusal(error):
            self._desk.refused.emit(error)

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"meeting_rules", "meeting_body"}:
            self.refresh()
