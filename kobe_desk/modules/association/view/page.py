"""The page 団体: a list of parts at the left, the chosen part beside it."""

from kobe_desk.core.text import _
from kobe_desk.modules.association.view.bank import BankPart
from kobe_desk.modules.association.view.bylaws import BylawsPart
from kobe_desk.modules.association.view.documents import DocumentsPart
from kobe_desk.modules.association.view.offices import OfficesPart
from kobe_desk.modules.association.view.profile import ProfilePart
from kobe_desk.modules.association.view.signing import SigningPart
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList


class AssociationPage(Page):
    """Six parts, each with its own button that saves it."""

    help_page = "association"

    def __init__(self) -> None:
        super().__init__(_("Association"))
        self.profile = ProfilePart()
        self.offices = OfficesPart()
        self.bank = BankPart()
        self.bylaws = BylawsPart()
        self.documents = DocumentsPart()
        self.signing = SigningPart()
        parts = (
            (_("The association"), "landmark", self.profile),
            (_("Offices"), "users", self.offices),
            (_("Bank account"), "banknote", self.bank),
            (_("Rules for meetings"), "gavel", self.bylaws),
            (_("Kept documents"), "archive", self.documents),
            (_("Signing keys"), "key-round", self.signing),
        )
        self.parts = SideList(width=196)
        self.parts.show_entries([(words, icon) for words, icon, _part in parts])
        self.set_list(self.parts)
        self._parts = [part for _words, _icon, part in parts]
        self.add(*self._parts)
        self.show_part(0)
        self.parts.chosen.connect(self.show_part)

    def show_part(self, place: int) -> None:
        """Show one of the parts."""
        for number, part in enumerate(self._parts):
            part.setVisible(number == place)
        self.parts.mark(place)
        self.to_top()

    # Qt asks:

    def focus_first(self) -> None:
        self.parts.items[0].setFocus()
