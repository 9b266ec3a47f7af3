"""A packet comes back: looked at, opened with what the desk kept, judged in the workshop, shown, and kept."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.errors import UserError
from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.exchange import circulating
from kobe_desk.modules.subsidies.rules.packet import Closed
from kobe_desk.modules.subsidies.rules.signing import SigningPacket
from kobe_desk.modules.subsidies.usecases.circulating import (
    JudgingOrder,
    ReturnedSigning,
    judging_order,
    keep_returned,
    signing_secret,
)
from kobe_desk.modules.subsidies.view.circulating import ReturnedSigningPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.page import PageStack


class TakeIn(QObject):
    """A child of the page that has the file. `refused` says why nothing is taken in; `kept` that it was."""

    refused = Signal(object)
    kept = Signal()

    def __init__(self, desk: Desk, stack: PageStack, owner: QObject) -> None:
        super().__init__(owner)
        self._desk, self._stack = desk, stack

    def begin(self, path: Path) -> None:
        """Look at a file that came back."""
        self._desk.run(circulating.look_at_signing, path, then=self.go_on, refused=self._refuse)

    def go_on(self, closed: Closed) -> None:
        """Open it with what this desk kept."""
        self._desk.ask(signing_secret, closed.id, then=partial(self._open, closed), refused=self._refuse)

    def _open(self, closed: Closed, secret: bytes) -> None:
        self._desk.run(circulating.open_sent, closed, secret, then=self._order, refused=self._refuse)

    def _order(self, back: SigningPacket) -> None:
        self._desk.ask(judging_order, back.id, then=partial(self._judge, back), refused=self._refuse)

    def _judge(self, back: SigningPacket, order: JudgingOrder) -> None:
        self._desk.run(circulating.judge, order, back, then=partial(self._show, order), refused=self._refuse,
                       text=_("Checking the signatures"))  # fmt: skip

    def _show(self, order: JudgingOrder, back: ReturnedSigning) -> None:
        page = ReturnedSigningPage()
        self._stack.open(page)
        page.show_returned(order.title, back, order.late)
        page.keep_wanted.connect(partial(self._keep, page, back))

    def _keep(self, page: ReturnedSigningPage, back: ReturnedSigning, late: bool) -> None:
        def kept(_none: Any) -> None:
            self._stack.leave(page)
            self.kept.emit()

        self._desk.do(keep_returned, back, late, then=kept, refused=page.show_refusal)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)
