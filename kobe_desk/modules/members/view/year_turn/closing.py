"""会費を締める: what the year's dues came to, and the word that nothing is charged for it any more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobe_desk.core.japanese import era
from kobe_desk.core.japanese.money import yen
from kobe_desk.core.text import _, n_
from kobe_desk.modules.members.usecases import YearTurn
from kobe_desk.ui.button import link, secondary
from kobe_desk.ui.card import Card, Facts
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, Column
from kobe_desk.ui.notice import Notice


class ClosingPart(QWidget):
    """The sums, and closing them."""

    close_requested = Signal()
    reopen_requested = Signal()
    dues_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = Notice("info")
        self._facts = Facts(width=200)
        self.close_it = secondary(_("Close the dues of the year"), "check")
        self.reopen = secondary(_("Open them again"), "undo-2")
        self.to_dues = link(_("To the dues"), "arrow-right", name=_("To the dues of the year"))
        card = Card(_("Dues of the year"), self._facts)
        card.body.addLayout(Flow(self.close_it, self.reopen, self.to_dues))
        self.setLayout(Column(self.state, card, STRETCH))
        self.close_it.clicked.connect(self.close_requested)
        self.reopen.clicked.connect(self.reopen_requested)
        self.to_dues.clicked.connect(self.dues_wanted)

    def show_turn(self, turn: YearTurn) -> None:
        dues = turn.dues
        homes = n_("{count} household", "{count} households", dues.households).format(count=f"{dues.households:,}")
        owed = _("{amount} of {homes}").format(amount=yen(dues.owed), homes=homes)
        self._facts.show_facts(
            [
                (_("Year"), turn.label),
                (_("Asked for"), yen(dues.charged)),
                (_("Paid"), yen(dues.paid)),
                (_("Still owed"), owed if dues.owed > 0 else _("nothing")),
            ]
        )
        closed = dues.day is not None
        self.state.mean("ok" if closed else "info")
        if dues.day is not None:
            self.state.ask(_("Closed on {day}.").format(day=era.wareki(dues.day)))
        else:
            self.state.ask(
                _("After closing, nothing is charged for this year. What is owed can still be paid, as arrears.")
            )
        self.close_it.setVisible(not closed)
        self.reopen.setVisible(closed)
