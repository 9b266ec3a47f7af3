"""The roster's card on 今日, kept up to date."""

from PySide6.QtCore import QObject

from kobe_desk.core import clock
from kobe_desk.core.change import Change
from kobe_desk.modules.members.usecases import counts_on
from kobe_desk.modules.members.view.home import RosterCard
from kobe_desk.ui.desk import Desk


class RosterHome(QObject):
    """A child of its card."""

    def __init__(self, desk: Desk, card: RosterCard) -> None:
        super().__init__(card)
        self._desk, self._card = desk, card
        desk.changed.connect(self._on_changed)
        self._ask()

    def _on_changed(self, change: Change) -> None:
        if change.tables & {"person", "household"}:
            self._ask()

    def _ask(self) -> None:
        self._desk.ask(counts_on, clock.today(), then=self._card.show_counts)
