"""班長: who leads each block, whose turn comes next, and who is passed over."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.fiscal_year import FiscalYear
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import LeaderRow, Rota, TurnRow
from kobe_desk.ui.button import primary, secondary
from kobe_desk.ui.card import Card
from kobe_desk.ui.field import DateField, FormField, Need, NumberField, Select, TextField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.layout import Column as Lines
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Label, Paragraph

SOON = timedelta(days=90)
PASSED = {"exempt": N_("exempt"), "skipped": N_("passed over this year"), "aged": N_("exempt by age")}


def _term(row: LeaderRow) -> str:
    if row.start is None or row.end is None:
        return ""
    return _("until {day}").format(day=era.wareki(row.end))


def _state(row: TurnRow) -> str:
    if row.exempt:
        return _("exempt: {reason}").format(reason=row.exempt)
    return _(PASSED[row.passed]) if row.passed else ""


ALL_COLUMNS: tuple[Column[Rota], ...] = (
    Column(N_("Block"), lambda row: row.area, width=100, bold=True),
    Column(N_("Leader"), lambda row: row.leader.person or _("nobody yet"), width=190, stretch=True,
           meaning=lambda row: "" if row.leader.person else "warn"),
    Column(N_("Term"), lambda row: _term(row.leader), width=200, stretch=True, secondary=True),
    Column(N_("Whose turn it is"), lambda row: row.proposed.name if row.proposed else _("nobody can be asked"),
           width=190, stretch=True),
)  # fmt: skip
TURN_COLUMNS: tuple[Column[TurnRow], ...] = (
    Column(N_("Turn"), lambda row: str(row.turn) if row.turn else "－", width=64, right=True, bold=True),
    Column(N_("House number"), lambda row: row.house_number, width=90, secondary=True),
    Column(N_("Head of the household"), lambda row: row.name, width=200, stretch=True, bold=True),
    Column(N_("Led until"), lambda row: era.wareki(row.served) if row.served else "", width=170, secondary=True),
    Column(N_("Passed over"), _state, width=200, stretch=True, meaning=lambda row: "muted" if row.passed else ""),
)  # fmt: skip


class AllPart(QWidget):
    """Every block with its leader of the year, and the proposals that can be taken at once."""

    accept_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[Rota] = TableModel(ALL_COLUMNS, key=lambda row: row.area_id)
        self.table = Table(self.model, _("Leaders of the blocks"))
        self.table.setMinimumHeight(360)
        self.none = Notice("info", _("No household stands in a block yet."))
        self.accept = secondary(_("Name those whose turn it is"), "check")
        self.open = Paragraph(ink="muted")
        self.accept.clicked.connect(lambda: self.accept_requested.emit(self._vacant))
        self._vacant: tuple[UUID, ...] = ()
        self.setLayout(Lines(self.none, self.table, self.open, Row(self.accept, STRETCH), STRETCH))

    def show_rotas(self, rows: Sequence[Rota]) -> None:
        self.model.show(rows)
        self.none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._vacant = tuple(row.area_id for row in rows if row.leader.term_id is None and row.proposed)
        words = _("{count} blocks have nobody for this year yet.").format(count=len(self._vacant))
        self.open.say(words if self._vacant else _("Every block has somebody for this year."))
        self.accept.setEnabled(bool(self._vacant))


class TurnPart(QWidget):
    """The turn of one block."""

    order_requested = Signal(object)
    skip_requested = Signal(object)
    exempt_requested = Signal(object, str)
    back_requested = Signal(object)
    name_requested = Signal(object, object, object)
    age_requested = Signal(object, bool)
    remove_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rota: Rota | None = None
        self.now = Notice("info")
        self.model: TableModel[TurnRow] = TableModel(TURN_COLUMNS)
        self.table = Table(self.model, _("Turn of the households"))
        self.table.setMinimumHeight(300)
        self.table.row_chosen.connect(self._choose)
        self._whole = Paragraph(ink="muted")
        self.table.shown_whole_in = self._whole
        self.up, self.down = secondary(_("Move up"), "arrow-up"), secondary(_("Move down"), "arrow-down")
        self.skip = secondary(_("Pass over this year"), "circle-slash")
        self.back = secondary(_("Take turns again"), "undo-2")
        acts = QWidget()
        acts.setLayout(Flow(self.up, self.down, self.skip, self.back))
        self.warning = Notice("warn")
        self._build_cards()
        parts = (self.now, self.table, self._whole, acts, self.warning, self.naming, self.exempting, self.rule, STRETCH)
        self.setLayout(Lines(*parts, gap="group"))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.skip.clicked.connect(lambda: self._with_row(self.skip_requested.emit))
        self.back.clicked.connect(lambda: self._with_row(self.back_requested.emit))

    def _build_cards(self) -> None:
        self.term = Form(
            {"start": FormField(_("First day"), DateField()), "end": FormField(_("Last day"), DateField())}
        )
        self.name = primary(_("Make this household's head the leader"), "user-check")
        self.take_out = secondary(_("Take this leader out"), "trash-2")
        self.naming = Card(_("Leader of the year"), self.term)
        self.naming.body.addLayout(Flow(self.name, self.take_out))
        support = _("Such as illness, care at home, just moved in.")
        self.reason = Form({"reason": FormField(_("Why it takes no turn"), TextField(360), support=support)})
        self.exempt = secondary(_("Exempt this household"), "ban")
        self.exempting = Card(_("Exempt for good"), self.reason)
        self.exempting.body.addLayout(Flow(self.exempt))
        hint = _("A household of people who have all reached it on the first day of the year. Empty: at any age.")
        age = FormField(_("Nobody is asked from this age"), NumberField(), Need.OPTIONAL, hint, unit=_("years"))
        self.ages = Form({"age": age})
        self.age, self.age_all = secondary(_("Set it for this block"), "save"), secondary(_("Set it for all blocks"))
        self.rule = Card(_("Exempt by age"), self.ages)
        self.rule.body.addLayout(Flow(self.age, self.age_all))
        self.name.clicked.connect(self._name)
        self.take_out.clicked.connect(self._take_out)
        self.exempt.clicked.connect(self._exempt)
        self.age.clicked.connect(lambda: self._set_age(everywhere=False))
        self.age_all.clicked.connect(lambda: self._set_age(everywhere=True))

    def show_rota(self, found: Rota) -> None:
        other = self._rota is None or (self._rota.area_id, self._rota.year) != (found.area_id, found.year)
        self._rota = found
        self.warning.hide()
        self.model.show(found.rows)
        if other or self.table.row is None:
            first = next((at for at, row in enumerate(found.rows) if row.turn == 1), 0)
            self.table.setCurrentIndex(self.model.index(first, 0))
            self.term.fill({"start": found.first, "end": found.last})
            self.reason.fill({"reason": ""})
        self.ages.fill({"age": found.age})
        leader = found.leader
        said = _("{person} leads this block ({term}).").format(person=leader.person, term=_term(leader))
        self.now.mean("ok" if leader.person else "warn")
        self.now.ask(said if leader.person else _("Nobody leads this block in this year yet."))
        self.take_out.setVisible(leader.term_id is not None)
        self._choose(self.table.row)

    def show_refusal(self, error: UserError) -> None:
        if not any(form.show_refusal(error) for form in (self.term, self.reason, self.ages)):
            self.warning.ask(error.message())
            self.warning.show()

    def _choose(self, row: TurnRow | None) -> None:
        self.skip.setEnabled(row is not None and not row.passed)
        self.back.setEnabled(row is not None and row.passed in ("exempt", "skipped"))
        if row is not None:
            served = _("led until {day}").format(day=era.wareki(row.served)) if row.served else ""
            self._whole.say("　".join(filter(None, (row.house_number, row.name, served, _state(row)))))

    def _with_row(self, act: Any) -> None:
        row: TurnRow | None = self.table.row
        if row is not None:
            act(row.id)

    def _move(self, by: int) -> None:
        rows = self._rota.rows if self._rota else ()
        place = next((at for at, row in enumerate(rows) if row == self.table.row), None)
        if place is None or not 0 <= place + by < len(rows):
            return
        keys = [row.id for row in rows]
        keys[place], keys[place + by] = keys[place + by], keys[place]
        self.order_requested.emit(tuple(keys))

    def _name(self) -> None:
        values, row = self.term.read(), self.table.row
        if values is not None and row is not None:
            self.name_requested.emit(row.person_id, values["start"], values["end"])

    def _take_out(self) -> None:
        if self._rota is not None and self._rota.leader.term_id is not None:
            self.remove_requested.emit(self._rota.leader.term_id)

    def _exempt(self) -> None:
        values, row = self.reason.read(), self.table.row
        if values is not None and row is not None:
            self.exempt_requested.emit(row.id, values["reason"])

    def _set_age(self, *, everywhere: bool) -> None:
        values = self.ages.read()
        if values is not None:
            self.age_requested.emit(values["age"], everywhere)


class LeadersPage(Page):
    """The blocks at the left; the first entry shows all of them."""

    help_page = "members-leaders"
    year_chosen = Signal(int)
    area_chosen = Signal(object)
    """A block, or None for all."""
    print_requested = Signal(object)
    """The papers as of a day: of the chosen year."""

    def __init__(self, year: FiscalYear) -> None:
        super().__init__(_("Leaders of the blocks"), back=_("To the upkeep"))
        years = (year, year.next, year.previous)
        self.year = Select([(each.year, each.label) for each in sorted(years)], 150)
        soon = year.last - clock.today() <= SOON  # from the turn of the calendar year on, the next one is prepared
        self.year.set_value(year.next.year if soon else year.year)
        caption = Label(_("Year"), bold=True)
        caption.setBuddy(self.year)
        self.year.setAccessibleName(caption.text())
        self.year.edited.connect(lambda: self.year_chosen.emit(self.year.value()))
        self._areas: tuple[UUID, ...] = ()
        self.list = SideList(width=180)
        self.list.chosen.connect(self._choose)
        self.set_list(self.list)
        self.all, self.turn = AllPart(), TurnPart()
        self.turn.hide()
        self.all.table.row_opened.connect(lambda row: self._choose(self._areas.index(row.area_id) + 1))
        self.add(Row(caption, self.year, STRETCH, gap="item"), self.all, self.turn, STRETCH)
        self._this = year
        self.print = secondary(_("Print"), "printer", name=_("Print the leaders and their turns"))
        self.print.clicked.connect(self._print)
        self.header.add(self.print)
        self.show_rotas(())

    @property
    def area(self) -> UUID | None:
        """The block in sight; None while all are."""
        return None if self.turn.isHidden() else self._area

    def show_rotas(self, rows: Sequence[Rota]) -> None:
        """Every block with households in it."""
        keys = tuple(row.area_id for row in rows)
        if keys != self._areas or not self.list.items:
            self._areas = keys
            entries = [(_("All blocks"), "list"), *((row.area, "map-pin") for row in rows)]
            self.list.show_entries(entries)
            self._show(None)
        self.all.show_rotas(rows)

    def _choose(self, place: int) -> None:
        self.list.mark(place)
        self._show(self._areas[place - 1] if place else None)
        self.area_chosen.emit(self.area)
        self.to_top()

    def _show(self, area: UUID | None) -> None:
        self._area = area
        self.all.setVisible(area is None)
        self.turn.setVisible(area is not None)

    def _print(self) -> None:
        """Of this year as of today, of another as of its first day."""
        chosen = FiscalYear(self.year.value(), self._this.first_month)
        self.print_requested.emit(clock.today() if chosen == self._this else chosen.first)

    # Qt asks:

    def focus_first(self) -> None:
        self.year.setFocus()
