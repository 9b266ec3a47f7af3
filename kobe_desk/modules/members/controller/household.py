"""The card and the form of a household."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.drafts import Draft
from kobe_desk.core.japanese import postal
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import HouseholdRequest, PeopleFilter, PersonRequest
from kobe_desk.modules.members.usecases.own.noting import notes_of_household
from kobe_desk.modules.members.view.household import HouseholdPage
from kobe_desk.modules.members.view.household_form import HouseholdFormPage
from kobe_desk.modules.members.view.joining import SHOWN
from kobe_desk.ui.desk import Desk

PAGE = "members.household"


class HouseholdController(QObject):
    """One household's card."""

    def __init__(self, desk: Desk, page: HouseholdPage, key: UUID) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        page.head_chosen.connect(lambda person, since: self._do(usecases.set_head, key, person, since))
        page.apart_chosen.connect(lambda person, since: self._do(usecases.move_person, person, None, "", since))
        page.join.searched.connect(self._look_for)
        page.join_chosen.connect(self._join)
        page.leave_requested.connect(self._leave)
        page.remove_requested.connect(self._remove)
        desk.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(usecases.household_exists, self._key, then=self._ask_card)

    def _ask_card(self, exists: bool) -> None:
        """An undo may have taken the household away while its card is open."""
        if exists:
            self._desk.ask(usecases.household_card, self._key, then=self._page.show_card)
            self._desk.ask(notes_of_household, self._key, then=self._page.show_notes)
        else:
            self._page.back_requested.emit()

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"person", "household", "area", "tag", "tagging", "own_field", "own_value"}:
            self._ask()

    def _do(self, usecase: object, *args: object) -> None:
        self._desk.do(usecase, *args, refused=self._page.show_refusal)  # type: ignore[arg-type]

    def _look_for(self, words: str) -> None:
        which = PeopleFilter(words=words)
        show = self._page.join.show_people
        if words.strip():
            self._desk.ask(usecases.people, which, 0, SHOWN, then=lambda found: show(found.rows))
        else:
            show(())

    def _join(self, person: UUID, relation: str, since: date | None) -> None:
        page = self._page
        do = usecases.move_person
        self._desk.do(do, person, self._key, relation, since, then=page.join.clear, refused=page.show_refusal)

    def _leave(self, last: date) -> None:
        self._do(usecases.leave_household, self._key, last)

    def _remove(self) -> None:
        self._do(usecases.remove_household, self._key)


class HouseholdFormController(QObject):
    """The form: a household to be corrected, or without a key a new one."""

    added = Signal(object)
    """A new household was written down: its key."""

    def __init__(self, desk: Desk, page: HouseholdFormPage, key: UUID | None) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._record = str(key) if key else "new"
        page.save_requested.connect(self._save)
        page.postal_code_typed.connect(self._look_up)
        page.draft_typed.connect(lambda text: desk.keep(Draft(PAGE, self._record, text)))
        page.draft_dropped.connect(lambda: desk.drop(PAGE, self._record))
        desk.ask(usecases.areas, then=page.show_areas)
        if key is not None:
            desk.ask(usecases.household_card, key, then=page.show_household)
        desk.draft(PAGE, self._record, self._restore)

    def _restore(self, draft: Draft | None) -> None:
        if draft is not None:
            self._page.restore(draft.text)

    def _look_up(self, code: str) -> None:
        found = postal.places_of(postal.read_postal_code(code).value)
        if len(found) == 1:
            self._page.show_address(found[0].address)

    def _save(self, home: HouseholdRequest, first: PersonRequest | None) -> None:
        page = self._page
        if self._key is not None:
            dated, refused = usecases.dated_in_household, page.show_refusal
            self._desk.ask(dated, self._key, home, then=lambda names: self._correct(home, names), refused=refused)
        else:
            people = (first,) if first else ()
            self._desk.do(usecases.add_household, home, people, then=self._added, refused=page.show_refusal)

    def _correct(self, home: HouseholdRequest, dated: tuple[str, ...]) -> None:
        """What is dated is asked about: was it wrong from the beginning, or has it changed?"""
        page = self._page
        known, since = page.since.settled(dated)
        if not known:
            return
        edit = usecases.edit_household
        self._desk.do(edit, self._key, home, since, then=self._saved, refused=page.show_refusal)

    def _saved(self, _result: object) -> None:
        self._page.settle()
        self._desk.drop(PAGE, self._record)
        self._page.back_requested.emit()

    def _added(self, key: UUID) -> None:
        self._saved(None)
        self.added.emit(key)
