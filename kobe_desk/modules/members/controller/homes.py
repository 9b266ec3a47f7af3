"""One level below the roster: the pages of a household and of a person, each imported when it is first wanted."""

from __future__ import annotations  # what the pages need comes with them

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.text import _
from kobe_desk.modules.members import usecases
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack


class HomePages(QObject):
    """A child of the stack, as are the pages it opens."""

    made = Signal(object)
    """Papers by name."""
    cards_wanted = Signal(object)
    """Cards of these people: their keys."""

    def __init__(self, desk: Desk, stack: PageStack) -> None:
        super().__init__(stack)
        self._desk, self._stack = desk, stack

    def open_person(self, key: UUID, back: str = "") -> None:
        """The form of a person on the roster."""
        from kobe_desk.modules.members.controller.person import PersonController
        from kobe_desk.modules.members.view.person import PersonPage

        page = PersonPage(_("Correct a person"), back or _("To the roster"))
        PersonController(self._desk, page, key).made.connect(self.made)
        page.notes.define_wanted.connect(self._define_own)
        page.photo.card_wanted.connect(lambda: self.cards_wanted.emit((key,)))
        self._stack.open(page)

    def _define_own(self) -> None:
        """From a person to where tags and fields are made."""
        from kobe_desk.modules.members.controller.own import OwnController
        from kobe_desk.modules.members.view.own.page import OwnPage

        page = OwnPage()
        page.header.back.say(_("To the person"))
        OwnController(self._desk, page)
        self._stack.open(page)

    def new_person(self, household: UUID) -> None:
        """The form of somebody who joins a household."""
        from kobe_desk.modules.members.controller.person import PersonController
        from kobe_desk.modules.members.view.person import PersonPage

        page = PersonPage(_("Add a person"), _("To the household"), new=True)
        PersonController(self._desk, page, None, household)
        self._stack.open(page)

    def open_household(self, key: UUID) -> None:
        """The card of a household."""
        from kobe_desk.modules.members.controller.household import HouseholdController
        from kobe_desk.modules.members.view.household import HouseholdPage

        page = HouseholdPage()
        HouseholdController(self._desk, page, key)
        page.person_opened.connect(lambda person: self.open_person(person, _("To the household")))
        page.person_wanted.connect(lambda: self.new_person(key))
        page.edit_wanted.connect(lambda: self._edit_household(key))
        page.moving_wanted.connect(lambda: self._open_moving(key))
        page.cards_wanted.connect(self.cards_wanted)
        self._stack.open(page)

    def _open_moving(self, key: UUID) -> None:
        from kobe_desk.modules.members.controller.moving import MovingController
        from kobe_desk.modules.members.view.moving import MovingPage

        page = MovingPage()
        MovingController(self._desk, page, key)
        self._stack.open(page)

    def open_moving_of(self, person: UUID) -> None:
        self._desk.ask(usecases.person_request, person, then=self._open_moving_from)

    def _open_moving_from(self, found: usecases.PersonRequest) -> None:
        if found.household_id is not None:
            self._open_moving(found.household_id)

    def _edit_household(self, key: UUID) -> None:
        from kobe_desk.modules.members.controller.household import HouseholdFormController
        from kobe_desk.modules.members.view.household_form import HouseholdFormPage

        page = HouseholdFormPage(_("Correct a household"), _("To the household"))
        HouseholdFormController(self._desk, page, key)
        self._stack.open(page)

    def new_household(self) -> None:
        """The form of a new household; its card follows."""
        from kobe_desk.modules.members.controller.household import HouseholdFormController
        from kobe_desk.modules.members.view.household_form import HouseholdFormPage

        page = HouseholdFormPage(_("Add a household"), _("To the roster"), new=True)
        controller = HouseholdFormController(self._desk, page, None)
        controller.added.connect(self.open_household)
        self._stack.open(page)
