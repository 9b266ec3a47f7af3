"""Papers of a meeting, and the printed register: rows from the desk, PDFs from the child process."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject

from kobe_desk.core.progress import Report
from kobe_desk.core.text import _
from kobe_desk.modules.meetings import usecases
from kobe_desk.modules.meetings.usecases import MeetingPapers, PublicRule, RegisterPaper
from kobe_desk.modules.meetings.view.papers import MeetingPapersPage
from kobe_desk.ui.desk import Desk

Printed = tuple[tuple[str, bytes], ...]
BEFORE = ("notice", "labels", "book", "attendance", "running", "count", "minutes")
AFTER = ("minutes", "extracts", "public", "attendance", "notice", "book")


def make_papers(order: MeetingPapers, kinds: Sequence[str], report: Report) -> Printed:
    """A job of the child process, which alone needs paper."""
    from kobe_desk.modules.meetings.papers import make_papers as make

    return make(order, kinds, None, report)


def print_register(order: RegisterPaper, report: Report) -> Printed:
    """議決一覧: a job of the child process."""
    from kobe_desk.modules.meetings.papers import print_register as make

    return make(order, report)


class PapersController(QObject):
    """A child of its page: makes the papers that the meeting has reached."""

    def __init__(self, desk: Desk, page: MeetingPapersPage, key: UUID, public: PublicRule | None = None) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._signed: bytes | None = None
        self._public = public
        if public is None:
            desk.ask(usecases.signed_pdf, key, then=self._know_signed)
        desk.ask(usecases.papers_of, key, 0, public or PublicRule(), then=self._make)

    def _know_signed(self, pdf: bytes | None) -> None:
        self._signed = pdf

    def _make(self, order: MeetingPapers) -> None:
        kinds = ("public",) if self._public else AFTER if order.row.adopted else BEFORE
        self._desk.run(make_papers, order, kinds, then=self._show, refused=self._page.show_refusal,
                       text=_("Making the papers"))  # fmt: skip

    def _show(self, papers: Printed) -> None:
        signed = ((_("Minutes with signatures"), self._signed),) if self._signed else ()
        self._page.show_papers((*signed, *papers))


class RegisterPapersController(QObject):
    """The register as it was asked for, on paper."""

    def __init__(self, desk: Desk, page: MeetingPapersPage, words: str, body: str, note: str) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        desk.ask(usecases.register_paper, words, body, None, note, then=self._make)

    def _make(self, order: RegisterPaper) -> None:
        self._desk.run(print_register, order, then=self._page.show_papers, refused=self._page.show_refusal,
                       text=_("Making the papers"))  # fmt: skip
