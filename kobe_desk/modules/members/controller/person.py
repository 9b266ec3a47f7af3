"""The form of a person: filled, kept while it is being written, and saved."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.drafts import Draft
from kobe_desk.modules.association.usecases import OfficeRow, offices
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.controller.disclosing import DisclosureController
from kobe_desk.modules.members.controller.own import NotesController
from kobe_desk.modules.members.controller.photo import PhotoController
from kobe_desk.modules.members.usecases import ConsentRequest, PersonCard, PersonRequest, TermRequest
from kobe_desk.modules.members.view.person import PersonPage
from kobe_desk.ui.desk import Desk

PAGE = "members.person"


class PersonController(QObject):
    """One person on the roster; without a key, somebody new in a household."""

    made = Signal(object)
    """Papers by name."""

    def __init__(self, desk: Desk, page: PersonPage, key: UUID | None, household: UUID | None = None) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._household = household
        self._record = str(key) if key else f"new {household}"
        page.save_requested.connect(self._save)
        page.remove_requested.connect(self._remove)
        page.draft_typed.connect(lambda text: desk.keep(Draft(PAGE, self._record, text)))
        page.draft_dropped.connect(lambda: desk.drop(PAGE, self._record))
        page.offices.term_requested.connect(self._give_office)
        page.offices.remove_requested.connect(lambda term: desk.do(usecases.remove_term, term))
        page.consents.consent_requested.connect(self._write_consent)
        page.consents.remove_requested.connect(lambda consent: desk.do(usecases.remove_consent, consent))
        desk.changed.connect(self._on_changed)
        desk.ask(offices, then=self._show_offices)
        if key is None:
            page.show_person(PersonRequest("", household_id=household))
            desk.ask(usecases.household_card, household, then=page.show_household)
        else:
            desk.ask(usecases.person_card, key, then=self._show)
            NotesController(desk, page.notes, key)
            DisclosureController(desk, page.consents, key).made.connect(self.made)
            PhotoController(desk, page.photo, key)
        desk.draft(PAGE, self._record, self._restore)

    def _show(self, card: PersonCard) -> None:
        self._page.show_person(card.person)
        self._page.show_household(card.household)
        self._page.offices.show_terms(card.terms, card.person.name)
        self._household = card.household.id if card.household else None
        self._ask_consents()

    def _ask_consents(self) -> None:
        self._desk.ask(usecases.consents_of, self._key, then=self._page.consents.show_consents)

    def _write_consent(self, request: ConsentRequest, for_household: bool) -> None:
        part, do = self._page.consents, self._desk.do
        if for_household and self._household is not None:
            key = self._household
            do(usecases.record_household_consent, key, request, then=part.clear, refused=part.show_refusal)
        elif self._key is not None:
            one = replace(request, people=(self._key,))
            do(usecases.record_consent, one, then=part.clear, refused=part.show_refusal)

    def _show_offices(self, rows: tuple[OfficeRow, ...]) -> None:
        self._page.offices.show_offices([(row.id, row.name) for row in rows])

    def _restore(self, draft: Draft | None) -> None:
        if draft is not None:
            self._page.restore(draft.text)

    def _on_changed(self, change: Change) -> None:
        if "office" in change.tables:
            self._desk.ask(offices, then=self._show_offices)
        if "consent" in change.tables and self._key is not None:
            self._ask_consents()
        if "office_term" in change.tables and self._key is not None:
            self._desk.ask(usecases.terms_of, self._key, then=self._show_terms)

    def _show_terms(self, rows: tuple[usecases.TermRow, ...]) -> None:
        self._page.offices.show_terms(rows, rows[0].person if rows else self._page.header.title.text())

    # what is written down

    def _save(self, request: PersonRequest) -> None:
        page, refused = self._page, self._page.show_refusal
        if self._key is None:
            self._desk.do(usecases.add_person, request, then=self._saved, refused=page.show_refusal)
        else:
            dated = usecases.dated_in_person
            self._desk.ask(dated, self._key, request, then=lambda names: self._correct(request, names), refused=refused)

    def _correct(self, request: PersonRequest, dated: tuple[str, ...]) -> None:
        """What is dated is asked about: was it wrong from the beginning, or has it changed?"""
        page = self._page
        known, since = page.since.settled(dated)
        if not known:
            return
        edit = usecases.edit_person
        self._desk.do(edit, self._key, request, since, then=self._saved, refused=page.show_refusal)

    def _saved(self, _result: object) -> None:
        self._page.settle()
        self._desk.drop(PAGE, self._record)
        self._page.back_requested.emit()

    def _remove(self) -> None:
        self._desk.do(usecases.remove_person, self._key, then=self._saved, refused=self._page.show_refusal)

    def _give_office(self, term: UUID | None, office: UUID, start: date, end: date | None, end_before: bool) -> None:
        part = self._page.offices
        if self._key is None:
            return
        request = TermRequest(self._key, office, start, end, end_before)
        if term is None:
            self._desk.do(usecases.assign_office, request, then=part.clear, refused=part.show_refusal)
        else:
            self._desk.do(usecases.edit_term, term, request, then=part.clear, refused=part.show_refusal)
