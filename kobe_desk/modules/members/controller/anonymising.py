"""Forgetting former members, done at the desk; the sheet that says so is made by the child process."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.association.usecases import profile
from kobe_desk.modules.members import usecases
from kobe_desk.modules.members.usecases import Certificate
from kobe_desk.modules.members.view.anonymising import AnonymisePage
from kobe_desk.ui.desk import Desk


def make_certificate(done: Certificate, association: str, who: str, sample: bool, report: Report) -> bytes:
    """The sheet that says what was wiped: a job of the child process."""
    from kobe_desk.modules.members.papers import certificate_pdf

    report(0, 1)
    return certificate_pdf(done, association, who, sample)


class AnonymiseController(QObject):
    """A child of its page."""

    made = Signal(object)
    """Papers by name."""

    def __init__(self, desk: Desk, page: AnonymisePage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._association, self._sample = "", False
        page.years_chosen.connect(self._ask)
        page.looked.connect(self._look)
        page.forget_requested.connect(self._forget)
        page.certificate_requested.connect(self._print)
        desk.changed.connect(self._on_changed)
        desk.ask(profile, then=self._know)
        self._ask()

    def _know(self, found: Any) -> None:
        if found is not None:
            self._association, self._sample = found.name, found.sample

    def _ask(self) -> None:
        years = self._page.years.value()
        self._desk.ask(usecases.to_anonymise, clock.today(), years, then=self._page.show_proposals)

    def _on_changed(self, change: Change) -> None:
        if "person" in change.tables:
            self._ask()

    def _look(self, key: UUID) -> None:
        page = self._page
        self._desk.ask(usecases.preview_anonymise, key, then=page.show_view, refused=page.show_refusal)

    def _forget(self, keys: tuple[UUID, ...]) -> None:
        self._desk.do(usecases.anonymise, keys, then=self._done, refused=self._page.show_refusal)

    def _done(self, done: Certificate) -> None:
        self._ask()
        self._page.show_done(done)

    def _print(self, done: Certificate) -> None:
        self._desk.run(
            *(make_certificate, done, self._association, self._desk.who.person, self._sample),
            then=lambda pdf: self.made.emit([("匿名化の記録", pdf)]),
            text=_("Making the papers"),
        )
