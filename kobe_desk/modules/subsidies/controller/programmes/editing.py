"""The forms of a programme at the desk: what is typed is kept as a draft and tried; saving is one change."""

import json
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.drafts import Draft
from kobe_desk.modules.subsidies.controller.proving import Proving
from kobe_desk.modules.subsidies.usecases import programmes
from kobe_desk.modules.subsidies.usecases.programmes import EDIT_DRAFT, EditRow, Step
from kobe_desk.modules.subsidies.view.programmes import EditPage
from kobe_desk.modules.subsidies.view.programmes.place import as_json, from_json
from kobe_desk.ui.desk import Desk

WAIT = 1500
"""Milliseconds after the last key, after which what was typed is kept and tried."""


class EditController(QObject):
    """A child of its page."""

    difference_wanted = Signal(str)
    figures_wanted = Signal(str)

    def __init__(self, desk: Desk, page: EditPage, key: str) -> None:
        super().__init__(page)
        self._desk, self._page, self.key = desk, page, key
        self._row: EditRow | None = None
        self._proving = Proving(desk, self)
        self._proving.known.connect(self._proven)
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.keep)
        page.edited.connect(self._wait.start)
        page.left.connect(self._keep_now)
        page.save_wanted.connect(self._save)
        page.undo_wanted.connect(self._forget)
        page.step_wanted.connect(self._step)
        page.difference_wanted.connect(self._compare)
        page.figures_wanted.connect(self._to_figures)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def _on_changed(self, change: Change) -> None:
        if "own_programme" in change.tables:
            self.refresh()

    def refresh(self) -> None:
        self._desk.ask(programmes.programme_places, self.key, then=self._know, refused=self._page.show_refusal)

    def _know(self, row: EditRow) -> None:
        self._row = row
        self._desk.draft(EDIT_DRAFT, self.key, self._show)
        if not row.tried:
            self._proving.prove((self.key,))

    def _proven(self) -> None:
        self._desk.ask(
            programmes.programme_places, self.key, then=self._page.show_proven, refused=self._page.show_refusal
        )

    def _show(self, draft: Draft | None) -> None:
        if self._row is None:
            return
        places = [place for part in self._row.parts for place in part.places]
        typed = from_json(json.loads(draft.text), places) if draft else {}
        first = self._page.forms is None
        self._page.show_programme(self._row, typed)
        if first:
            self._page.focus_first()
        if typed:
            self._try(typed)

    def keep(self) -> None:
        """Keep what was typed, and say what would have to be mended in it."""
        typed = self._page.typed
        self._desk.keep(Draft(EDIT_DRAFT, self.key, json.dumps(as_json(typed), ensure_ascii=False)))
        self._try(typed)

    def _keep_now(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self._desk.keep(Draft(EDIT_DRAFT, self.key, json.dumps(as_json(self._page.typed), ensure_ascii=False)))

    def _try(self, typed: dict[str, Any]) -> None:
        self._desk.ask(programmes.tried, self.key, typed, then=self._page.show_tried, refused=self._page.show_refusal)

    def _save(self, values: dict[str, Any]) -> None:
        self._wait.stop()
        if self._row is not None:
            self._desk.do(
                programmes.save_programme, self.key, values, self._row.fingerprint,
                refused=self._page.show_refusal,
            )  # fmt: skip

    def _step(self, step: Step) -> None:
        """One part put in, taken out or moved; what is typed elsewhere stays a draft."""
        self._keep_now()
        if self._row is not None:
            self._desk.do(
                programmes.reshape_programme, self.key, step, self._row.fingerprint,
                then=partial(self._page.stand_at, step), refused=self._page.show_refusal,
            )  # fmt: skip

    def _forget(self) -> None:
        self._wait.stop()
        self._desk.drop(EDIT_DRAFT, self.key)
        self.refresh()

    def _compare(self) -> None:
        self.difference_wanted.emit(self.key)

    def _to_figures(self) -> None:
        self.figures_wanted.emit(self.key)
