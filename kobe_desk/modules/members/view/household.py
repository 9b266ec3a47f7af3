"""世帯のカード: where the household lives, who belongs to it, and what can be done with it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.errors import UserError
from kobe_desk.core.japanese import era
from kobe_desk.core.text import _, n_
from kobe_desk.modules.members.table import HOUSEMATE_COLUMNS, STATE_MARKS
from kobe_desk.modules.members.usecases import FORMER, HouseholdCard, HousemateRow, PersonRow
from kobe_desk.modules.members.usecases.own.noting import NotesRow
from kobe_desk.modules.members.view.joining import JoinCard
from kobe_desk.modules.members.view.since import ActSinceCard
from kobe_desk.ui.button import link, primary, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.field import DateField, FormField
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.form import Form
from kobe_desk.ui.layout import STRETCH, Column, Row
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Table, TableModel
from kobe_desk.ui.text import Paragraph


class HouseholdPage(Page):
    """Everything of one household on one page."""

    help_page = "members-household"
    edit_wanted = Signal()
    person_wanted = Signal()
    person_opened = Signal(object)
    head_chosen = Signal(object, object)
    """The person, and since when (None: from the beginning); so with the next two."""
    apart_chosen = Signal(object, object)
    join_chosen = Signal(object, str, object)
    """With the relation to the head between them."""
    leave_requested = Signal(object)
    remove_requested = Signal()
    moving_wanted = Signal()
    cards_wanted = Signal(object)
    """Cards of its people: their keys."""

    def __init__(self) -> None:
        super().__init__(_("Card of the household"), back=_("To the roster"))
        self._known: list[tuple[str, str]] = []
        self._noted: list[tuple[str, str]] = []
        self._mates: tuple[HousemateRow, ...] = ()
        self.moving = secondary(_("Write down a move"), "door-open")
        self.moving.clicked.connect(self.moving_wanted)
        self.add_person = primary(_("Add a person"), "user-plus")
        self.add_person.clicked.connect(self.person_wanted)
        self.print = secondary(_("Print cards"), "printer", name=_("Print cards of the people of this household"))
        self.print.clicked.connect(self._print)
        self.header.add(self.print, self.add_person)
        self.edit = link(_("Correct"), "pencil", name=_("Correct the household"))
        self.edit.clicked.connect(self.edit_wanted)
        self._facts = Facts(width=110)
        self.warning = Notice("warn")
        self.warning.hide()
        self.add(self.warning, Card(_("Where it is"), self._facts, more=self.edit))
        self.since = ActSinceCard()
        self.join = JoinCard()
        self.join.join_requested.connect(self._join)
        self.add(self._people_card(), self.since, self.join, self._leaving_card(), STRETCH)

    def _people_card(self) -> Card:
        self.model: TableModel[HousemateRow] = TableModel(HOUSEMATE_COLUMNS)
        self.table = Table(self.model, _("People of the household"))
        self.table.setMinimumHeight(210)
        self.table.row_opened.connect(lambda row: self.person_opened.emit(row.id))
        self.open_person = secondary(_("Correct this person"), "pencil")
        self.make_head = secondary(_("Make this person the head"), "house")
        self.set_apart = secondary(_("Take out of the household"), "log-out")
        self.open_person.clicked.connect(self._open_person)
        self.make_head.clicked.connect(self._make_head)
        self.set_apart.clicked.connect(self._set_apart)
        self.nobody = Paragraph(_("Nobody belongs to this household."), ink="muted")
        self.remove = secondary(_("Take this household out"), "trash-2")
        self.remove.clicked.connect(self.remove_requested)
        self._acts = QWidget()
        self._acts.setLayout(Flow(self.open_person, self.moving, self.make_head, self.set_apart))
        return Card(_("Who belongs to it"), self.table, self._acts, self.nobody, Row(self.remove, STRETCH))

    def _leaving_card(self) -> Card:
        support = _("On this day all of the household leave. They stay on the roster as former members.")
        self.form = Form({"left": FormField(_("Last day as members"), DateField(), support=support)})
        self.leave = secondary(_("Write down that they leave"), "door-open")
        self.leave.clicked.connect(self._leave)
        self._gone = Notice("info", icon="door-open")
        self._going = QWidget()
        self._going.setLayout(Column(self.form, Row(self.leave, STRETCH)))
        return Card(_("Leaving the association"), self._gone, self._going)

    def show_card(self, card: HouseholdCard) -> None:
        """Show the household as it is today."""
        head = next((mate.name for mate in card.people if mate.head), "")
        title = _("The household of {name}").format(name=head) if head else _("Card of the household")
        count = n_("{count} person", "{count} people", len(card.people)).format(count=len(card.people))
        self.header.say(title, count)
        self._known = _facts(card)
        self._facts.show_facts([*self._known, *self._noted])
        self.model.show(card.people)
        self._mates = card.people
        self.print.setVisible(bool(card.people))
        if card.people and self.table.row is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        for part in (self.table, self._acts):
            part.setVisible(bool(card.people))
        for part in (self.nobody, self.remove):
            part.setVisible(not card.people)
        left = card.home.left
        self._gone.setVisible(left is not None)
        self._going.setVisible(left is None and bool(card.people))
        if left is not None:
            words = _("left on {day}") if card.state == FORMER else _("leaves on {day}")
            self._gone.ask(words.format(day=era.wareki(left)))

    def show_notes(self, notes: NotesRow) -> None:
        """Tags and fields of the association's own, where there are any."""
        names = "・".join(notes.tag_names())
        self._noted = [*([(_("Tags"), names)] if names else []), *notes.facts()]
        self._facts.show_facts([*self._known, *self._noted])

    def show_refusal(self, error: UserError) -> None:
        if self.form.show_refusal(error):
            return
        self.warning.ask(error.message())
        self.warning.show()
        self.to_top()

    def _open_person(self) -> None:
        if self.table.row is not None:
            self.person_opened.emit(self.table.row.id)

    def _make_head(self) -> None:
        row: HousemateRow | None = self.table.row
        if row is None or row.head:
            return
        key = row.id
        if any(mate.head for mate in self._mates):
            words = _("{name} becomes the head of this household.")
            self._ask_since(words.format(name=row.name), lambda since: self.head_chosen.emit(key, since))
        else:  # nobody knew who it was
            self.head_chosen.emit(key, None)

    def _set_apart(self) -> None:
        row: HousemateRow | None = self.table.row
        if row is None:
            return
        key, words = row.id, _("{name} is taken out of this household. The others stay as they are.")
        self._ask_since(words.format(name=row.name), lambda since: self.apart_chosen.emit(key, since))

    def _join(self, row: PersonRow, said: str) -> None:
        """Who belonged to no household yet was only not written down."""
        if row.household_id is None:
            self.join_chosen.emit(row.id, said, None)
            return
        key, words = row.id, _("{name} moves into this household. The others of the household before stay there.")
        self._ask_since(words.format(name=row.name), lambda since: self.join_chosen.emit(key, said, since))

    def _ask_since(self, words: str, act: Callable[[date | None], object]) -> None:
        """Both answers and the buttons below them come into sight, not only where the keyboard goes."""
        self.since.ask_for(words, act)
        QTimer.singleShot(0, self, lambda: self.to_part(self.since))

    def _print(self) -> None:
        self.cards_wanted.emit(tuple(mate.id for mate in self._mates))

    def _leave(self) -> None:
        values = self.form.read()
        if values is not None:
            self.leave_requested.emit(values["left"])

    # Qt asks:

    def focus_first(self) -> None:
        self.edit.setFocus()


def _facts(card: HouseholdCard) -> list[tuple[str, str]]:
    home = card.home
    facts = [
        (_("Block"), card.area or _("in no block")),
        (_("House number"), home.house_number),
        (_("Postal code"), home.postal_code),
        (_("Address"), " ".join(filter(None, (home.address, home.building)))),
        (_("Telephone"), home.phone),
        (_("Number"), home.number),
        (_("Joined on"), era.wareki(home.joined) if home.joined else ""),
        (_("Membership"), _(STATE_MARKS[card.state])),
        (_("Notes"), home.notes),
    ]
    return [(name, fact) for name, fact in facts if fact]
