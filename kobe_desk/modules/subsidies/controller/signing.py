"""The signature of whoever's turn it is, over the papers of a page, and the reason of one who does not sign."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.usecases import SignedRequest, SigningOrder, SigningRow
from kobe_desk.modules.subsidies.view import PapersPage
from kobe_desk.ui.desk import Desk
from kobe_desk.ui.personal import ask_first
from kobe_desk.ui.trusted_time import without_time


class Signing(QObject):
    """A child of its page. `orders(*which, role)` asks the desk for what is to be signed; `row` says how it stands."""

    def __init__(self, desk: Desk, page: PapersPage, orders: Callable[..., Any], *which: object) -> None:
        super().__init__(page)
        self._desk, self._page, self._orders, self._which = desk, page, orders, which
        self.row: SigningRow | None = None
        page.sign_requested.connect(self._sign)
        page.decline_requested.connect(self._decline)

    def _sign(self, role: str, passphrase: str) -> None:
        def ask(order: SigningOrder) -> None:
            personal = order.key.kind == "personal"
            ask_first(self._page, order.key.name, partial(sign, order), personal=personal)

        def sign(order: SigningOrder) -> None:
            self._desk.run(
                exchange.sign_papers, order, passphrase, here=True, then=partial(self._keep, role),
                refused=self._page.show_refusal, text=_("Signing"),
            )  # fmt: skip

        self._desk.ask(self._orders, *self._which, role, then=ask, refused=self._page.show_refusal)

    def _keep(self, role: str, signed: tuple[SignedRequest, ...]) -> None:
        if any(each.time_missing for each in signed):
            self._page.say("info", without_time())
        self._desk.do(usecases.keep_signatures, role, signed, refused=self._page.show_refusal)

    def _decline(self, role: str, reason: str) -> None:
        row = self.row
        if row is not None and row.turn is not None:
            self._desk.do(usecases.decline_papers, row.to_sign_by(role), role, row.turn.name, reason,
                          refused=self._page.show_refusal)  # fmt: skip
