"""At the papers of an application or of a later stage: sent away to be signed, called back, taken in."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.change import Change
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import usecases
from kobe_desk.modules.subsidies.controller.circulating.taking import TakeIn
from kobe_desk.modules.subsidies.exchange import circulating
from kobe_desk.modules.subsidies.exchange.circulating import PRODUCT, Sent
from kobe_desk.modules.subsidies.rules.signing import SigningPacket
from kobe_desk.modules.subsidies.usecases.circulating import (
    SendRequest,
    packet_to_sign,
    send_for_signing,
    sent_for_signing,
    withdraw_signing,
)
from kobe_desk.modules.subsidies.view import PapersPage
from kobe_desk.modules.subsidies.view.circulating import SendSigningPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack

TABLES = {"sign_packet", "application_paper", "paper_decline"}


class AwayController(QObject):
    """A child of the page of papers. `slip_made` gives the slip with the six words as a PDF, once."""

    slip_made = Signal(object)

    def __init__(self, desk: Desk, stack: PageStack, page: PapersPage, keys: tuple[UUID, ...], stage: str = "") -> None:
        super().__init__(page)
        self._desk, self._stack, self._page = desk, stack, page
        self._keys, self._stage = keys, stage
        self._back = TakeIn(desk, stack, page)
        self._back.refused.connect(page.show_notice)
        page.away.send_wanted.connect(self._ask)
        page.away.packet_returned.connect(self._back.begin)
        page.away.withdrawal_wanted.connect(self._withdraw)
        desk.changed.connect(self._on_changed)
        self._refresh()

    def _refresh(self) -> None:
        self._desk.ask(sent_for_signing, self._keys, self._stage, then=self._page.away.show_out)

    def _on_changed(self, change: Change) -> None:
        if change.tables & TABLES:
            self._refresh()

    def _withdraw(self, key: UUID) -> None:
        self._desk.do(withdraw_signing, key, refused=self._page.show_notice)

    def _ask(self) -> None:
        page = SendSigningPage()
        self._stack.open(page)
        sending = _Sending(self._desk, page, self._keys, self._stage)
        sending.sent.connect(partial(self._sent, page))

    def _sent(self, page: SendSigningPage, slip: bytes) -> None:
        self._stack.leave(page)
        self.slip_made.emit(slip)


class _Sending(QObject):
    """One packet: prepared, sealed and written in the workshop, then written down."""

    sent = Signal(object)

    def __init__(self, desk: Desk, page: SendSigningPage, keys: tuple[UUID, ...], stage: str) -> None:
        super().__init__(page)
        self._desk, self._page, self._keys, self._stage = desk, page, keys, stage
        self._busy = False
        page.packet_wanted.connect(self._prepare)
        if stage:
            desk.ask(usecases.later_signing, keys[0], stage, then=page.show_state)
        else:
            desk.ask(usecases.signing_state, *keys, then=page.show_state)

    def _prepare(self, roles: tuple[str, ...], note: str, until: date | None, path: Path) -> None:
        if not self._busy:
            self._busy = True
            request = SendRequest(self._keys, self._stage, roles, note, until, self._desk.who.person)
            self._desk.ask(packet_to_sign, request, then=partial(self._write, request, path), refused=self._refused)

    def _write(self, request: SendRequest, path: Path, given: SigningPacket) -> None:
        self._desk.run(circulating.write_signing, given, path, PRODUCT, then=partial(self._record, request),
                       refused=self._refused, text=_("Making the packet"))  # fmt: skip

    def _record(self, request: SendRequest, out: Sent) -> None:
        def refused(error: UserError) -> None:
            out.path.unlink(missing_ok=True)  # what is not written down could never be taken in
            self._refused(error)

        def recorded(_key: Any) -> None:
            self.sent.emit(out.slip)

        self._desk.do(send_for_signing, request, out.packet, out.secret, out.path.name, then=recorded, refused=refused)

    def _refused(self, error: UserError) -> None:
        self._busy = False
        self._page.show_refusal(error)
