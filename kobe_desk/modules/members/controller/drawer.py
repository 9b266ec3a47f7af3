"""The sealed drawer at the desk: nothing of it is kept as a draft, and it is shut when its page leaves the sight."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.core.vault import recovery
from kobe_desk.core.vault.drawer import DrawerStatus
from kobe_desk.core.vault.patience import TryLater
from kobe_desk.core.vault.recovery import RecoveryCode
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import (
    ListRequest,
    PeopleFilter,
    PeoplePage,
    ProvisionRequest,
    SafetySheet,
    SealedEntry,
)
from kobe_desk.modules.members.view.drawer import DrawerPage
from kobe_desk.modules.members.view.drawer.code import CodeCard
from kobe_desk.ui.desk import Desk

TABLES = {"sealed_list", "sealed_row", "person"}
HITS = 8


def make_sheet(sheet: SafetySheet, report: Report) -> bytes:
    """安否確認表: a job of the child process."""
    from kobe_desk.modules.members.papers.safety import safety_pdf

    report(0, 1)
    return safety_pdf(sheet)


def require_line(code: RecoveryCode, line: int, typed: str) -> None:
    """Whether this line was copied from the sheet of this code. Raises LineLength, LineMistyped."""
    recovery.check_line(line, typed)
    recovery.secret_of([typed if at == line else row.text for at, row in enumerate(code.rows)])


class DrawerController(QObject):
    """A child of its page."""

    made = Signal(object)
    """Papers by name."""

    def __init__(self, desk: Desk, page: DrawerPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._association = ""
        gate, people, lists, keys = page.gate, page.people, page.lists, page.keys
        for signal, answer in (
            (page.looked_at, self._look),
            (page.shut_wanted, self._shut),
            (gate.make_requested, self._make),
            (gate.open_requested, self._open),
            (gate.code_requested, self._open_by_code),
            (people.list_chosen, self._ask_people),
            (people.searched, self._search),
            (people.begin_wanted, self._begin),
            (people.save_requested, self._save),
            (people.remove_requested, self._remove),
            (lists.save_requested, self._save_list),
            (lists.dispose_requested, self._dispose),
            (page.sheet.sheet_requested, self._print),
            (keys.give_requested, self._give),
            (keys.end_requested, self._end),
            (keys.code_requested, self._new_code),
        ):
            signal.connect(answer)
        desk.changed.connect(self._on_changed)
        desk.ask(profile, then=self._know)
        self._look()

    def _know(self, found: object) -> None:
        self._association = getattr(found, "name", "")

    # open and shut

    def _look(self, _result: object = None) -> None:
        self._desk.ask(usecases.drawer_status, then=self._show_status)

    def _show_status(self, status: DrawerStatus) -> None:
        if status.open and not self._page.isVisible():  # its page was left while the passphrase was being tried
            self._shut()
        else:
            self._page.show_status(status)

    def _opened(self, _result: object = None) -> None:
        self._look()
        self._ask_all()

    def _make(self, words: str) -> None:
        self._desk.do(usecases.make_drawer, words, then=self._made_new, refused=self._refuse_opening)

    def _made_new(self, code: RecoveryCode) -> None:
        self._opened()
        self._show_code(code)

    def _open(self, words: str) -> None:
        self._desk.do(usecases.open_drawer, words, then=self._opened, refused=self._refuse_opening)

    def _open_by_code(self, lines: tuple[str, ...]) -> None:
        self._desk.do(usecases.open_drawer_by_code, lines, then=self._opened, refused=self._refuse_opening)

    def _refuse_opening(self, error: UserError) -> None:
        self._page.gate.show_refusal(error)
        if isinstance(error, TryLater):
            self._ask_pause()
        else:
            self._desk.do(usecases.note_wrong_try, then=self._ask_pause)

    def _ask_pause(self, _result: object = None) -> None:
        self._desk.ask(usecases.drawer_status, then=self._hold)

    def _hold(self, status: DrawerStatus) -> None:
        if status.wait:
            self._page.gate.hold(status.wait)

    def _shut(self) -> None:
        self._page.forget()
        self._desk.do(usecases.shut_drawer, then=self._look)

    # what lies in it

    def _on_changed(self, change: Change) -> None:
        if self._page.open and change.tables & TABLES:
            self._ask_all()

    def _ask_all(self) -> None:
        self._desk.ask(usecases.sealed_lists, then=self._page.show_lists)
        self._ask_people(self._page.people.which.value())
        self._desk.ask(usecases.drawer_log, then=self._page.log.show_lines)

    def _ask_people(self, key: UUID | None) -> None:
        self._desk.ask(usecases.sealed_people, key, then=self._show_people, refused=_nothing)

    def _show_people(self, rows: tuple[usecases.SealedPersonRow, ...]) -> None:
        if self._page.open:  # it may have been shut meanwhile
            self._page.people.show_people(rows)

    def _search(self, words: str) -> None:
        which = PeopleFilter(words=words)
        self._desk.ask(usecases.people, which, 0, HITS, then=self._found)

    def _found(self, found: PeoplePage) -> None:
        self._page.people.show_hits(found.rows if self._page.people.search.text() else ())

    def _begin(self, key: UUID) -> None:
        self._desk.ask(usecases.sealed_from_roster, key, then=self._page.people.show_entry)

    def _save(self, key: UUID | None, which: UUID, entry: SealedEntry) -> None:
        part = self._page.people
        verb, place = (usecases.add_sealed, which) if key is None else (usecases.edit_sealed, key)
        self._desk.do(verb, place, entry, then=part.close_form, refused=part.show_refusal)

    def _remove(self, key: UUID) -> None:
        self._desk.do(usecases.remove_sealed, key, refused=self._page.people.show_refusal)

    def _save_list(self, key: UUID | None, request: ListRequest) -> None:
        part = self._page.lists
        if key is None:
            self._desk.do(usecases.add_sealed_list, request, then=part.close_form, refused=part.show_refusal)
        else:
            self._desk.do(usecases.edit_sealed_list, key, request, then=part.close_form, refused=part.show_refusal)

    def _dispose(self, *said: object) -> None:
        self._desk.do(usecases.dispose_sealed_list, *said, refused=self._page.lists.show_refusal)

    def _print(self, which: UUID | None, request: ProvisionRequest, drill: bool) -> None:
        part = self._page.sheet
        verb = usecases.print_safety_sheet
        self._desk.do(verb, which, request, drill, then=self._make_sheet, refused=part.show_refusal)

    def _make_sheet(self, sheet: SafetySheet) -> None:
        text, name = _("Making the papers"), f"安否確認表 {sheet.number}"
        self._desk.run(make_sheet, sheet, then=lambda pdf: self.made.emit([(name, pdf)]), text=text)

    # who can open it

    def _give(self, slot: str, words: str) -> None:
        self._desk.do(usecases.give_drawer, slot, words, then=self._look, refused=self._page.keys.show_refusal)

    def _end(self, slot: str) -> None:
        self._desk.do(usecases.end_drawer, slot, then=self._look, refused=self._page.keys.show_refusal)

    def _new_code(self) -> None:
        self._desk.do(usecases.new_drawer_code, then=self._show_code, refused=self._page.keys.show_refusal)

    def _show_code(self, code: RecoveryCode) -> None:
        from kobe_desk.modules.members.papers.safety import drawer_code_pdf

        sheet = drawer_code_pdf(self._association, code.rows, code.mark, clock.today())
        self._page.show_code(CodeCard(code, sheet, require_line))
        self._look()


def _nothing(_error: UserError) -> None:
    """It was shut while the question was on its way."""
