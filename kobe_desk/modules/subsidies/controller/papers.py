"""The papers of an application at the desk: made, signed in turn, and exported."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.usecases import (
    PackageOrder,
    PaperOrder,
    PaperRow,
    SignedRequest,
    SigningOrder,
    SigningRow,
    StillMissing,
)
from kobe_desk.modules.subsidies.view import PapersPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.preview import Paper

POINTS = 72 / 25.4
TABLES = {"application_paper", "officer_key", "signing_root", "submission"}


class PapersController(QObject):
    """A child of its page. Papers that are kept are shown; else they are made: kept when complete, else drafts."""

    key_wanted = Signal(object)

    def __init__(self, desk: Desk, page: PapersPage, key: UUID, *, only_look: bool = False) -> None:
        super().__init__(page)
        self._desk, self._page, self._key = desk, page, key
        self._only_look = only_look
        self._row: SigningRow | None = None
        self._bytes: dict[UUID, bytes] = {}
        page.sign_requested.connect(self._sign)
        page.key_wanted.connect(lambda _role: self.key_wanted.emit(self._row))
        page.export_requested.connect(self._export)
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.signing_state, key, then=self._begin)

    def _begin(self, row: SigningRow) -> None:
        if row.application.papers and not self._only_look:
            self._show(row)
        else:
            self._desk.ask(usecases.paper_order, self._key, then=self._make)

    # making

    def _make(self, order: PaperOrder) -> None:
        """Number what is complete, then make the papers in the workshop."""
        try:
            exchange.refuse_incomplete(order)
        except StillMissing as missing:
            self._run(order, partial(self._show_draft, order, missing.message()))
            return
        if self._only_look:
            self._run(order, partial(self._show_draft, order, ""))
            return
        numbered = partial(self._desk.ask, usecases.paper_order, self._key, then=self._make_whole)
        self._desk.do(usecases.number_application, self._key, then=lambda _number: numbered(), refused=self._refused)

    def _make_whole(self, order: PaperOrder) -> None:
        self._run(order, self._keep)

    def _run(self, order: PaperOrder, then: Callable[[exchange.MadePapers], object]) -> None:
        text = _("Making the papers")
        self._desk.run(exchange.make_papers, order, then=then, refused=self._refused, text=text)

    def _keep(self, made: exchange.MadePapers) -> None:
        self._desk.do(usecases.keep_papers, self._key, made.papers, refused=self._refused)

    def _show_draft(self, order: PaperOrder, missing: str, made: exchange.MadePapers) -> None:
        papers = [Paper(each.title, each.data) for each in made.papers]
        self._page.show_papers(order.application.programme.title, papers)
        self._page.show_draft(missing)
        if self._only_look:
            budgets = {form.id for form in order.application.programme.forms if form.paper == "budget"}
            self._page.preview.show_paper(next((at for at, each in enumerate(made.papers) if each.form in budgets), 0))
        self._page.focus_first()

    # showing

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES and not self._only_look:
            self._desk.ask(usecases.signing_state, self._key, then=self._show)

    def _show(self, row: SigningRow) -> None:
        self._row, self._bytes = row, {}
        for paper in row.application.papers:
            self._desk.ask(usecases.paper_bytes, paper.id, then=partial(self._arrived, paper.id))
        self._page.show_signing(row)

    def _arrived(self, paper: UUID, data: bytes) -> None:
        self._bytes[paper] = data
        row = self._row
        if row is None or any(each.id not in self._bytes for each in row.application.papers):
            return
        papers = [_paper(each, self._bytes[each.id], row) for each in row.application.papers]
        self._page.show_papers(row.application.programme.title, papers)

    def _refused(self, error: UserError) -> None:
        self._page.show_refusal(error)

    # signing

    def _sign(self, role: str, passphrase: str) -> None:
        def sign(order: SigningOrder) -> None:
            self._desk.run(
                exchange.sign_papers, order, passphrase, here=True, then=partial(self._keep_signatures, role),
                refused=self._refused, text=_("Signing"),
            )  # fmt: skip

        self._desk.ask(usecases.signing_order, self._key, role, then=sign, refused=self._refused)

    def _keep_signatures(self, role: str, signed: tuple[SignedRequest, ...]) -> None:
        self._desk.do(usecases.keep_signatures, role, signed, refused=self._refused)

    # the package

    def _export(self, folder: Path, passphrase: str) -> None:
        def pack(order: PackageOrder) -> None:
            self._desk.run(
                exchange.pack_papers, order, folder, passphrase, here=True, then=self._note,
                refused=self._refused, text=_("Writing the package"),
            )  # fmt: skip

        self._desk.ask(usecases.package_order, self._key, then=pack, refused=self._refused)

    def _note(self, packed: exchange.Packed) -> None:
        told = partial(self._tell, packed)
        self._desk.do(
            usecases.record_submission, self._key, packed.package.name, packed.sha256,
            then=lambda _key: told(), refused=self._refused,
        )  # fmt: skip

    def _tell(self, packed: exchange.Packed) -> None:
        self._page.show_done(packed.package.name, packed.root)


def _paper(row: PaperRow, data: bytes, state: SigningRow) -> Paper:
    """A paper with the place marked where the next signature will stand."""
    turn = state.turn
    place = next((each for each in row.waiting if turn and each.role == turn.role), None)
    if place is None or turn is None:
        return Paper(row.title, data)
    left, top, width, height = (each * POINTS for each in place.box)
    words = _("{office}'s signature goes here\n{name}").format(office=place.office, name=turn.name)
    return Paper(row.title, data, (place.page - 1, left, top, width, height), words)
