"""The office's own forms at the desk: taken in, boxes laid on them, tried and used."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.rules import layout
from kobe_desk.modules.subsidies.rules.definition import Field, FormSpec, Kind, Programme
from kobe_desk.modules.subsidies.rules.later import laid_on, stage_of
from kobe_desk.modules.subsidies.usecases import (
    Box,
    FormsRow,
    GrantRow,
    OverlaidForm,
    OwnFormRow,
    PaperOrder,
    TakenForm,
)
from kobe_desk.modules.subsidies.view import Answer, LayoutPage, OwnFormsPage, form_words, signature_words
from kobe_desk.ui.desk import Desk

TABLES = {"own_form"}
_HOLDS = {Kind.DATE: "date", Kind.YEN: "money", Kind.INTEGER: "number"}
_DAYS = {"start", "end", "date"}


class OwnFormsController(QObject):
    """A child of its page."""

    layout_wanted = Signal(str)

    def __init__(self, desk: Desk, page: OwnFormsPage, key: UUID, stage: str = "") -> None:
        """`stage`: the later stage whose papers are meant instead of the forms of the application."""
        super().__init__(page)
        self._desk, self._page, self._key, self._stage = desk, page, key, stage
        page.programme_chosen.connect(self._turn_to)
        page.file_chosen.connect(self._read)
        page.layout_wanted.connect(self.layout_wanted)
        page.use_wanted.connect(self._use)
        page.removal_wanted.connect(self._remove)
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.own_forms, key, stage, then=self._show_first)

    @property
    def key(self) -> UUID:
        """The application whose forms are in sight."""
        return self._key

    def _turn_to(self, key: UUID) -> None:
        self._key = key
        self._desk.ask(usecases.own_forms, key, self._stage, then=self._page.show_forms)

    def _show_first(self, row: FormsRow) -> None:
        self._page.show_forms(row)
        self._page.focus_first()

    def _read(self, form: str, path: Path) -> None:
        text = _("Reading the form")
        self._desk.run(
            exchange.read_form, path, then=partial(self._take, form), refused=self._page.show_refusal, text=text
        )

    def _take(self, form: str, taken: TakenForm) -> None:
        self._desk.do(
            usecases.take_form, self._key, form, taken, then=lambda _key: self._taken(form, taken),
            refused=self._page.show_refusal,
        )  # fmt: skip

    def _taken(self, form: str, taken: TakenForm) -> None:
        if taken.had_fields:
            words = _("The fields to fill in of this PDF are now only drawn. What is written comes from the boxes.")
            self._page.say("info", words)
        self.layout_wanted.emit(form)

    def _use(self, key: UUID, used: bool) -> None:
        self._desk.do(usecases.use_form, self._key, key, used, refused=self._page.show_refusal)

    def _remove(self, key: UUID) -> None:
        self._desk.do(usecases.remove_form, key, refused=self._page.show_refusal)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._desk.ask(usecases.own_forms, self._key, self._stage, then=self._page.show_forms)


class LayoutController(QObject):
    """A child of its page: every change of a box is kept, and can be undone."""

    tried = Signal(str, bytes)
    """The form's title and the paper."""

    def __init__(self, desk: Desk, page: LayoutPage, key: UUID, form: str) -> None:
        super().__init__(page)
        self._desk, self._page, self._key, self._form = desk, page, key, form
        self._pdf = b""
        self._row: OwnFormRow | None = None
        self._answers: tuple[Answer, ...] = ()
        page.boxes_changed.connect(self._keep)
        page.trial_wanted.connect(self._try)
        page.use_wanted.connect(self._use)
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.own_forms, key, stage_of(form), then=self._begin)

    def _begin(self, row: FormsRow) -> None:
        mine = next(each for each in row.forms if each.form.id == self._form)
        programme = laid_on(row.programme, self._form)
        self._answers = answers_of(programme, mine.form)
        self._page.offer_conditions(layout.conditions(programme))
        self._desk.ask(usecases.own_form_bytes, mine.id, then=partial(self._show_first, mine))

    def _show_first(self, row: OwnFormRow, pdf: bytes) -> None:
        self._pdf = pdf
        self._show(row)
        self._page.focus_first()

    def _show(self, row: OwnFormRow) -> None:
        self._row = row
        if row.id is not None:
            self._page.show_form(row, self._pdf, self._answers)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._desk.ask(usecases.own_form, self._key, self._form, then=self._show)

    def _keep(self, boxes: tuple[Box, ...]) -> None:
        if self._row is not None:
            self._desk.do(usecases.keep_boxes, self._key, self._row.id, boxes, refused=self._page.show_refusal)

    def _use(self, used: bool) -> None:
        if self._row is not None:
            self._desk.do(usecases.use_form, self._key, self._row.id, used, refused=self._page.show_refusal)

    def _try(self, example: bool) -> None:
        if stage_of(self._form) and not example:
            self._desk.ask(usecases.grant, self._key, then=self._try_later, refused=self._page.show_refusal)
        else:
            self._desk.ask(usecases.paper_order, self._key, then=partial(self._make, example, None))

    def _try_later(self, grant: GrantRow) -> None:
        """With the grant as it stands, and what was written last at the stage of the paper."""
        self._desk.ask(usecases.paper_order, self._key, then=partial(self._make, False, grant))

    def _make(self, example: bool, grant: GrantRow | None, order: PaperOrder) -> None:
        row = self._row
        if row is None:
            return
        form = OverlaidForm(self._form, self._pdf, row.sizes, self._page.boxes)
        later = _later(order, grant, stage_of(self._form)) if grant else None
        self._desk.run(
            exchange.try_form, exchange.TrialOrder(order, form, example, later),
            then=lambda pdf: self.tried.emit(form_words(row), pdf), refused=self._page.show_refusal,
            text=_("Writing on the form"),
        )  # fmt: skip


def _later(order: PaperOrder, grant: GrantRow, stage: str) -> exchange.LaterOrder:
    row = grant.at(stage)
    return exchange.LaterOrder(grant, row, dict(row.values), order.house, order.officers, order.offices, order.day)


def answers_of(programme: Programme, form: FormSpec) -> tuple[Answer, ...]:
    """What can stand in a box: the answers of the form first, then its signatures and a seal."""
    found = [_answer(name, label, programme) for name, label in layout.choices(programme, form)]
    roles = [each.role for each in form.signers] or ["chair"]
    signing = [Answer(role, signature_words(role), kind="signature") for role in roles]
    return (*found, *signing, Answer("chair", _("Room for the seal"), kind="seal"))


def _answer(name: str, label: str, programme: Programme) -> Answer:
    head, _dot, part = name.partition(".")
    if head in ("amounts", "totals"):
        return Answer(name, label, "money")
    table = programme.tables.get(head)
    column = table.column(part) if table else None
    field = column.field if column else programme.fields[head]
    if part in _DAYS and column is None:
        return Answer(name, label, "date")
    if part and column is None:
        return Answer(name, label)
    return Answer(name, label, _HOLDS.get(field.kind, "text"), _options(field, programme), in_table=table is not None)


def _options(field: Field, programme: Programme) -> tuple[tuple[str, str], ...]:
    """What can be ticked."""
    if field.kind is Kind.YESNO:
        return (("yes", "はい"), ("no", "いいえ"))
    listed = programme.choice_lists.get(field.choices)
    return tuple((each.id, each.label) for each in listed.options) if listed else ()
