"""開示 at the desk: what is held of one person, with what lies in the sealed drawer if it is opened for it."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.core.vault.drawer import DrawerStatus
from kobe_desk.core.vault.patience import TryLater
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import DisclosedEntry, Disclosure
from kobe_desk.modules.members.view.consents import ConsentsPart
from kobe_desk.ui.desk import Desk

TITLE = "登録内容"
"""Without the name: a paper's title is the name its file is proposed with."""


def make_disclosure(held: Disclosure, report: Report) -> bytes:
    """登録されている内容 on paper: a job of the child process."""
    from kobe_desk.modules.members.papers import disclosure_pdf

    report(0, 1)
    return disclosure_pdf(held)


class DisclosureController(QObject):
    """A child of its part of the page."""

    made = Signal(object)
    """Papers by name."""

    def __init__(self, desk: Desk, part: ConsentsPart, key: UUID) -> None:
        super().__init__(part)
        self._desk, self._key, self._card = desk, key, part.drawer
        self._held: Disclosure | None = None
        part.disclosure_requested.connect(self._begin)
        self._card.open_requested.connect(self._open)
        self._card.shut_requested.connect(self._make)

    def _begin(self) -> None:
        self._desk.ask(usecases.disclosure, self._key, then=self._look)

    def _look(self, held: Disclosure) -> None:
        self._held = held
        if held.drawer:
            self._desk.ask(usecases.drawer_status, then=self._card.ask)
        else:
            self._make()

    def _open(self, words: str) -> None:
        self._desk.do(usecases.disclose_sealed, self._key, words, then=self._add, refused=self._refuse)

    def _add(self, sealed: tuple[DisclosedEntry, ...]) -> None:
        if self._held is not None:
            self._held = replace(self._held, sealed=sealed)
        self._make()

    def _refuse(self, error: UserError) -> None:
        self._card.show_refusal(error)
        if not isinstance(error, TryLater):
            self._desk.do(usecases.note_wrong_try, then=self._ask_pause)

    def _ask_pause(self, _result: object) -> None:
        self._desk.ask(usecases.drawer_status, then=self._hold)

    def _hold(self, status: DrawerStatus) -> None:
        if status.wait:
            self._card.hold(status.wait)

    def _make(self) -> None:
        held, self._held = self._held, None
        self._card.put_away()
        if held is not None:
            then, text = (lambda pdf: self.made.emit([(TITLE, pdf)])), _("Making the papers")
            self._desk.run(make_disclosure, held, then=then, text=text)
