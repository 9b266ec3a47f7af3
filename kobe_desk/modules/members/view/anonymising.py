"""匿名化: former members are forgotten for good. What goes and what stays is shown, and the name is typed first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import N_, _
from kobe_desk.modules.members.usecases import AnonymiseView, Certificate, ProposalRow
from kobe_desk.ui.button import secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.dialog import confirm
from kobe_desk.ui.field import Select
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Label

YEARS = (5, 10, 3, 1, 0)
COLUMNS: tuple[Column[ProposalRow], ...] = (
    Column(N_("Full name"), lambda row: row.name, width=240, stretch=True, bold=True),
    Column(N_("Last day as a member"), lambda row: era.wareki(row.last), width=260, stretch=True),
)
WARNING = N_(
    "This cannot be taken back. Name, address, birth date, telephone, notes and the history of this person are "
    "wiped, here and in the search. Backups made before still hold them until they are replaced."
)


class AnonymisePage(Page):
    """Who left long ago, and what forgetting the chosen one would do."""

    help_page = "members-anonymise"
    years_chosen = Signal(int)
    looked = Signal(object)
    forget_requested = Signal(object)
    certificate_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Forget former members"), back=_("To the upkeep"))
        words = _("{years} years ago or earlier")
        self.years = Select([(each, words.format(years=each) if each else _("at any time")) for each in YEARS], 200)
        caption = Label(_("Left the association"), bold=True)
        caption.setBuddy(self.years)
        self.years.setAccessibleName(caption.text())
        self.years.edited.connect(lambda: self.years_chosen.emit(self.years.value()))
        self.model: TableModel[ProposalRow] = TableModel(COLUMNS)
        self.table = Table(self.model, _("Former members"))
        self.table.setMinimumHeight(210)
        self.table.row_chosen.connect(self._choose)
        self._none = Notice("info", _("Nobody left so long ago."))
        self.warning = Notice("warn", _(WARNING))
        self.done = Notice("ok")
        self.done.hide()
        self.refused = Notice("warn")
        self.refused.hide()
        self._facts = Facts(width=150)
        self.forget = secondary(_("Forget this person for good"), "user-x")
        self.forget.clicked.connect(self._forget)
        acts = QWidget()
        acts.setLayout(Flow(self.forget))
        self._card = Card(_("What is wiped and what stays"), self._facts, self.warning, self.refused, acts)
        self.add(self.done, Row(caption, self.years, STRETCH, gap="item"), self._none, self.table, self._card, STRETCH)
        self.show_proposals(())

    def show_proposals(self, rows: Sequence[ProposalRow]) -> None:
        """Who could be forgotten."""
        self.model.show(rows)
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._choose(self.table.row)

    def show_view(self, view: AnonymiseView) -> None:
        """What goes with this person, and where the name stays."""
        places = _("{count} places, such as minutes and applications")
        count = sum(each.count for each in view.traces)
        homes = _("{count} (nobody else lived there)").format(count=view.households)
        facts = [
            (_("Names"), "、".join(view.names)),
            (_("Addresses of households"), homes if view.households else _("stay, others live there")),
            (_("The name stays in"), places.format(count=count) if count else _("no other text")),
            *([(_("The sealed drawer"), _("Theirs is destroyed, though it stays shut"))] if view.drawer else []),
            (_("What stays"), _("Terms, counts, dues and receipts, without the name")),
        ]
        self._facts.show_facts(facts)
        self.refused.hide()
        self.forget.setEnabled(True)

    def show_refusal(self, error: UserError) -> None:
        self.refused.ask(error.message())
        self.refused.show()
        self.forget.setEnabled(False)

    def show_done(self, done: Certificate) -> None:
        """It is done; the sheet that says so can be printed."""
        words = _("{entries} entry was forgotten for good on {day}.").format(
            entries=done.entries, day=era.wareki(done.day)
        )
        print_it = (_("Print the sheet that says so"), lambda: self.certificate_requested.emit(done))
        self.done.ask(words, print_it)
        self.done.show()
        self.to_top()

    def _choose(self, row: ProposalRow | None) -> None:
        self._card.setVisible(row is not None)
        if row is not None:
            self.looked.emit(row.id)

    def _forget(self) -> None:
        row: ProposalRow | None = self.table.row
        if row is None:
            return
        question = _("Forget {name} for good?").format(name=row.name)
        if confirm(self.window(), question, _(WARNING), _("Forget for good"), row.name):
            self.forget_requested.emit((row.id,))

    # Qt asks:

    def focus_first(self) -> None:
        self.years.setFocus()
