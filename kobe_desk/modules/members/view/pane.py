"""The chosen person beside the list: facts, offices, household, and これまでの変更 with 元に戻す."""

from __future__ import annotations  # a card need not be there when the list is painted

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core import clock
from kobe_desk.core.japanese import era
from kobe_desk.core.permission import ROLE_NAMES, Role
from kobe_desk.core.text import _, n_
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.table import (
    STATE_MARKS,
    birth_words,
    other_words,
    relation,
    term_words,
    town_and_number,
)
from kobe_desk.modules.members.view.wording import CONSENTS, what_changed
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.card import Facts
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import Column, FoldingRow, Rule
from kobe_desk.ui.page import SidePane
from kobe_desk.ui.text import Label, Paragraph
from kobe_desk.ui.theme import theme

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases import ConsentRow, OtherName, PastChangeRow, PersonCard
    from kobe_desk.modules.members.usecases.own.noting import NotesRow


class PersonPane(SidePane):
    """Empty while nobody is chosen."""

    edit_wanted = Signal(object)
    household_wanted = Signal(object)
    undo_wanted = Signal(object)
    """The numbers of the lines to take back as one, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._card: PersonCard | None = None
        self._known: list[tuple[str, str]] = []
        self._noted: list[tuple[str, str]] = []
        self._agreed: list[tuple[str, str]] = []
        self._kana, self._name = Label(ink="muted", elide=True), Paragraph(rank="title", bold=True, narrow=True)
        self._facts = Facts()
        self.edit = secondary(_("Correct"), "pencil")
        self.edit.clicked.connect(self._edit)
        self.household = secondary(_("Card of the household"), "house")
        self.household.clicked.connect(self._open_household)
        acts = Flow(self.edit, self.household)
        self._lines = Column(gap="tight")
        self._whole = QWidget()
        column = Column(Column(self._kana, self._name, gap="hair"), self._facts, gap="item")
        column.addLayout(acts)
        column.add("hair", Label(_("Changes so far"), "lead"))
        column.addLayout(self._lines)
        self._whole.setLayout(column)
        self._nobody = Paragraph(_("Choose a person in the list, and everything about them stands here."), ink="muted")
        self.body.add(self._nobody, self._whole)
        self.show_nobody()

    def show_nobody(self) -> None:
        self._card = None
        self._whole.hide()
        self._nobody.show()

    def show_person(self, card: PersonCard, on: date | None = None, other: OtherName | None = None) -> None:
        """Somebody as of a day; `other` is the name the search found them by, when it is not the one of the day."""
        self._card = card
        self._kana.setText(card.person.kana)
        self._kana.setVisible(bool(card.person.kana))
        self._name.say(card.person.name)
        borne = [(_("Other name"), other_words(other))] if other else []
        self._known = [*borne, *_facts(card, on or clock.today())]
        self._show_facts()
        self.household.setVisible(card.household is not None)
        self._nobody.hide()
        self._whole.show()

    def show_consents(self, rows: Sequence[ConsentRow]) -> None:
        """What may stand in the roster for members: 「氏名・住所　電話は載せない」."""
        now = [row for row in rows if row.purpose == usecases.CONSENT_PURPOSES[0] and row.last is None]
        given, refused = ["・".join(_(CONSENTS[row.field]) for row in now if row.given is yes) for yes in (True, False)]
        words = [given, _("without {items}").format(items=refused) if refused else ""]
        fact = "　".join(filter(None, words))
        self._agreed = [(_("To show"), fact)] if fact else []
        self._show_facts()

    def show_notes(self, notes: NotesRow | None) -> None:
        """Tags and fields of the association's own, where there are any."""
        names = "・".join(notes.tag_names()) if notes else ""
        self._noted = [*([(_("Tags"), names)] if names else []), *(notes.facts() if notes else ())]
        self._show_facts()

    def _show_facts(self) -> None:
        self._facts.show_facts([*self._known, *self._noted, *self._agreed])

    def show_changes(self, rows: Sequence[PastChangeRow]) -> None:
        """What happened to this person, newest first."""
        self._lines.empty()
        for row in rows:
            self._lines.add(Rule(), self._change(row))

    def _change(self, row: PastChangeRow) -> QWidget:
        when = _when(row.at)
        role = _(ROLE_NAMES[Role(row.role)])
        line = FoldingRow(gap="hair")
        line.addWidget(Paragraph(f"{when}　{role} {row.who}".rstrip(), ink="muted", narrow=True), 1)
        holder = QWidget()
        column = Column(gap="hair")
        column.addLayout(line)
        column.add(Paragraph("\n".join(what_changed(row)), narrow=True))
        if row.undoes:
            line.add(self._undo(row, when))
        if (later := len(row.undoes) - 1) > 0:
            words = n_("This undoes {count} later change, too.", "This undoes {count} later changes, too.", later)
            column.add(Paragraph(words.format(count=later), ink="muted", narrow=True))
        holder.setLayout(column)
        return holder

    def _undo(self, row: PastChangeRow, when: str) -> QWidget:
        label = _("Undo: {what} ({when}, {number})").format(what=_(row.label), when=when, number=row.sequence)
        undo = link(_("Undo"), "undo-2", name=label)
        undo.clicked.connect(lambda: self.undo_wanted.emit(row.undoes))
        return undo

    def _edit(self) -> None:
        if self._card is not None:
            self.edit_wanted.emit(self._card.id)

    def _open_household(self) -> None:
        if self._card is not None and self._card.household is not None:
            self.household_wanted.emit(self._card.household.id)


def _when(at: datetime) -> str:
    """11月20日 in this year, 令和7年6月1日 before."""
    day = at.astimezone(clock.JST).date()
    if day.year == clock.today().year:
        return _("{month}/{day}").format(month=day.month, day=day.day)
    return era.wareki(day)


def _facts(card: PersonCard, today: date) -> list[tuple[str, str]]:
    person, home = card.person, card.household
    phones = [each for each in (person.phone, person.mobile, home.home.phone if home else "") if each]
    facts = [
        (_("Birth date"), birth_words(person.birth, person.birth_part, card.age)),
        (_("Household"), _household(card)),
        (_("Address"), _address(card)),
        (_("Telephone"), "\n".join(dict.fromkeys(phones))),
        (_("Mail"), person.mail),
        (_("Block"), home.area if home else ""),
    ]
    for term in card.terms:
        if term.start <= today and (term.end is None or term.end >= today):
            facts.append((_("Office"), f"{term.office}（{term_words(term.start, term.end)}）"))
    facts += [(_("Membership"), _(STATE_MARKS[card.state])), (_("Notes"), person.notes)]
    return [(name, fact) for name, fact in facts if fact]


def _household(card: PersonCard) -> str:
    if card.household is None:
        return _("in no household")
    count = len(card.household.people)
    people = n_("{count} person", "{count} people", count).format(count=count)
    said = relation(card.person.head, card.person.relation)
    return f"{people}・{said}" if said else people


def _address(card: PersonCard) -> str:
    if card.household is None:
        return ""
    home = card.household.home
    address = town_and_number(home.address) if theme.large else home.address
    return " ".join(filter(None, (address, home.building)))
