"""The papers of worked examples looked at in the workshop before a programme is used."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies import exchange, usecases
from kobe_desk.modules.subsidies.usecases import Proof
from kobe_desk.modules.subsidies.usecases.proofs import Found
from kobe_desk.ui.desk import Desk


class Proving(QObject):
    """Has the papers made that nobody has looked at yet, and tells when it is known what they are like."""

    known = Signal(object)
    """The keys that were asked for. Also at once, where everything is known."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def prove(self, keys: tuple[str, ...] = ()) -> None:
        """Look at the papers of these programmes, or of all."""
        self._desk.ask(usecases.unproven, keys, then=partial(self._make, keys))

    def _make(self, keys: tuple[str, ...], proofs: tuple[Proof, ...]) -> None:
        if not proofs:
            self.known.emit(keys)
            return
        self._desk.run(exchange.prove, proofs, then=partial(self._keep, keys), text=_("Checking the worked examples"))

    def _keep(self, keys: tuple[str, ...], found: Found) -> None:
        self._desk.ask(usecases.note_proven, found, then=lambda _done: self.known.emit(keys))
