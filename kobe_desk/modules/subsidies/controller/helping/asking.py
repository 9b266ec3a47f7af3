"""手伝いを頼む at the desk: the packet is sealed and written in the workshop, then written down; its slip is shown."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.exchange import helping
from kobe_desk.modules.subsidies.exchange.helping import PRODUCT, HandedOut
from kobe_desk.modules.subsidies.rules.packet import Packet
from kobe_desk.modules.subsidies.usecases.helping import (
    HelpRequest,
    hand_out_packet,
    help_offer,
    help_offer_together,
    packet_for,
)
from kobe_desk.modules.subsidies.view.helping import AskHelpPage
from kobe_desk.ui.desk import Desk


class AskHelpController(QObject):
    """A child of its page. `handed_out` gives the slip as a PDF, once."""

    handed_out = Signal(object)

    def __init__(self, desk: Desk, page: AskHelpPage, key: UUID, *, together: bool = False) -> None:
        """`key` is an application, or applications answered `together` (their bundle)."""
        super().__init__(page)
        self._desk, self._page = desk, page
        self._busy = False
        page.packet_wanted.connect(self._prepare)
        desk.ask(help_offer_together if together else help_offer, key, then=page.show_offer, refused=page.show_refusal)

    def _prepare(self, request: HelpRequest, path: Path) -> None:
        if not self._busy:
            self._busy = True
            self._desk.ask(packet_for, request, then=partial(self._write, path), refused=self._refused)

    def _write(self, path: Path, given: Packet) -> None:
        self._desk.run(helping.write_packet, given, path, PRODUCT, then=self._record, refused=self._refused,
                       text=_("Making the packet"))  # fmt: skip

    def _record(self, out: HandedOut) -> None:
        def refused(error: UserError) -> None:
            out.path.unlink(missing_ok=True)  # what is not written down could never be taken in
            self._refused(error)

        self._desk.do(hand_out_packet, out.packet, out.secret, out.path.name,
                      then=lambda _key: self._done(out), refused=refused)  # fmt: skip

    def _done(self, out: HandedOut) -> None:
        self._busy = False
        self.handed_out.emit(out.slip)

    def _refused(self, error: UserError) -> None:
        self._busy = False
        self._page.show_refusal(error)
