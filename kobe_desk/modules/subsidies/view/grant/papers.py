"""The papers of one later stage: looked at, signed in turn, exported, like those of the application."""

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.usecases import SigningRow
from kobe_desk.modules.subsidies.view.papers import PapersPage
from kobe_desk.ui.button import link


class LaterPapersPage(PapersPage):
    """The step itself is closed on the page of the grant, so nothing is handed in here but the package."""

    help_page = "subsidies-grant"

    def __init__(self, back: str = "") -> None:
        super().__init__(back or _("To the grant"))

    def _show_after(self, row: SigningRow) -> None:
        self.after = None
        if row.turn is not None:
            self.again = link(_("Make the papers again"), "refresh-cw")
            self.again.clicked.connect(self.again_wanted)
            self._parts.add(self.again)
