"""The papers of one later stage: looked at, signed in turn, exported, like those of the application."""

from collections.abc import Sequence

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import SigningRow
from kobe_desk.modules.subsidies.usecases.asking import Wanted
from kobe_desk.modules.subsidies.view.grant.wanted import told_missing
from kobe_desk.modules.subsidies.view.papers import PapersPage
from kobe_desk.ui.button import link
from kobe_desk.ui.layout import Column
from kobe_desk.ui.notice import Notice


class LaterPapersPage(PapersPage):
    """The step itself is closed on the page of the grant, so nothing is handed in here but the package."""

    help_page = "subsidies-grant"

    def __init__(self, back: str = "") -> None:
        super().__init__(back or _("To the grant"))
        self.missing = Column(gap="item")
        self.pane.body.insertLayout(1, self.missing)

    def show_missing(self, wanted: Sequence[Wanted]) -> None:
        """Before anything is signed or packed: what the office wants with the papers and is not there."""
        for meaning, words in told_missing(wanted):
            self.missing.add(Notice(meaning, words))

    def _show_after(self, row: SigningRow) -> None:
        self.after = None
        if row.submissions:
            self.missing.empty()
        if row.turn is not None:
            self.again = link(_("Make the papers again"), "refresh-cw")
            self.again.clicked.connect(self.again_wanted)
            self._parts.add(self.again)
