"""漏えいの記録: what happened, by when it has to be reported, and what was done."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import LeakRequest, LeakRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import CheckBox, DateField, FormField, Need, NumberField, TextArea, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column as TableColumn
from kobe_desk.ui.table import Table, TableModel


def _state(row: LeakRow) -> str:
    if row.first_by is None or row.full_by is None:
        return _("no report needed")
    if not row.open:
        return _("reported")
    by = row.first_by if row.leak.first_report is None else row.full_by
    return _("to be reported by {day}").format(day=era.short(by))


COLUMNS: tuple[TableColumn[LeakRow], ...] = (
    TableColumn(N_("Became known"), lambda row: era.short(row.leak.found), width=120),
    TableColumn(N_("What happened"), lambda row: row.leak.what, width=240, stretch=True, bold=True),
    TableColumn(N_("People"), lambda row: f"{row.leak.people:,}", width=80, right=True, secondary=True),
    TableColumn(N_("Report"), _state, width=210, stretch=True, meaning=lambda row: "warn" if row.open else ""),
)
MARKS = {
    "sensitive": N_("Illness, disability or the like was among it"),
    "harm": N_("Money may be lost by it, as with account numbers"),
    "malice": N_("It was done on purpose, as a theft"),
    "encrypted": N_("All of it was encrypted, as a backup of this program is"),
}


class LeaksPage(Page):
    """The record, and one form for another or the chosen one."""

    help_page = "members-leaks"
    save_requested = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(_("Leaks and losses"), back=_("To the upkeep"))
        self._edited: UUID | None = None
        self.model: TableModel[LeakRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Leaks and losses"))
        self.table.row_chosen.connect(self._show)
        self.none = Notice("ok", _("Nothing is recorded here."))
        self.due = Notice("warn")
        self.table.shown_whole_in = self.due
        self.add_one, self.edit = primary(_("Record what happened"), "plus"), secondary(_("Go on with this"), "pencil")
        optional = Need.OPTIONAL
        self.form = Form(
            {
                "found": FormField(_("Became known"), DateField()),
                "what": FormField(_("What happened"), TextField(420), support=_("Such as a roster that was lost.")),
                "people": FormField(_("How many people"), NumberField(), unit=_("people")),
                "cause": FormField(_("How it came about"), TextArea(2, 420), optional),
                "measures": FormField(_("What was done about it"), TextArea(2, 420), optional),
                "first_report": FormField(_("First report to the commission"), DateField(), optional),
                "full_report": FormField(_("Full report to the commission"), DateField(), optional),
                "people_told": FormField(_("The people were told"), DateField(), optional),
            }
        )
        self.marks = {name: CheckBox(_(words)) for name, words in MARKS.items()}
        self.save, self.leave = primary(_("Save the record"), "save"), secondary(_("Leave it"))
        self.warning = Notice("warn")
        self.card = Card(_("Leak or loss"), self.warning, self.form, Column(*self.marks.values(), gap="tight"))
        self.card.body.addLayout(Flow(self.save, self.leave))
        acts = Row(self.edit, self.add_one, STRETCH, gap=10)
        self.add(self.none, self.table, self.due, acts, self.card, STRETCH)
        self.add_one.clicked.connect(self._begin)
        self.edit.clicked.connect(self._go_on)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.close_form)
        self.show_leaks(())
        self.close_form()

    def show_leaks(self, rows: Sequence[LeakRow]) -> None:
        self.model.show(rows)
        self.none.setVisible(not rows)
        for part in (self.table, self.edit):
            part.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show(self.table.row)

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def close_form(self, _result: object = None) -> None:
        self._edited = None
        self.warning.hide()
        self.card.hide()
        self.add_one.show()

    def _show(self, row: LeakRow | None) -> None:
        self.due.setVisible(row is not None)
        if row is None:
            return
        self.due.mean("warn" if row.open else "info")
        if row.first_by is None or row.full_by is None:
            self.due.ask(_("{what}: by what is written here, no report to the commission is needed.").format(
                what=row.leak.what))  # fmt: skip
            return
        words = _("{what}: first report by {first}, full report by {full}, and the people have to be told.")
        said = words.format(what=row.leak.what, first=era.wareki(row.first_by), full=era.wareki(row.full_by))
        self.due.ask(said)

    def _begin(self) -> None:
        self._open(None, LeakRequest(clock.today(), "", 1))

    def _go_on(self) -> None:
        if self.table.row is not None:
            self._open(self.table.row.id, self.table.row.leak)

    def _open(self, key: UUID | None, leak: LeakRequest) -> None:
        self._edited = key
        self.form.fill({name: getattr(leak, name) for name in self.form.fields})
        for name, mark in self.marks.items():
            mark.set_value(getattr(leak, name))
        self.card.show()
        self.add_one.hide()
        self.form.fields["what"].focus()

    def _save(self) -> None:
        values: dict[str, Any] | None = self.form.read()
        if values is not None:
            values |= {name: bool(mark.value()) for name, mark in self.marks.items()}
            self.save_requested.emit(self._edited, LeakRequest(**values))

    # Qt asks:

    def focus_first(self) -> None:
        self.add_one.setFocus()
