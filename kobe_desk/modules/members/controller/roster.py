"""The page 名簿: asks for what it shows, and opens the pages one level down, importing them then."""

from __future__ import annotations  # what stands beside the list comes after it

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.text import _
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.controller.grid import GridController, picked_filter
from kobe_desk.modules.members.controller.homes import HomePages
from kobe_desk.modules.members.usecases import PeopleFilter, PeoplePage, PersonRow
from kobe_desk.modules.members.view.roster import USUAL, RosterPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.painted import once_painted
from kobe_desk.ui.table.model import PAGE

if TYPE_CHECKING:
    from kobe_desk.modules.members.controller.care import CareController
    from kobe_desk.modules.members.usecases import PersonCard

TABLES = {"person", "household", "area", "office_term", "office", "consent", "tag", "tagging", "own_field", "own_value"}


class RosterController(QObject):
    """A child of the stack, as are the pages it opens."""

    def __init__(self, desk: Desk, page: RosterPage, stack: PageStack) -> None:
        super().__init__(stack)
        self._desk, self._page, self._stack = desk, page, stack
        self._shown: PersonRow | None = None
        page.asked.connect(self._look)
        page.person_shown.connect(self._show_person)
        self.homes = HomePages(desk, stack)
        self.homes.made.connect(self._show_papers)
        self.homes.cards_wanted.connect(self.open_cards)
        page.person_opened.connect(self.homes.open_person)
        page.household_opened.connect(self.homes.open_household)
        page.household_wanted.connect(self.homes.new_household)
        page.import_wanted.connect(self.open_import)
        page.file_dropped.connect(self.open_import)
        page.print_wanted.connect(self.open_print)
        page.care_wanted.connect(self.open_care)
        page.dues_wanted.connect(self.open_dues)
        page.pane.undo_wanted.connect(self._undo)
        self.grid = GridController(desk, page, stack)
        self.grid.columns.changed.connect(lambda: self._look(page.which))
        self.grid.picked_alone.connect(lambda keys: page.ask(picked_filter(page.which, keys)))
        self.grid.moving_wanted.connect(self.homes.open_moving_of)
        self.grid.file_wanted.connect(self.open_export)
        self.grid.papers_wanted.connect(self.open_labels)
        desk.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Ask for everything the page shows: the list, which is waited for, and once it is painted what is around."""
        self._areas_known = False
        self._desk.ask(usecases.shared_place, then=self._page.show_place)
        self._look(self._page.which)

    def _ask_around(self) -> None:
        self._desk.ask(usecases.counts_on, self._page.which.on or clock.today(), then=self._page.show_counts)
        if not self._areas_known:
            self._areas_known = True
            self._desk.ask(usecases.areas, then=self._page.show_areas)
            self._desk.ask(usecases.own_shown, then=self.grid.columns.know_own)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self.refresh()
            if self._shown is not None:
                self._desk.ask(usecases.place_of_person, self._shown.id, then=self._show_again)

    def _show_again(self, place: int | None) -> None:
        """The person beside the list may have been taken out by an undo."""
        if self._shown is not None and place is not None:
            self._ask_card(self._shown)

    def _show_whether_empty(self, found: PeoplePage) -> None:
        self._page.show_empty(empty=not found.total)

    def _undo(self, lines: Sequence[int]) -> None:
        self._desk.undo_at(*lines)

    # the list

    def _look(self, which: PeopleFilter) -> None:
        self._ask_page(which, 0, PAGE, lambda found: self._show_people(which, found))

    def _ask_page(self, which: PeopleFilter, offset: int, limit: int, then: Any) -> None:
        """Some rows of the list, with the columns that were chosen."""
        if self.grid.columns.keys:
            from kobe_desk.modules.members.usecases.grid.rows import people_in_columns

            self._desk.ask(people_in_columns, which, self.grid.columns.keys, offset, limit, then=then)
        else:
            self._desk.ask(usecases.people, which, offset, limit, then=then)

    def _show_people(self, which: PeopleFilter, first: PeoplePage) -> None:
        if which != self._page.which:
            return  # the person has typed on
        desk = self._desk
        if first.total:
            self._page.show_empty(empty=False)
        else:
            desk.ask(usecases.people, PeopleFilter(), 0, 1, then=self._show_whether_empty)

        def fetch(offset: int, limit: int, then: Any) -> None:
            if offset == 0:
                then(first.rows)
                return
            self._ask_page(which, offset, limit, lambda found: then(found.rows))

        def locate(key: UUID, then: Any) -> None:
            desk.ask(usecases.place_of_person, key, which, then=then)

        self._page.show_people(which, first.total, fetch, locate)
        once_painted(self, self._ask_around)
        self.grid.let_write()

    def _show_person(self, row: PersonRow | None) -> None:
        self._shown = row
        if row is None:
            self._page.pane.show_nobody()
        else:
            once_painted(self, partial(self._ask_card, row))

    def _ask_card(self, row: PersonRow) -> None:
        if row is not self._shown:
            return  # the keyboard has gone on
        key = row.id
        self._desk.ask(usecases.person_card, key, self._page.which.on, then=self._show_card)
        self._desk.ask(usecases.consents_of, key, then=self._page.pane.show_consents)
        self._desk.ask(usecases.person_history, key, then=self._page.pane.show_changes)
        self._desk.ask(usecases.notes_shown, key, then=self._page.pane.show_notes)

    def _show_card(self, card: PersonCard) -> None:
        if self._shown is not None and card.id == self._shown.id:
            self._page.pane.show_person(card, self._page.which.on, self._shown.other)

    # one level down

    def open_export(self, keys: tuple[UUID, ...]) -> None:
        """A file of these people alone."""
        from kobe_desk.modules.members.controller.exporting import ExportController, items
        from kobe_desk.modules.members.view.exporting import ExportPage

        page, which = ExportPage(items(self.grid.columns.own)), picked_filter(self._page.which, keys)
        page.header.back.say(_("To the roster"))
        ExportController(self._desk, page, which, self._page.conditions.sentence(which))
        self._stack.open(page)

    def open_labels(self, keys: tuple[UUID, ...]) -> None:
        """Labels for the households of these people."""
        self.open_papers(picked_filter(self._page.which, keys))

    def open_cards(self, keys: tuple[UUID, ...]) -> None:
        """Cards of these people, with or without their photos."""
        self.open_papers(picked_filter(USUAL, keys), cards=True)

    def open_care(self) -> CareController:
        """What is done with the roster now and then."""
        from kobe_desk.modules.members.controller.care import CareController
        from kobe_desk.modules.members.view.care import CarePage

        page = CarePage()
        controller = CareController(self._desk, page, self._stack)
        which = self._page.which
        controller.which, controller.words = which, self._page.conditions.sentence(which)
        controller.made.connect(self._show_papers)
        controller.place_wanted.connect(self._go)
        self._stack.open(page)
        return controller

    def _go(self, place: str) -> None:
        """From the upkeep to the dues, or back to the list of who stands in no block."""
        if place == "dues":
            self.open_dues()
            return
        while self._stack.page is not self._page:
            self._stack.leave(self._stack.page)
        self._page.ask(PeopleFilter(unplaced=True, state=usecases.PRESENT))

    def open_dues(self) -> None:
        from kobe_desk.modules.members.controller.dues import DuesController
        from kobe_desk.modules.members.view.dues import DuesPage

        page = DuesPage()
        controller = DuesController(self._desk, page)
        controller.made.connect(self._show_papers)
        self._stack.open(page)

    def open_import(self, path: Path | None = None) -> None:
        """The import, at once with a file that was dropped."""
        from kobe_desk.modules.members.controller.importing import ImportController
        from kobe_desk.modules.members.view.importing import ImportPage

        page = ImportPage()
        controller = ImportController(self._desk, page)
        self._stack.open(page)
        if path is not None:
            controller.read(path)

    def open_print(self) -> None:
        from kobe_desk.modules.members.controller.printing import PrintController
        from kobe_desk.modules.members.view.printing import PrintPage

        page = PrintPage()
        which, words = self._shown_people()
        PrintController(self._desk, page, which, words)
        page.others_wanted.connect(lambda: self.open_papers())
        self._stack.open(page)

    def _shown_people(self) -> tuple[PeopleFilter | None, str]:
        """The filter of the list and its words, for a paper; none where it shows the members of the day."""
        which = self._page.which
        whole = which == replace(USUAL, on=which.on)
        if whole:
            return (which if which.on is not None else None), ""
        return which, self._page.conditions.sentence(which)

    def open_papers(self, picked: PeopleFilter | None = None, *, cards: bool = False) -> None:
        """The other papers of the roster, each asked for what it needs; labels or cards first for who was picked."""
        from kobe_desk.modules.members.controller.papers import PapersController
        from kobe_desk.modules.members.view.papers import CARDS_PART, LABELS_PART, PapersPage

        page = PapersPage()
        which, words = (picked, self._page.conditions.sentence(picked)) if picked else self._shown_people()
        controller = PapersController(self._desk, page, which, words)
        if picked is not None:
            page.show_part(CARDS_PART if cards else LABELS_PART)
        controller.made.connect(self._show_papers)
        self._stack.open(page)

    def _show_papers(self, papers: object) -> None:
        from kobe_desk.modules.members.view.printing import PrintPage

        page = PrintPage(self._stack.page.header.title.text())
        page.show_papers(papers)  # type: ignore[arg-type]
        self._stack.open(page)

    def open_record(self, record: str) -> None:
        """From 今日: 「import」 opens the import, a task of the upkeep its page, a key its person."""
        task, colon, key = record.partition(":")
        if record == "import":
            self.open_import()
        elif colon:
            self.open_care().open_task(task, key)
        else:
            self.homes.open_person(UUID(record))
