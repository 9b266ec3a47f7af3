"""The papers of a later stage at the desk: made of what is written there, kept, signed in turn, and exported."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.controller.later_order import Ordering, Written
from kobe_desk.modules.subsidies.controller.papers import TABLES, paper_of
from kobe_desk.modules.subsidies.controller.signing import Signing
from kobe_desk.modules.subsidies.rules.life import unwritten
from kobe_desk.modules.subsidies.rules.wanted import missing_labels
from kobe_desk.modules.subsidies.usecases import (
    PackageOrder,
    PaperRequest,
    SigningRow,
)
from kobe_desk.modules.subsidies.view import LaterPapersPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.personal import ask_first
from kobe_desk.ui.preview import Paper


class LaterPapersController(QObject):
    """A child of its page. Papers that are kept are shown; else they are made: kept when complete, else drafts."""

    key_wanted = Signal(object)

    def __init__(self, desk: Desk, page: LaterPapersPage, written: Written) -> None:
        super().__init__(page)
        self._desk, self._page, self._written = desk, page, written
        self._which = (written.key, written.row.occasion)
        self._ordering = Ordering(self, desk, written)
        self._bytes: dict[UUID, bytes] = {}
        self._signing = Signing(desk, page, usecases.later_signing_order, *self._which)
        page.again_wanted.connect(self._make)
        page.key_wanted.connect(self._want_key)
        page.export_requested.connect(self._export)
        page.show_missing(written.row.wanted)
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.later_signing, *self._which, then=self._begin)

    def _begin(self, row: SigningRow) -> None:
        if row.papers or row.declined:
            self._show(row)
        else:
            self._make()

    # making

    def _make(self) -> None:
        self._ordering.order(self._write)

    def _write(self, order: exchange.LaterOrder) -> None:
        self._desk.run(
            exchange.make_later_papers, order, then=self._made, refused=self._refused, text=_("Making the papers")
        )

    def _made(self, papers: tuple[PaperRequest, ...]) -> None:
        row = self._written.row
        missing = unwritten(row.stage, self._written.values)
        wrong = [*missing_labels(row.wanted, required=True), *row.judged.errors]
        if not missing and not wrong:
            self._desk.do(usecases.keep_later_papers, *self._which, papers, refused=self._refused)
            return
        self._page.show_papers(self._title, [Paper(each.title, each.data) for each in papers])
        words = _("Still to be written: {missing}.").format(missing=_(", ").join(each.words() for each in missing))
        self._page.show_draft("\n".join((*([words] if missing else ()), *row.judged.errors)))

    # showing

    @property
    def _title(self) -> str:
        return self._written.row.stage.title

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._desk.ask(usecases.later_signing, *self._which, then=self._show)

    def _show(self, row: SigningRow) -> None:
        self._signing.row, self._bytes = row, {}
        for paper in row.papers:
            self._desk.ask(usecases.paper_bytes, paper.id, then=partial(self._arrived, paper.id))
        self._page.show_signing(row)

    def _arrived(self, paper: UUID, data: bytes) -> None:
        self._bytes[paper] = data
        row = self._signing.row
        if row is not None and all(each.id in self._bytes for each in row.papers):
            papers = [paper_of(each, each.title, self._bytes[each.id], row) for each in row.papers]
            self._page.show_papers(self._title, papers)

    def _refused(self, error: UserError) -> None:
        self._page.show_refusal(error)

    # signing

    def _want_key(self, _role: str) -> None:
        self.key_wanted.emit(self._signing.row)

    # the package

    def _export(self, folder: Path, passphrase: str, _each_addressee: bool) -> None:
        def ask(order: PackageOrder) -> None:
            personal = order.sealer.kind == "personal"
            ask_first(self._page, order.sealer.name, partial(pack, order), personal=personal)

        def pack(order: PackageOrder) -> None:
            self._desk.run(exchange.pack_papers, order, folder, passphrase, here=True, then=self._note,
                           refused=self._refused, text=_("Writing the package"))  # fmt: skip

        self._desk.ask(usecases.later_package_order, *self._which, then=ask, refused=self._refused)

    def _note(self, packed: exchange.Packed) -> None:
        self._desk.do(
            usecases.record_later_package, *self._which, packed.package.name, packed.sha256,
            then=lambda _key: self._page.show_done([packed.package.name], packed.root), refused=self._refused,
        )  # fmt: skip
