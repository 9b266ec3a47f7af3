"""算定表 of programmes that are applied for together: looked at and printed, of one or of all."""

from collections.abc import Sequence

from kobe_desk.core.text import _
from kobe_desk.ui.papers_page import PapersPage


class CalculationsPage(PapersPage):
    """The programmes at the left, all together first; their budgets with the way to the amount beside them."""

    help_page = "subsidies-bundle"

    def __init__(self) -> None:
        super().__init__(_("How the amounts are reached"), _("Calculations"), back=_("To the applications"))

    def show_calculations(self, made: Sequence[tuple[str, bytes]], wanted: str) -> None:
        """Show them; the one of the programme `wanted` is in sight."""
        self.show_papers(made)
        self.preview.show_paper(next((at for at, (title, _pdf) in enumerate(made) if title == wanted), 0))
        self.focus_first()
