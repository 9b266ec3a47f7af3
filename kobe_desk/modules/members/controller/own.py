"""Tags and fields of the association's own: defined on their page, written on the page of a person."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.change import Change
from kobe_desk.modules.members.usecases.own.fields import (
    add_field,
    edit_field,
    order_fields,
    own_fields,
    remove_field,
)
from kobe_desk.modules.members.usecases.own.noting import note, notes_of
from kobe_desk.modules.members.usecases.own.tags import add_tag, remove_tag, rename_tag, tags
from kobe_desk.modules.members.view.own.notes import NotesPart
from kobe_desk.modules.members.view.own.page import OwnPage
from kobe_desk.ui.desk import Desk

TABLES = {"tag", "tagging", "own_field", "own_value"}


class OwnController(QObject):
    """A child of its page."""

    def __init__(self, desk: Desk, page: OwnPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        marks, fields = page.tags, page.fields
        marks.add_requested.connect(lambda name, kind: self._mark(add_tag, name, kind))
        marks.rename_requested.connect(lambda key, name: self._mark(rename_tag, key, name))
        marks.remove_requested.connect(lambda key: self._mark(remove_tag, key))
        fields.add_requested.connect(lambda request: self._define(add_field, request))
        fields.correct_requested.connect(lambda key, request: self._define(edit_field, key, request))
        fields.remove_requested.connect(lambda key: self._define(remove_field, key))
        fields.order_requested.connect(lambda keys: desk.do(order_fields, keys, refused=fields.show_refusal))
        desk.changed.connect(self._on_changed)
        self._ask()

    def _mark(self, usecase: Callable[..., Any], *args: Any) -> None:
        part = self._page.tags
        self._desk.do(usecase, *args, then=part.clear, refused=part.show_refusal)

    def _define(self, usecase: Callable[..., Any], *args: Any) -> None:
        part = self._page.fields
        self._desk.do(usecase, *args, then=part.clear, refused=part.show_refusal)

    def _ask(self) -> None:
        self._desk.ask(tags, then=self._page.tags.show_tags)
        self._desk.ask(own_fields, then=self._page.fields.show_fields)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._ask()


class NotesController(QObject):
    """A child of the part of a person's page."""

    def __init__(self, desk: Desk, part: NotesPart, person: UUID) -> None:
        super().__init__(part)
        self._desk, self._part, self._person = desk, part, person
        part.save_requested.connect(self._save)
        desk.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(notes_of, self._person, then=self._part.show_notes)

    def _save(self, put: frozenset[UUID], texts: dict[UUID, str]) -> None:
        self._desk.do(note, self._person, put, texts, refused=self._part.show_refusal)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._ask()
