"""署名の鍵 made right where it is missing."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kobe_desk.core import clock
from kobe_desk.core.japanese.fiscal_year import fiscal_year
from kobe_desk.modules.association.usecases import KeyRequest, keep_key, keep_root
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.usecases import SigningRow
from kobe_desk.modules.subsidies.view import KeyPage
from kobe_desk.ui.desk import Desk


class KeyController(QObject):
    """The certificate if there is none, then the key of who is to sign: both made here, kept in the desk."""

    made = Signal()

    def __init__(self, desk: Desk, page: KeyPage, row: SigningRow) -> None:
        super().__init__(page)
        self._desk, self._page, self._row = desk, page, row
        page.key_requested.connect(self._make)

    def _make(self, folder: Path, root: str, name: str, ends: date, passphrase: str) -> None:
        turn = self._row.turn
        if turn is None:
            return
        house = self._row.association
        request = exchange.NewKey(folder, root, house, turn.role, turn.office, name, ends, passphrase)
        if self._row.has_root:
            self._make_key(request)
            return
        keep = partial(self._keep_root, request)
        self._desk.run(exchange.make_root, folder, house, root, here=True, then=keep, refused=self._page.show_refusal)

    def _keep_root(self, request: exchange.NewKey, made: exchange.NewRoot) -> None:
        self._desk.do(
            keep_root, made.certificate, made.fingerprint, then=lambda _key: self._make_key(request),
            refused=self._page.show_refusal,
        )  # fmt: skip

    def _make_key(self, request: exchange.NewKey) -> None:
        def keep(made: KeyRequest) -> None:
            self._desk.do(keep_key, made, then=lambda _key: self.made.emit(), refused=self._page.show_refusal)

        self._desk.run(exchange.make_key, request, here=True, then=keep, refused=self._page.show_refusal)


def term_end(row: SigningRow) -> date:
    """Until when the officer holds the office; the end of the fiscal year where that is not written down."""
    turn = row.turn
    return (turn.term_ends if turn else None) or fiscal_year(clock.today()).last
