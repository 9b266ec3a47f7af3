"""しるしと独自の項目: what the association notes beyond the usual, defined."""

from kobe_desk.core.text import _
from kobe_desk.modules.members.view.own.fields import FieldsPart
from kobe_desk.modules.members.view.own.tags import TagsPart
from kobe_desk.ui.page import Page
from kobe_desk.ui.side_list import SideList


class OwnPage(Page):
    """Two parts: tags, and fields."""

    help_page = "members-own"

    def __init__(self) -> None:
        super().__init__(_("Tags and fields of our own"), back=_("To the upkeep"))
        self.tags, self.fields = TagsPart(), FieldsPart()
        self.parts = SideList(width=176)
        self.parts.show_entries([(_("Tags"), "tag"), (_("Fields"), "list")])
        self.parts.chosen.connect(self.show_part)
        self.set_list(self.parts)
        self.add(self.tags, self.fields)
        self.show_part(0)

    def show_part(self, place: int) -> None:
        self.tags.setVisible(place == 0)
        self.fields.setVisible(place == 1)
        self.parts.mark(place)
        self.to_top()

    # Qt asks:

    def focus_first(self) -> None:
        self.parts.items[0].setFocus()
