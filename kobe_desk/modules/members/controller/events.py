"""The events of the association at the desk."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.japanese.fiscal_year import FiscalYear, fiscal_year
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import Profile, profile
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.controller.event_photos import EventPhotosController
from kobe_desk.modules.members.usecases import EventCard, EventRequest, EventRow, PeopleFilter, PeoplePage
from kobe_desk.modules.members.view.events import EventPage, EventsPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack
from kobe_desk.ui.ties import Tie

TABLES = {"event", "event_staff", "event_count"}
TIED = ("booking", "meeting", "application")
"""How the names of the tables begin whose records may belong to an event."""
HITS = 8


def make_paper(card: EventCard, report: Report) -> bytes:
    """行事の記録: a job of the child process."""
    from kobe_desk.modules.members.papers.event import event_pdf

    report(0, 1)
    return event_pdf(card)


class EventsController(QObject):
    """A child of its page."""

    opened = Signal(object)
    """The key of an event to open."""

    def __init__(self, desk: Desk, page: EventsPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._year: FiscalYear | None = None
        page.event_opened.connect(self.opened)
        page.year_requested.connect(self._go)
        page.add_requested.connect(self._add)
        desk.changed.connect(self._on_changed)
        desk.ask(profile, then=self._begin)

    def _begin(self, found: Profile | None) -> None:
        self._year = fiscal_year(clock.today(), found.year_starts if found else 4)
        self._ask()

    def _go(self, year: int) -> None:
        if self._year is not None:
            self._year = FiscalYear(year, self._year.first_month)
            self._ask()

    def _ask(self) -> None:
        if self._year is not None:
            self._desk.ask(usecases.events_of, self._year.year, then=self._show)

    def _show(self, rows: tuple[EventRow, ...]) -> None:
        if self._year is not None:
            self._page.show_events(self._year, rows)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._ask()

    def _add(self, request: EventRequest) -> None:
        page = self._page
        self._desk.do(usecases.add_event, request, then=page.close_form, refused=page.show_refusal)


class EventController(QObject):
    """One event; a child of its page."""

    made = Signal(object)
    """Papers by name."""
    gone = Signal()

    def __init__(self, desk: Desk, page: EventPage, key: UUID, stack: PageStack) -> None:
        super().__init__(page)
        self._desk, self._page, self._key, self._stack = desk, page, key, stack
        self._ties: dict[str, Sequence[Tie]] = {}
        self._card: EventCard | None = None
        facts, staff, report = page.facts, page.staff, page.report
        facts.save_requested.connect(lambda said: desk.do(usecases.edit_event, key, said, refused=facts.show_refusal))
        facts.cancel_requested.connect(
            lambda said: desk.do(usecases.cancel_event, key, said, refused=facts.show_refusal)
        )
        facts.hold_requested.connect(lambda: desk.do(usecases.hold_event, key))
        facts.remove_requested.connect(self._remove)
        staff.searched.connect(self._search)
        staff.add_requested.connect(self._add_staff)
        staff.remove_requested.connect(lambda row: desk.do(usecases.remove_staff, row))
        report.save_requested.connect(
            lambda counts, text: desk.do(usecases.report_event, key, counts, text, refused=report.show_refusal)
        )
        page.paper_wanted.connect(self._print)
        EventPhotosController(desk, page.photos, key).made.connect(self.made)
        page.ties.opened.connect(stack.jump_wanted)
        desk.changed.connect(self._on_changed)
        self._ask()
        self._ask_ties()

    def _ask(self) -> None:
        self._desk.ask(usecases.event_card, self._key, then=self._show)

    def _show(self, card: EventCard) -> None:
        self._card = card
        self._page.show_event(card)

    def _ask_ties(self) -> None:
        self._stack.ties_wanted.emit(str(self._key), self._show_ties)

    def _show_ties(self, module: str, ties: Sequence[Tie]) -> None:
        if isValid(self):  # the other module answers, and does not know of this page
            self._ties[module] = ties
            self._page.ties.show_ties([each for found in self._ties.values() for each in found])

    def _on_changed(self, change: Change) -> None:
        if any(table.startswith(TIED) for table in change.tables):
            self._ask_ties()
        if change.tables & TABLES:
            self._desk.ask(usecases.event_exists, self._key, then=self._ask_if_there)

    def _ask_if_there(self, there: bool) -> None:
        if there:
            self._ask()
        else:
            self.gone.emit()

    def _remove(self) -> None:
        self._desk.do(usecases.remove_event, self._key, refused=self._page.facts.show_refusal)

    def _search(self, words: str) -> None:
        which = PeopleFilter(words=words, state=usecases.PRESENT)
        self._desk.ask(usecases.people, which, 0, HITS, then=self._found)

    def _found(self, found: PeoplePage) -> None:
        self._page.staff.show_people(found.rows if self._page.staff.search.text() else ())

    def _add_staff(self, person: UUID, task: str) -> None:
        part = self._page.staff
        self._desk.do(usecases.add_staff, self._key, person, task, then=part.clear, refused=part.show_refusal)

    def _print(self) -> None:
        if self._card is not None:
            name, text = f"行事の記録 {self._card.event.title}", _("Making the papers")
            self._desk.run(make_paper, self._card, then=lambda pdf: self.made.emit([(name, pdf)]), text=text)
