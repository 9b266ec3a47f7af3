"""提供の記録: who was given which roster, until when, and what became of the copy."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import ProvisionRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import CheckBox, DateField, FormField, TextField
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.layout import Column as Lines
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel

KINDS = {
    "distribution": N_("Roster for members"),
    "xlsx": N_("Workbook (Excel)"),
    "csv": N_("CSV file"),
    "vcard": N_("Contacts (vCard)"),
    "ical": N_("Calendar (iCalendar)"),
    "safety-drill": N_("Sheet for looking after people (drill)"),
    "safety-emergency": N_("Sheet for looking after people (disaster)"),
}


def _state(row: ProvisionRow) -> str:
    if row.closed is not None:
        return row.outcome
    if row.return_by is None:
        return _("no day of return")
    late = row.return_by < clock.today()
    return _("overdue") if late else _("until {day}").format(day=era.wareki(row.return_by))


def _late(row: ProvisionRow) -> str:
    late = row.closed is None and row.return_by is not None and row.return_by < clock.today()
    return "warn" if late else ""


COLUMNS: tuple[Column[ProvisionRow], ...] = (
    Column(N_("Number"), lambda row: row.label, width=120, bold=True),
    Column(N_("Day"), lambda row: era.wareki(row.day), width=160, secondary=True),
    Column(N_("Who has it"), lambda row: row.recipient, width=170, stretch=True),
    Column(N_("What"), lambda row: _(KINDS.get(row.kind, row.kind)), width=170, secondary=True),
    Column(N_("Return"), _state, width=210, stretch=True, meaning=_late),
)


class GivenPage(Page):
    """The record, newest first, and the chosen line in full."""

    help_page = "members-given"
    open_only_chosen = Signal(bool)
    close_requested = Signal(object, object, str)

    def __init__(self) -> None:
        super().__init__(_("What was handed out"), back=_("To the upkeep"))
        self.only = CheckBox(_("Only what has not come back"))
        self.only.edited.connect(lambda: self.open_only_chosen.emit(self.only.value()))
        self.model: TableModel[ProvisionRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("What was handed out"))
        self.table.setMinimumHeight(210)
        self.table.row_chosen.connect(self._show)
        self._none = Notice("info", _("Nothing is recorded here."))
        self._facts = Facts(width=130)
        self.form = Form(
            {
                "day": FormField(_("Day"), DateField()),
                "outcome": FormField(_("What became of it"), TextField(300), support=_("Such as returned, shredded.")),
            }
        )
        self.close_it = secondary(_("Write down that it is settled"), "check")
        self.close_it.clicked.connect(self._close)
        self._closing = QWidget()
        self._closing.setLayout(Lines(self.form, self.close_it))
        self._card = Card(_("This copy"), self._facts, self._closing)
        self.table.shown_whole_in = self._facts
        self.add(Row(self.only, STRETCH), self._none, self.table, self._card, STRETCH)
        self.show_given(())

    def show_given(self, rows: Sequence[ProvisionRow]) -> None:
        """What the record holds."""
        self.model.show(rows)
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show(self.table.row)

    def show_refusal(self, error: UserError) -> None:
        self.form.show_refusal(error)

    def _show(self, row: ProvisionRow | None) -> None:
        self._card.setVisible(row is not None)
        if row is None:
            return
        count = _("{households} households, {people} people").format(households=row.households, people=row.people)
        facts = [
            (_("Who has it"), row.recipient),
            (_("What for"), row.purpose),
            (_("What"), _(KINDS.get(row.kind, row.kind))),
            (_("As of"), era.wareki(row.as_of)),
            (_("Which people"), "　".join(filter(None, (row.chosen, count)))),
            (_("To be returned by"), era.wareki(row.return_by) if row.return_by else ""),
            (_("Settled on"), f"{era.wareki(row.closed)}　{row.outcome}" if row.closed else ""),
        ]
        self._facts.show_facts([(name, fact) for name, fact in facts if fact])
        self._closing.setVisible(row.closed is None)
        self.form.fill({"day": clock.today(), "outcome": ""})

    def _close(self) -> None:
        values, row = self.form.read(), self.table.row
        if values is not None and row is not None:
            self.close_requested.emit(row.id, values["day"], values["outcome"])

    # Qt asks:

    def focus_first(self) -> None:
        self.only.setFocus()
