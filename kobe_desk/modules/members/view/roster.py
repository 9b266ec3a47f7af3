"""The page 名簿: search, the rows of the 五十音, the conditions, the list, and the chosen person beside it."""

from __future__ import annotations  # what stands beside the list comes after it

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from kobe_desk.core.japanese import era, kana
from kobe_desk.core.text import _
from kobe_desk.modules.members.table import people_columns, town_and_number
from kobe_desk.modules.members.usecases import (
    OTHER_ROW,
    PRESENT,
    PeopleFilter,
    PersonRow,
)
from kobe_desk.modules.members.view.conditions import Conditions
from kobe_desk.modules.members.view.dropped import dropped_file
from kobe_desk.modules.members.view.grid.many import PickedBar
from kobe_desk.modules.members.view.pane import PersonPane
from kobe_desk.ui.button import Button, primary, secondary
from kobe_desk.ui.card import EmptyState
from kobe_desk.ui.field import SearchField
from kobe_desk.ui.layout import STRETCH, Column, FoldingRow, Row
from kobe_desk.ui.page import Page
from kobe_desk.ui.table import Column as TableColumn
from kobe_desk.ui.table import Grid, GridModel
from kobe_desk.ui.table.model import Fetch, Locate

if TYPE_CHECKING:
    from kobe_desk.modules.members.usecases import AreaRow, Counts

USUAL = PeopleFilter(state=PRESENT)
"""What the page shows first: who belongs today."""


