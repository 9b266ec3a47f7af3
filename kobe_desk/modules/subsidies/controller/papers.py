"""The papers of an application at the desk: made, signed in turn, and exported."""

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _, n_
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.controller.grouped import Drawn, in_groups
from kobe_desk.modules.subsidies.controller.signing import Signing
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.usecases import (
    GuardedOrders,
    PackageOrder,
    PaperOrder,
    PaperRow,
    SigningRow,
)
from kobe_desk.modules.subsidies.view import PapersPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.personal import ask_first
from kobe_desk.ui.preview import Paper

Orders = tuple[PaperOrder, ...]
Made = tuple[tuple[UUID, exchange.MadePapers], ...]
POINTS = 72 / 25.4
TABLES = {"answer", "application_paper", "officer_key", "paper_decline", "signing_root", "submission"}


class PapersController(QObject):
    """A child of its page. Papers that are kept are shown; else they are made: kept when complete, else drafts.

    `keys` are one application, or several that are signed and handed in together (一括申請).
    """

    key_wanted = Signal(object)
    check_wanted = Signal()
    """The answers that still wait to be confirmed are to be looked at."""
    grant_wanted = Signal(object)
    """Go on with the life of these applications (their keys)."""

    def __init__(self, desk: Desk, page: PapersPage, *keys: UUID, only_look: bool = False) -> None:
        super().__init__(page)
        self._desk, self._page, self._keys = desk, page, keys
        self._only_look = only_look
        self._bytes: dict[UUID, bytes] = {}
        self._signing = Signing(desk, page, usecases.signing_orders, keys)
        page.again_wanted.connect(self._make_again)
        page.key_wanted.connect(lambda _role: self.key_wanted.emit(self._signing.row))
        page.export_requested.connect(self._export)
        page.handed_in.connect(self._hand_in)
        page.check_wanted.connect(self.check_wanted)
        page.grant_wanted.connect(lambda: self.grant_wanted.emit(self._keys))
        desk.changed.connect(self._on_changed)
        desk.ask(usecases.signing_state, *keys, then=self._begin)

    def _begin(self, row: SigningRow) -> None:
        there = all(each.papers for each in row.applications) or row.declined
        if there and not self._only_look:
            self._show(row)
        else:
            self._make_again()

    def _make_again(self) -> None:
        self._desk.ask(usecases.guarded_orders, self._keys, then=self._make)

    # making

    def _make(self, guarded: GuardedOrders) -> None:
        """Number what is complete, then make the papers in the workshop."""
        orders = guarded.orders
        try:
            exchange.refuse_unready(guarded)
        except UserError as error:
            self._run(orders, partial(self._show_draft, orders, error.message()))
            return
        if self._only_look:
            self._run(orders, partial(self._show_draft, orders, ""))
            return
        numbered = partial(self._desk.ask, usecases.paper_orders, self._keys, then=self._make_whole)
        self._desk.do(usecases.number_applications, self._keys, then=lambda _all: numbered(), refused=self._refused)

    def _make_whole(self, orders: Orders) -> None:
        self._run(orders, self._keep)

    def _run(self, orders: Orders, then: Callable[[Made], object]) -> None:
        text = _("Making the papers")
        self._desk.run(exchange.make_all_papers, orders, then=then, refused=self._refused, text=text)

    def _keep(self, made: Made) -> None:
        papers = {key: each.papers for key, each in made}
        self._desk.do(usecases.keep_all_papers, papers, refused=self._refused)

    def _show_draft(self, orders: Orders, missing: str, made: Made) -> None:
        programmes = [each.application.programme for each in orders]
        drawn = [(programme, paper) for programme, (_key, each) in zip(programmes, made, strict=True)
                 for paper in each.papers]  # fmt: skip
        papers = [
            Drawn(programme.title, sha256(each.data).hexdigest(), Paper(each.title, each.data))
            for programme, each in drawn
        ]
        self._page.show_papers(self._title(programmes), in_groups(papers))
        self._page.show_draft(missing)
        if self._only_look:
            budgets = {form.id for form in programmes[0].forms if form.paper == "budget"}
            self._page.preview.show_paper(next((at for at, (_of, each) in enumerate(drawn) if each.form in budgets), 0))
        self._page.focus_first()

    # showing

    def _title(self, programmes: Sequence[Programme]) -> str:
        count = len(programmes)
        return programmes[0].title if count == 1 else n_("{n} programme", "{n} programmes", count).format(n=count)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES and not self._only_look:
            self._desk.ask(usecases.signing_state, *self._keys, then=self._show)

    def _show(self, row: SigningRow) -> None:
        self._signing.row, self._bytes = row, {}
        for paper in row.papers:
            self._desk.ask(usecases.paper_bytes, paper.id, then=partial(self._arrived, paper.id))
        self._page.show_signing(row)
        if not all(each.papers for each in row.applications):
            self._refused_papers()

    def _refused_papers(self) -> None:
        """Another window changed an answer: the papers in sight are no longer those of the application."""
        self._page.say("warn", usecases.PapersChanged().message())

    def _arrived(self, paper: UUID, data: bytes) -> None:
        self._bytes[paper] = data
        row = self._signing.row
        if row is None or any(each.id not in self._bytes for each in row.papers):
            return
        papers = [
            Drawn(mine.programme.title, each.first_sha256, paper_of(each, each.title, self._bytes[each.id], row))
            for mine in row.applications
            for each in mine.papers
        ]
        self._page.show_papers(self._title([each.programme for each in row.applications]), in_groups(papers))

    def _refused(self, error: UserError) -> None:
        self._page.show_refusal(error)

    def _hand_in(self) -> None:
        self._desk.do(usecases.hand_in_on_paper, self._keys, clock.today(), refused=self._refused)

    # the package

    def _export(self, folder: Path, passphrase: str, each_addressee: bool) -> None:
        def ask(orders: tuple[PackageOrder, ...]) -> None:
            sealer = orders[0].sealer
            ask_first(self._page, sealer.name, partial(pack, orders), personal=sealer.kind == "personal")

        def pack(orders: tuple[PackageOrder, ...]) -> None:
            for mine in _by_addressee(orders) if each_addressee else (orders,):
                keys = tuple(each.application.id for each in mine)
                self._desk.run(
                    exchange.pack_together, mine, folder, passphrase, here=True, then=partial(self._note, keys),
                    refused=self._refused, text=_("Writing the package"),
                )  # fmt: skip

        self._packed: list[exchange.Packed] = []
        self._desk.ask(usecases.package_orders, self._keys, then=ask, refused=self._refused)

    def _note(self, keys: tuple[UUID, ...], packed: exchange.Packed) -> None:
        self._packed.append(packed)
        told = tuple(self._packed)
        self._desk.do(
            usecases.record_submissions, keys, packed.package.name, packed.sha256,
            then=lambda _none: self._page.show_done([each.package.name for each in told], packed.root),
            refused=self._refused,
        )  # fmt: skip


def _by_addressee(orders: tuple[PackageOrder, ...]) -> tuple[tuple[PackageOrder, ...], ...]:
    """The applications of each addressee, in their order."""
    found: dict[str, tuple[PackageOrder, ...]] = {}
    for each in orders:
        addressee = each.application.programme.addressee
        found[addressee] = (*found.get(addressee, ()), each)
    return tuple(found.values())


def paper_of(row: PaperRow, title: str, data: bytes, state: SigningRow) -> Paper:
    """A paper with the place marked where the next signature will stand."""
    turn = state.turn
    place = next((each for each in row.waiting if turn and each.role == turn.role), None)
    if place is None or turn is None:
        return Paper(title, data)
    left, top, width, height = (each * POINTS for each in place.box)
    words = _("{office}'s signature goes here\n{name}").format(office=place.office, name=turn.name)
    return Paper(title, data, (place.page - 1, left, top, width, height), words)
