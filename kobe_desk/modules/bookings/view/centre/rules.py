"""Dated rules of one kind: a list in sentences, and the form of the chosen or of a new one below it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.bookings.usecases import EquipmentRow, RoomRow
from kobe_desk.modules.bookings.view.centre.equipment import EquipmentSelect, names_of
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Section
from kobe_desk.ui.field import CheckBox, DateField, FormField, Need
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Down
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Paragraph

Rooms = Mapping[UUID, str]
"""What rooms and equipment are called."""


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A kind of rule: how one is said, which fields it has, and how it is read from them."""

    title: str
    icon: str
    rule: type[Any]
    intro: str
    say: Callable[[Any, Rooms], str]
    fields: Callable[[], dict[str, FormField]]
    show: Callable[[Any], dict[str, Any]]
    read: Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as the list shows it."""

    id: Any
    words: str
    time: str
    checked: bool
    rule: Any


COLUMNS: tuple[Column[RuleRow], ...] = (
    Column(N_("Rule of the centre"), lambda row: row.words, width=380, stretch=True, bold=True),
    Column(N_("Holds from"), lambda row: row.time, width=190, secondary=True),
    Column(
        N_("Checked"),
        lambda row: "" if row.checked else _("Check again"),
        width=110,
        meaning=lambda row: "" if row.checked else "warn",
        icon=lambda row: "" if row.checked else "triangle-alert",
    ),
)


class RulesPart(QWidget):
    """Rules are corrected or ended, never overwritten: what was booked under one keeps it."""

    saved = Signal(object)
    ended = Signal(object, object)

    def __init__(self, kind: RuleKind) -> None:
        super().__init__()
        self.kind = kind
        self._rooms: dict[UUID, str] = {}
        self._rule: Any = None
        self.model: TableModel[RuleRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Rules of {kind}").format(kind=_(kind.title)))
        self.table.row_chosen.connect(self._show)
        self.form = Form(
            {
                **kind.fields(),
                "since": FormField(_("Holds from"), DateField()),
                "until": FormField(
                    _("Holds until"), DateField(), Need.OPTIONAL, _("The last day. Left empty: until further notice.")
                ),
                "confirmed": FormField(
                    _("Source"), CheckBox(_("Checked with the ordinance or the rules of the centre")), Need.UNSAID
                ),
            }
        )
        self.new = secondary(_("A new rule"), "plus")
        self.end = secondary(_("End it today"), "calendar-x")
        self.save = primary(_("Save the rule"), "save")
        self.warning = Notice("error")
        self.warning.hide()
        self.new.clicked.connect(self._begin)
        self.end.clicked.connect(lambda: self.ended.emit(self._rule, clock.today()))
        self.save.clicked.connect(self._save)
        buttons = QWidget()
        buttons.setLayout(Flow(self.new, self.end, self.save, gap=10))
        self.section = Section(_("A new rule"), self.warning, self.form, buttons)
        self.table.shown_whole_in = self.section
        self.setLayout(Down(Paragraph(_(kind.intro), ink="muted"), self.table, self.section, STRETCH, gap="group"))
        self._begin()

    def know_rooms(self, rows: Sequence[RoomRow]) -> None:
        self._rooms |= {each.id: each.name for each in rows}
        for field in self.form.fields.values():
            if hasattr(field.control, "offer_rooms"):
                field.control.offer_rooms(rows)

    def know_equipment(self, rows: Sequence[EquipmentRow]) -> None:
        self._rooms |= names_of(rows)
        for field in self.form.fields.values():
            if isinstance(field.control, EquipmentSelect):
                field.control.offer_equipment(rows)

    def show_rules(self, rules: Sequence[Any]) -> None:
        self.model.show(
            [
                RuleRow(each.id, self.kind.say(each, self._rooms), _period(each), each.confirmed, each)
                for each in sorted(rules, key=lambda rule: (rule.until is not None, rule.since))
            ]
        )
        if not rules:
            self._begin()

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def _show(self, row: RuleRow | None) -> None:
        self.warning.hide()
        if row is None:
            return
        rule = self._rule = row.rule
        self.section.heading.setText(_("The chosen rule"))
        self.end.setVisible(rule.until is None)
        last = rule.until - timedelta(1) if rule.until else None
        self.form.fill({**self.kind.show(rule), "since": rule.since, "until": last, "confirmed": rule.confirmed})

    def _begin(self) -> None:
        self._rule = None
        self.section.heading.setText(_("A new rule"))
        self.end.hide()
        self.form.fill(dict.fromkeys(self.form.fields))
        self.form.fill({"since": clock.today(), "confirmed": True})

    def _save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        until = values.pop("until")
        period = {
            "since": values.pop("since"),
            "until": until + timedelta(1) if until else None,
            "confirmed": bool(values.pop("confirmed")),
        }
        try:
            facts = self.kind.read(values)
        except UserError as error:
            self.show_refusal(error)
            return
        rule = replace(self._rule, **facts, **period) if self._rule else self.kind.rule(id=None, **facts, **period)
        self.saved.emit(rule)


def _period(rule: Any) -> str:
    """令和8年4月1日から; or until when."""
    if rule.until is None:
        return _("{day} on").format(day=era.wareki(rule.since))
    return _("{first} to {last}").format(first=era.short(rule.since), last=era.short(rule.until - timedelta(1)))
