"""来年度の役員: terms that end are renewed or given to somebody else; vacant offices are filled."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.table import CANDIDATE_COLUMNS, term_words
from kobe_desk.modules.members.usecases import PersonRow, TermRequest, TermRow, YearTurn
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Need, SearchField, Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH
from kobe_desk.ui.layout import Column as Lines
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.table import Column, Table, TableModel

COLUMNS: tuple[Column[TermRow], ...] = (
    Column(N_("Office"), lambda row: row.office, width=140, bold=True),
    Column(N_("Full name"), lambda row: row.person, width=180, stretch=True),
    Column(N_("Term"), lambda row: term_words(row.start, row.end), width=330, stretch=True, secondary=True),
)


class OfficersPart(QWidget):
    """Terms that end, terms nobody gave an end, and the form for whoever comes new."""

    renew_requested = Signal(object)
    """The keys of terms whose holders go on."""
    end_requested = Signal(object, object)
    assign_requested = Signal(object)
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._last: date | None = None
        self.done = Notice("ok", _("No term ends with this year without one after it."))
        self.model: TableModel[TermRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Terms that end"))
        self.table.setMinimumHeight(200)
        self.again = secondary(_("The same person again"), "repeat")
        self.all = secondary(_("All of them again"), "users")
        self.other = secondary(_("Somebody else"), "user-plus")
        self._ending = QWidget()
        acts = Flow(self.again, self.all, self.other)
        self._ending.setLayout(Lines(self.table, acts, gap="item"))
        self.endless = Notice("warn")
        self.vacant = Notice("warn")
        self.warning = Notice("warn")
        self.warning.hide()
        self._build_form()
        self.setLayout(
            Lines(self.done, self._ending, self.endless, self.vacant, self.warning, self.card, STRETCH, gap="group")
        )
        self.again.clicked.connect(self._renew)
        self.all.clicked.connect(lambda: self.renew_requested.emit(tuple(row.id for row in self._terms)))
        self.other.clicked.connect(self._take_over)
        self._terms: tuple[TermRow, ...] = ()

    def _build_form(self) -> None:
        self.office = Select([], 220)
        self.search = SearchField(_("Search for a person"), 220)
        self.search.searched.connect(self.searched)
        self.people: TableModel[PersonRow] = TableModel(CANDIDATE_COLUMNS)
        self.found = Table(self.people, _("People who can take the office"))
        self.found.setMinimumHeight(150)
        self.form = Form(
            {
                "office": FormField(_("Office"), self.office, Need.UNSAID),
                "start": FormField(_("First day"), DateField()),
                "end": FormField(_("Last day"), DateField(), Need.OPTIONAL),
            }
        )
        self.assign = secondary(_("Give this person the office"), "user-check")
        self.card = Card(_("Somebody else takes an office"), self.search, self.found, self.form)
        self.card.body.addLayout(Flow(self.assign))
        self.found.hide()
        self.assign.clicked.connect(self._assign)

    def show_turn(self, turn: YearTurn) -> None:
        self._terms, self._last = turn.terms, turn.last
        self.model.show(turn.terms)
        self._ending.setVisible(bool(turn.terms))
        self.done.setVisible(not turn.terms)
        if turn.terms and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        names = "、".join(f"{each.office} {each.person}" for each in turn.endless)
        keys = tuple(each.id for each in turn.endless)
        self.endless.ask(
            _("These terms have no last day: {names}").format(names=names),
            (_("End them with the year"), lambda: self.end_requested.emit(keys, self._last)),
        )
        self.endless.setVisible(bool(turn.endless))
        self.vacant.ask(
            _("Nobody holds these on {day}: {names}").format(day=era.wareki(turn.first), names="、".join(turn.vacant))
        )
        self.vacant.setVisible(bool(turn.vacant))
        self.warning.hide()
        if self.form.typed().get("start") is None:
            self.form.fill({"start": turn.first, "end": None})

    def show_offices(self, rows: Sequence[tuple[UUID, str]]) -> None:
        self.office.offer(rows)

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        self.people.show(rows)
        self.found.setVisible(bool(rows))
        if rows:
            self.found.setCurrentIndex(self.people.index(0, 0))

    def show_refusal(self, error: UserError) -> None:
        if not self.form.show_refusal(error):
            self.warning.ask(error.message())
            self.warning.show()

    def clear(self, _result: object = None) -> None:
        self.search.set_text("")
        self.show_people(())
        self.warning.hide()

    def _renew(self) -> None:
        if self.table.row is not None:
            self.renew_requested.emit((self.table.row.id,))

    def _take_over(self) -> None:
        row: TermRow | None = self.table.row
        if row is not None:
            self.office.set_value(row.office_id)
        self.search.edit.setFocus()

    def _assign(self) -> None:
        values: dict[str, Any] | None = self.form.read()
        person: PersonRow | None = self.found.row
        if values is None:
            return
        if person is None:
            self.warning.ask(_("Search for a person first, and choose one."))
            self.warning.show()
            return
        self.assign_requested.emit(
            TermRequest(person.id, values["office"], values["start"], values["end"], end_predecessor=True)
        )