class RosterPage(Page):
    """Looks for people and leads to everything that is done with the roster."""

    help_page = "members"
    asked = Signal(object)
    """The filter has changed: a `PeopleFilter`."""
    person_shown = Signal(object)
    """The row of the list the keyboard is on; None when there is none."""
    person_opened = Signal(object)
    household_opened = Signal(object)
    household_wanted = Signal()
    import_wanted = Signal()
    file_dropped = Signal(Path)
    print_wanted = Signal()
    care_wanted = Signal()
    dues_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Roster"))
        self._which, self._place = USUAL, ""
        self._blocks: tuple[str, ...] = ()
        self._waiting: Callable[[], None] | None = None
        self.setAcceptDrops(True)
        self._fill_header()
        self.search = SearchField(width=240)
        self.search.searched.connect(lambda words: self.ask(replace(self._which, words=words)))
        self.conditions = Conditions()
        self.conditions.chosen.connect(self.ask)
        self.model: GridModel[PersonRow] = GridModel(self.usual_columns())
        self.table = Grid(self.model, _("People on the roster"))
        self.table.row_chosen.connect(self.person_shown)
        self.table.row_opened.connect(lambda row: self.person_opened.emit(row.id))
        self.table.rested.connect(self._show_waiting)
        self.picked = PickedBar()
        self.table.picked.connect(self.picked.show_picked)
        self.picked.dropped.connect(self._drop_picked)
        self.columns = self.conditions.columns
        self._list = QWidget()
        top = FoldingRow(self.search, self._letters(), STRETCH, gap=22, around=(0, 6, 0, 0))
        column = Column(top, gap="item")
        column.add(self.conditions, self.picked)
        column.addWidget(self.table, 1)
        self._list.setLayout(column)
        self.empty_buttons: tuple[Button, ...] = ()
        self._empty: EmptyState | None = None  # made where there is nobody: most starts need none of it
        self.body.addWidget(self._list, 1)
        self.pane = PersonPane()
        self.pane.edit_wanted.connect(self.person_opened)
        self.pane.household_wanted.connect(self.household_opened)
        self.table.shown_whole_in = self.pane
        self._side = self.set_side(self.pane, 344)

    @property
    def which(self) -> PeopleFilter:
        return self._which

    def _fill_header(self) -> None:
        self.care = secondary(_("Upkeep"), "list", name=_("To the upkeep"))
        self.dues = secondary(_("Dues"), "hand-coins", name=_("To the dues"))
        self.print = secondary(_("Print"), "printer")
        self.take_in = secondary(_("Import"), "file-up")
        self.add_household = primary(_("Add a household"), "plus")
        self.header.add(self.care, self.dues, self.print, self.take_in, self.add_household)
        for button, wish in (
            (self.care, self.care_wanted),
            (self.dues, self.dues_wanted),
            (self.print, self.print_wanted),
            (self.take_in, self.import_wanted),
            (self.add_household, self.household_wanted),
        ):
            button.clicked.connect(wish)

    def _letters(self) -> QWidget:
        """One button for each row of the 五十音; pressing the chosen one shows everybody again."""
        self.letters: dict[str, Button] = {}
        for letter in (*kana.GOJUON, OTHER_ROW):
            name = _("{row} row of the syllabary").format(row=letter)
            button = Button(letter, kind="square", name=name)
            button.clicked.connect(lambda on, letter=letter: self.ask(replace(self._which, row=letter if on else "")))
            self.letters[letter] = button
        holder = QWidget()
        holder.setLayout(Row(*self.letters.values(), STRETCH, gap="hair"))
        return holder

    def _nobody(self) -> EmptyState:
        take_in = primary(_("Import a roster"), "file-up")
        take_in.clicked.connect(self.import_wanted)
        by_hand = secondary(_("Write the first household"), "plus")
        by_hand.clicked.connect(self.household_wanted)
        self.empty_buttons = (take_in, by_hand)
        text = _(
            "The households and people of your association stand here. An Excel or CSV file is read in as it is, "
            "and you see everything before it is written.\nTo try it first, lock this desk and choose the sample."
        )
        return EmptyState(_("Nobody is on the roster yet."), text, by_hand, take_in)

    # what is shown

    def show_empty(self, *, empty: bool) -> None:
        """Without anybody on the roster, the page says how to begin."""
        here = self.focusWidget()
        left = empty and here is not None and here.hasFocus() and self._list.isAncestorOf(here)
        self._list.setVisible(not empty)
        self._side.setVisible(not empty)
        if self._empty is None and empty:
            self._empty = self._nobody()
            self.body.addWidget(self._empty, 1)
        if self._empty is not None:
            self._empty.setVisible(empty)
        for button in (self.dues, self.print, self.take_in, self.add_household):
            button.setVisible(not empty)
        if left:  # else the keyboard would be left somewhere in the rail
            self.empty_buttons[0].setFocus()

    def show_counts(self, counts: Counts) -> None:
        words = _("{households} households, {people} people (on {day})")
        households, people = f"{counts.households:,}", f"{counts.people:,}"
        self.header.say(_("Roster"), words.format(households=households, people=people, day=era.wareki(counts.on)))

    def show_place(self, place: str) -> None:
        """What all addresses begin with; the list leaves it out."""
        self._place = place

    def short(self, address: str) -> str:
        """An address without what all of them begin with."""
        return address.removeprefix(self._place) if self._place else town_and_number(address)

    def usual_columns(self) -> tuple[TableColumn[PersonRow], ...]:
        """The columns nobody chose otherwise."""
        return people_columns(self.short, self.blocks)

    def blocks(self) -> tuple[str, ...]:
        """The names of the 班, as a cell offers them."""
        return self._blocks

    def show_areas(self, rows: Sequence[AreaRow]) -> None:
        self._blocks = ("", *(row.name for row in rows))
        self.conditions.show_areas(rows)

    def use_columns(
        self, columns: Sequence[TableColumn[PersonRow]], widths: Mapping[str, int], *, chosen: bool
    ) -> None:
        """These columns stand in the list, in these widths; `chosen` by somebody, they stay in any type."""
        if tuple(each.key for each in columns) != tuple(each.key for each in self.model.columns):
            self.model.use(columns)
        self.table.show_widths(widths, chosen=chosen)

    def let_write(self, *, may: bool) -> None:
        """Whether cells can be written in: only who may, and only in the roster of today."""
        self.model.editable = may and self._which.on is None

    def show_people(self, which: PeopleFilter, total: int, fetch: Fetch[PersonRow], locate: Locate) -> None:
        """Show who fits; the rows come when they are looked at, and the same person stays chosen.

        While somebody writes in a cell nothing moves: then it is shown when the cell is left.
        """
        if self.table.writing:
            self._waiting = lambda: self.show_people(which, total, fetch, locate)
            return
        self._waiting = None
        self._which = which
        for letter, button in self.letters.items():
            button.setChecked(letter == which.row)
        self.conditions.show_filter(which, total)
        before = self.table.row
        self.model.show_pages(total, fetch, locate)
        if total and (before is None or self.table.row is None):
            self.table.setCurrentIndex(self.model.index(0, 0))
        if not total:
            self.person_shown.emit(None)

    def _show_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting()

    def _drop_picked(self) -> None:
        self.table.setCurrentIndex(self.table.currentIndex())
        self.table.setFocus()

    def choose(self, key: Any) -> None:
        """Make a person the current one."""
        self.table.choose(key)

    def ask(self, which: PeopleFilter) -> None:
        """Ask for others; the list shows them when they have come."""
        self._which = which
        for letter, button in self.letters.items():
            button.setChecked(letter == which.row)
        self.asked.emit(which)

    # Qt asks:

    def focus_first(self) -> None:
        first = self.search if self._empty is None or self._empty.isHidden() else self.empty_buttons[0]
        first.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event)) is not None:
            self.file_dropped.emit(path)
